import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "@fanal/testing/browser";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { Film } from "./film.ts";
import { openAsVisitor, startDemo } from "./product.ts";
import { openStudio, stage } from "./studio.ts";

// Films the story of the product: what somebody on call does, and what a visitor sees of it, side by side.

const folder = fileURLToPath(new URL("../tour/", import.meta.url));
await mkdir(folder, { recursive: true });
const title = "Checkout fails for some cards";

await using product = await startDemo();
const { url } = product;
const browser = await launchBrowser();
const open = async (who: "operator" | "visitor") => {
  const { width, height } = stage[who];
  const context = await openAsVisitor(browser, { viewport: { width, height }, colorScheme: "light" });
  return context.newPage();
};
const [operator, visitor] = [await open("operator"), await open("visitor")];
const studio = await openStudio(browser);
const film = new Film(studio, { operator, visitor });

await signIn();
await declare();
await update("Identified", "One of three payment providers refuses cards. The others take over.");
await update("Resolved", "All cards work again. No order was lost.");
await lookBack();
await planMaintenance();
await subscribe();
await changeLook();
film.say("npm start. Two minutes, and it is yours.");
await operator.goto(`${url}/app/acme`);
await overview();
await film.hold(5);

await writeFile(
  `${folder}tour.webm`,
  Buffer.from(await studio.evaluate(() => window.studio.finish()), "base64"),
);
await film.writeCaptions(`${folder}tour.en.vtt`);
await browser.close();
console.log(`${Math.round(film.seconds)} seconds`);

async function signIn(): Promise<void> {
  await visitor.goto(`${url}/status/acme`);
  // A server that has only just started is not sure of its pages yet.
  await visitor.getByText("We are reconnecting").waitFor({ state: "hidden" });
  await operator.goto(`${url}/sign-in`);
  const button = operator.getByRole("button", { name: "Sign in", exact: true });
  await button.waitFor();
  film.say("Two windows: your dashboard, and the page that everybody sees.");
  await film.hold(4);
  await film.press("operator", button);
  await overview();
  film.say("The demo signs you in. This is what is going on right now.");
  await film.hold(4.5);
}

async function overview(): Promise<void> {
  await operator.getByRole("heading", { name: "Overview" }).waitFor();
  await operator.locator("main").getByText("Webhook deliveries delayed").first().waitFor();
}

async function declare(): Promise<void> {
  film.say("Something breaks. Press C, and say what people notice.");
  await film.keys("operator", "c");
  await operator.getByLabel("Title").waitFor();
  await film.type("operator", title);
  await operator.keyboard.press("Tab");
  await film.type("operator", "Checkout");
  await operator.getByRole("option", { name: "Checkout", selected: true }).waitFor();
  await film.keys("operator", "Enter");
  await film.hold(1.6);
  film.say("Ctrl Enter. Whoever has the page open reads it, without a reload.");
  await film.keys("operator", "ControlOrMeta+Enter");
  await operator.getByRole("dialog").waitFor({ state: "detached" });
  await operator.getByRole("heading", { name: title, exact: true }).waitFor();
  await visitor.getByText(title).first().waitFor();
  await film.hold(5);
  await takePoster();
}

async function update(state: string, message: string): Promise<void> {
  film.say(
    state === "Resolved"
      ? "Resolved. Checkout heals by itself: nothing stays yellow."
      : "You know more: an update, in a few words.",
  );
  const choice = operator.getByRole("combobox", { name: "State" });
  await film.press("operator", choice);
  await film.press("operator", operator.getByRole("option", { name: state }));
  await choice.and(operator.locator(":focus")).waitFor();
  await operator.getByRole("textbox", { name: "Message" }).fill("");
  await film.press("operator", operator.getByRole("textbox", { name: "Message" }));
  await film.type("operator", message);
  await film.keys("operator", "ControlOrMeta+Enter");
  await visitor.getByText(message).first().waitFor();
  await film.hold(4.5);
}

async function lookBack(): Promise<void> {
  film.say("Afterwards: what happened, and what you change.");
  await film.press("operator", operator.getByRole("button", { name: "Write postmortem" }));
  await operator.getByRole("textbox", { name: "Text" }).waitFor();
  await film.type("operator", "A certificate of the provider had expired. We now switch over by ourselves.");
  const section = operator.getByRole("region", { name: "Postmortem" });
  await film.press("operator", section.getByRole("button", { name: "Publish postmortem" }));
  await operator.getByText("Postmortem published.").waitFor();
  await visitor.getByRole("link", { name: title }).first().click();
  await openUntil(visitor, "A certificate of the provider");
  await visitor.getByText("A certificate of the provider").scrollIntoViewIfNeeded();
  await film.hold(4);
}

async function planMaintenance(): Promise<void> {
  film.say("Planned work is announced before, and starts and ends by itself.");
  await visitor.goto(`${url}/status/acme`);
  await operator.goto(`${url}/app/acme/maintenances/new`);
  const field = operator.getByRole("textbox", { name: "Title" });
  await film.press("operator", field);
  await film.type("operator", "Faster disks for the database");
  await film.press("operator", operator.getByRole("textbox", { name: "Message" }));
  await film.type("operator", "Some minutes of slow answers.");
  await film.press("operator", operator.getByPlaceholder("Which services are worked on?"));
  await film.type("operator", "Database");
  await operator.getByRole("option", { name: "Database", selected: true }).waitFor();
  await film.keys("operator", "Enter");
  await film.hold(1.5);
  await film.press("operator", operator.getByRole("button", { name: "Schedule maintenance" }).last());
  const planned = visitor.getByText("Faster disks for the database").first();
  await planned.waitFor();
  await planned.scrollIntoViewIfNeeded();
  await film.hold(4);
}

async function subscribe(): Promise<void> {
  film.say("Visitors need not look: they are told by mail, chat, webhook or browser.");
  await visitor.evaluate(() => scrollTo(0, 0));
  await film.press("visitor", visitor.getByRole("link", { name: "Get updates" }).first());
  await visitor.getByRole("heading", { name: "Get updates" }).waitFor();
  await film.press("visitor", visitor.getByRole("textbox", { name: "E-mail address" }));
  await film.type("visitor", "ada@customer.example");
  await visitor.keyboard.press("Enter");
  await visitor.getByRole("heading", { name: "Check your inbox" }).waitFor();
  await operator.goto(`${url}/app/acme/subscribers`);
  await operator.getByText("ada@customer.example").first().waitFor();
  await film.hold(4);
}

async function changeLook(): Promise<void> {
  film.say("The page looks like yours: what you set is live at once.");
  await visitor.goto(`${url}/status/acme`);
  await operator.goto(`${url}/app/acme/status-pages`);
  await operator.getByRole("heading", { name: "Status pages" }).first().waitFor();
  await operator.getByRole("link", { name: "Acme" }).first().click();
  await operator.getByRole("link", { name: "Look", exact: true }).click();
  const accent = operator.getByLabel("Accent colour", { exact: true });
  await accent.waitFor();
  await operator.waitForLoadState("networkidle");
  await film.hold(1);
  await film.press("operator", accent);
  await accent.fill("#0f766e");
  await film.keys("operator", "Enter");
  await visitor.getByRole("link", { name: "Get updates" }).first().waitFor();
  await film.hold(4);
}

/** Loads a page again until a text is on it: what was published a moment ago. */
async function openUntil(page: Page, text: string): Promise<void> {
  while ((await page.getByText(text).count()) === 0) await page.reload();
}

/** What a player shows before it plays. */
async function takePoster(): Promise<void> {
  await sharp(await studio.locator("canvas").screenshot())
    .webp({ quality: 80 })
    .toFile(`${folder}tour.webp`);
}
