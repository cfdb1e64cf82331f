import type { Person } from "@fanal/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

export const desktop = { viewport: { width: 1280, height: 800 } } as const;
export const phone = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
} as const;

/** A window of its own, with nobody's cookies. What is waited for has to come in good time, to say which step failed. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = desktop): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(8_000);
  return context.newPage();
}

/** A window in which somebody is signed in, as if they had done it earlier. */
export async function openAs(
  browser: Browser,
  url: string,
  { cookie }: Pick<Person, "cookie">,
  options: BrowserContextOptions = desktop,
): Promise<Page> {
  const page = await openWindow(browser, options);
  const cookies = cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url };
  });
  await page.context().addCookies(cookies);
  return page;
}

/** Whether a page can be scrolled sideways, which on a phone means that something does not fit. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}
