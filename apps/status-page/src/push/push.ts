import icons from "virtual:push-icons";
import type * as Renderer from "../renderer.ts";
import { wordsIn } from "../words.tsx";

export { default as serviceWorker } from "virtual:service-worker";

export const serviceWorkerPath = "service-worker.js";

export const pushIconPath: typeof Renderer.pushIconPath = (status) => `notification-icons/${status}.png`;

export const pushIcon: typeof Renderer.pushIcon = (status) => Buffer.from(icons[status], "base64");

export const pushGreeting: typeof Renderer.pushGreeting = ({ page }, language, { path, key }) => {
  const { text } = wordsIn(language, page.timeZone);
  return {
    title: page.name,
    body: text("push.greeting"),
    language,
    tag: "greeting",
    icon: pushIconPath("operational"),
    url: path,
    manage: { path, label: text("push.manage") },
    key,
  };
};
