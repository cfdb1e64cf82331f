import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** A real Chromium: the one that npm brings on Linux, an installed Chrome elsewhere. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.platform === "linux" ? await sparticuz.executablePath() : undefined;
  if (executablePath === undefined || !existsSync(executablePath))
    return chromium.launch({ channel: "chrome" });
  return chromium.launch({ executablePath, args: sparticuz.args.filter((flag) => !unwanted.test(flag)) });
}

/**
 * Made for one page in a tiny container: a second context ends such a browser. And without web security it would let
 * through what the product's headers must stop.
 */
const unwanted =
  /^--(headless|single-process|no-zygote|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-features)/;
