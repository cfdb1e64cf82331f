import type { Service } from "@fanal/contract";
import type { Person, TestFanal } from "@fanal/testing";
import type { Browser, BrowserContextOptions, Locator, Page, Response, Route } from "playwright-core";
import { afterEach, expect, onTestFinished, vi } from "vitest";

export const desktop = { viewport: { width: 1280, height: 800 } } as const;
export const phone = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
} as const;

/** What the dashboard asked for that its own policy refused, in any window of a story. */
const refusedByPolicy: string[] = [];
afterEach(() => expect(refusedByPolicy.splice(0)).toEqual([]));

/**
 * A window of its own, with nobody's cookies, until the test ends: one that stays open takes time from those that
 * follow. What is waited for has to come in good time, to say which step failed.
 */
export async function openWindow(browser: Browser, options: BrowserContextOptions = desktop): Promise<Page> {
  const context = await browser.newContext(options);
  // What is opened before all tests is for all of them.
  if (expect.getState().currentTestName !== undefined) onTestFinished(() => context.close());
  context.setDefaultTimeout(process.env.FANAL_TEST_LATENCY === undefined ? 15_000 : 40_000);
  context.on("console", (message) => {
    const { pathname } = new URL(message.location().url || "about:blank");
    // A visitor's page reads its next version, whose style may be another one, before it loads it.
    const isDashboard = !pathname.startsWith("/status/");
    if (isDashboard && message.text().includes("Content Security Policy"))
      refusedByPolicy.push(`${pathname}: ${message.text()}`);
  });
  const page = await context.newPage();
  await slowDown(page);
  return page;
}

/**
 * Makes a window as slow as `FANAL_TEST_LATENCY` says, in milliseconds for each answer of the server: a story that
 * depends on being quicker than something else then fails every time, not once in a thousand. Not set, nothing changes.
 */
async function slowDown(page: Page): Promise<void> {
  const latency = Number(process.env.FANAL_TEST_LATENCY ?? 0);
  if (latency === 0) return;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
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

export interface House {
  person: Person;
  organization: string;
  services: Record<string, Service>;
}

/** An organization with services, and somebody who owns it. */
export async function foundHouse(fanal: TestFanal, organization: string, names: string[]): Promise<House> {
  const person = await fanal.signUp("Mara Ilves");
  await person.client.organizations.create({ name: organization, slug: organization });
  const services: Record<string, Service> = {};
  for (const name of names) services[name] = await person.client.services.create({ organization, name });
  await published(fanal, organization, ...names);
  return { person, organization, services };
}

/** Waits until visitors read something on a page. */
export async function published(fanal: TestFanal, slug: string, ...texts: string[]): Promise<void> {
  const missing = async () => {
    const response = await fetch(`${fanal.url}/status/${slug}`);
    const html = await response.text();
    return response.ok ? texts.filter((text) => !html.includes(text)) : [`status ${response.status}`];
  };
  // Also before the first test, where nothing can be polled.
  await vi.waitFor(async () => expect(await missing()).toEqual([]), 15_000);
}

/** Opens an address anew until the page shows something: where no script runs, nothing comes by itself. */
export async function openUntil(page: Page, url: string, shown: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(url);
      return shown.count();
    })
    .toBeGreaterThan(0);
}

/** Opens an address anew until it answers with a status. */
export async function openUntilStatus(page: Page, url: string, status: number): Promise<void> {
  await expect.poll(async () => (await page.goto(url))?.status()).toBe(status);
}

export function idOf(house: House, name: string): string {
  const service = house.services[name];
  if (service === undefined) throw new Error(`No service ${name}`);
  return service.id;
}

/** Opens the dialog to declare an incident as one does from anywhere: by its key. */
export async function openDeclare(page: Page): Promise<Locator> {
  await page.getByRole("main").getByRole("list").first().waitFor();
  await page.keyboard.press("c");
  return page.getByRole("dialog");
}

/** Presses Enter once that is what it takes. */
export async function takeOffered(page: Page, name: string): Promise<void> {
  await page.getByRole("option", { name, selected: true }).waitFor();
  await page.keyboard.press("Enter");
}

/** Chooses an affected service by typing its name, or a part of it. */
export async function chooseService(page: Page, name: string, typed = name): Promise<void> {
  await page.getByRole("combobox", { name: "Affected services" }).fill(typed);
  await takeOffered(page, name);
  await page.getByRole("button", { name: `Remove ${name}`, exact: true }).waitFor();
}

/** Does something that makes a window write, and waits for the server's answer. */
export async function answered(page: Page, write: RegExp, act: () => Promise<void>): Promise<Response> {
  const answer = page.waitForResponse(
    (response) => response.request().method() !== "GET" && write.test(response.url()),
  );
  await act();
  const response = await answer;
  await response.finished();
  return response;
}

/** What the server says while its database is away. */
export function answerUnavailable(route: Route): Promise<void> {
  const message = "The database does not answer. Try again in a moment.";
  const json = { code: "unavailable", message, requestId: "one" };
  return route.fulfill({ status: 503, headers: { "retry-after": "1" }, json });
}
