import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

const tree = new URL("../../apps/dashboard/src/routeTree.gen.ts", import.meta.url);

/** Every route of the dashboard, as it is generated from the files: a new one is among them by itself. */
export function dashboardRoutes(): string[] {
  const [, byTo = ""] = /interface FileRoutesByTo \{([^}]*)\}/.exec(readFileSync(tree, "utf8")) ?? [];
  return [...byTo.matchAll(/"(\/[^"]*)":/g)].map(([, route = ""]) => route);
}

export function isFocused(where: Locator): Promise<boolean> {
  return where.evaluate((element) => element === document.activeElement);
}

export async function expectFocused(where: Locator): Promise<void> {
  await expect.poll(() => isFocused(where), { interval: 20 }).toBe(true);
}

/** Something that is shown has the focus, here or within `where`. */
export async function expectFocusKept(page: Page, where: Locator = page.locator("#root")): Promise<void> {
  const isWithin = () => where.evaluate((element) => element.contains(document.activeElement));
  await expect.poll(isWithin, { interval: 20 }).toBe(true);
}

/** Goes on with Tab until something has the focus. */
export async function tabTo(page: Page, where: Locator): Promise<void> {
  await where.waitFor();
  for (let step = 0; step < 90; step++) {
    if (await isFocused(where)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${where}`);
}

/** Goes to a control by Tab and presses it. */
export async function press(page: Page, where: Locator): Promise<void> {
  await tabTo(page, where);
  await page.keyboard.press("Enter");
}

/** Goes to a field by Tab and types over what it has. */
export async function type(page: Page, where: Locator, text: string): Promise<void> {
  await tabTo(page, where);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

/** Does something by the palette: types a part of its name, and takes it once it is the first that is found. */
export async function command(page: Page, typed: string, name: string | RegExp = typed): Promise<void> {
  const palette = page.getByRole("dialog", { name: "Search", exact: true });
  await page.keyboard.press("ControlOrMeta+k");
  await expectFocused(palette.getByRole("combobox"));
  await page.keyboard.insertText(typed);
  await palette.getByRole("option", { name, selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await palette.waitFor({ state: "detached" });
}

/** What somebody meets who goes through a screen with Tab. */
interface Walk {
  /** Controls that are there to be seen and that Tab did not reach. */
  missed: string[];
  /** Those that did not show that they have the focus. */
  withoutRing: string[];
}

/** So often Tab is pressed anew for what was not reached: fields of a date have several stops, and frames have their own. */
const mostRounds = 4;

/** Goes once through a screen with Tab, and compares what it reaches with the controls that are there to be seen. */
export async function walk(page: Page): Promise<Walk> {
  const walked = await page.evaluateHandle(() => {
    const controls = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
    const isThere = (element: HTMLElement | SVGElement) =>
      element.tabIndex >= 0 &&
      !element.matches(":disabled, [type=hidden], [data-radix-focus-guard]") &&
      // Of the buttons of one name Tab stops at one, and arrows lead on.
      !element.matches("[type=radio]:not(:checked)") &&
      element.closest("[inert], [aria-hidden=true]") === null &&
      element.checkVisibility({ visibilityProperty: true });
    const hasRing = (style: CSSStyleDeclaration) =>
      (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2) ||
      style.boxShadow !== "none";
    const nameOf = (element: Element) => {
      const text = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
      return `${element.tagName.toLowerCase()} ${text}`.trim();
    };
    const wanted = [...document.querySelectorAll<HTMLElement | SVGElement>(controls)].filter(isThere);
    const stops: Element[] = [];
    const withoutRing = new Set<string>();
    document.addEventListener("focusin", ({ target }) => {
      // Some only hand it on to one of what they hold.
      if (!(target instanceof Element) || target !== document.activeElement) return;
      stops.push(target);
      if (target.hasAttribute("data-radix-focus-guard")) return;
      if (!hasRing(getComputedStyle(target)) && !hasRing(getComputedStyle(target, "::after")))
        withoutRing.add(nameOf(target));
    });
    const isReached = (element: Element) => stops.some((stop) => element.contains(stop));
    const missed = () =>
      wanted.filter((one) => one.isConnected && isThere(one) && !isReached(one)).map(nameOf);
    return { count: wanted.length, read: () => ({ missed: missed(), withoutRing: [...withoutRing] }) };
  });
  const devtools = await page.context().newCDPSession(page);
  const tab = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
  const count = await walked.evaluate((one) => one.count);
  let met: Walk = { missed: [], withoutRing: [] };
  for (let round = 0; round < mostRounds; round++) {
    // All in one go, in their order: to wait for the answer to each would take longer than all else.
    await Promise.all(
      Array.from({ length: count + 6 }).flatMap(() => [
        devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...tab }),
        devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...tab }),
      ]),
    );
    met = await walked.evaluate((one) => one.read());
    if (met.missed.length === 0) break;
  }
  await devtools.detach();
  return met;
}

/** Until what was just drawn listens: a layer is told of its place among others once it is there. */
async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

const open = ["dialog", "alertdialog", "menu", "listbox"]
  .map((role) => `[role=${role}][data-state=open]`)
  .join();

/**
 * Opens with Enter what can be opened over a screen, one of each name that was not `tried` yet, closes it with Escape, and
 * tells from what the focus did not come back: to the same control, or into the form that it serves.
 */
export async function lostAfterEscape(page: Page, route: string, tried: Set<string>): Promise<string[]> {
  const lost: string[] = [];
  for (const opener of await page.locator("main [aria-haspopup]:visible, main header button:visible").all()) {
    const { name, opens } = await opener.evaluate((element) => {
      const words = element.getAttribute("aria-label") ?? element.textContent.trim();
      const isNew = /^(New|Add|Invite|Import|Record|Remove)/.test(words);
      return { name: words.replace(/ for .*/, ""), opens: isNew || element.hasAttribute("aria-haspopup") };
    });
    // Menus of rows are called alike, and are not.
    const key = name.startsWith("More actions") ? `${route} ${name}` : name;
    if (!opens || tried.has(key)) continue;
    tried.add(key);
    await opener.focus();
    await page.keyboard.press("Enter");
    const over = page.locator(open);
    await over.first().waitFor();
    await expectFocusKept(page, over.first());
    await twoFrames(page);
    await page.keyboard.press("Escape");
    await over.waitFor({ state: "detached" });
    const isBack = () =>
      opener.evaluate((element) =>
        [element, element.closest("form")].some((one) => one?.contains(document.activeElement) === true),
      );
    const came = await expect
      .poll(isBack, { timeout: 5_000, interval: 20 })
      .toBe(true)
      .then(
        () => true,
        () => false,
      );
    if (!came) lost.push(name);
  }
  return lost;
}
