import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerProcess, startServerProcess } from "@fanal/testing";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";

/** The product with its demo, on a data folder of its own that is gone afterwards. */
export async function startDemo(): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), "fanal-shown-"));
  const server = await startServerProcess({ PORT: "0", FANAL_DATA_DIR: folder, FANAL_DEMO: "1" });
  return {
    ...server,
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What does not depend on the machine: one place on earth, and nothing that moves by itself. */
const steady: BrowserContextOptions = {
  locale: "en-GB",
  timezoneId: "Europe/Berlin",
  reducedMotion: "reduce",
};

/** A window in which nobody is signed in. */
export function openAsVisitor(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext({ ...steady, ...options });
}

/** A window in which the demo's operator is signed in. */
export async function openAsOperator(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await openAsVisitor(browser, options);
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  // The demo fills its own login in.
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/app\//);
  await page.close();
  return context;
}
