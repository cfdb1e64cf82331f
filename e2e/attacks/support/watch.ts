import type { Page } from "playwright-core";
import { expect } from "vitest";

export interface Watched {
  page: Page;
  /** What was fired, or would have been without the policy of the page. */
  fired: string[];
}

/** @param own addresses that begin so are ours to ask */
export async function watch(page: Page, own: string): Promise<Watched> {
  const fired: string[] = [];
  await page.exposeFunction("pwn", () => fired.push("called"));
  page.on("dialog", (dialog) => fired.push(dialog.message()));
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) fired.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(own) && !request.url().startsWith("data:image/svg"))
      fired.push(request.url());
  });
  return { page, fired };
}

/** Everything in the page that could still run when somebody points at it. */
export function armed(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href]")];
    // A page of ours names its own address, once and in its head.
    const own = document.head?.querySelector('base[href^="/status/"]');
    const odd = [...document.querySelectorAll("*")].filter((element) => {
      if (element === own) return false;
      const isStrange = /^(object|embed|base|marquee|plaintext|math|video|animate|maction)$/i.test(
        element.tagName,
      );
      return isStrange || element.getAttributeNames().some((name) => /^on/i.test(name));
    });
    return [
      ...links.filter(({ protocol }) => !["http:", "https:", "mailto:"].includes(protocol)),
      ...odd,
    ].map((element) => element.outerHTML.slice(0, 200));
  });
}

export async function expectNothingFired({ page, fired }: Watched): Promise<void> {
  expect(await armed(page)).toEqual([]);
  expect(fired).toEqual([]);
}

/** Points at and focuses all that can be, as people do. */
export async function touchEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      element.focus({ preventScroll: true });
    }
  });
}
