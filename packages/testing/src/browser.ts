import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** A real Chromium: the one that npm brings on Linux, an installed Chrome elsewhere. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.platform === "linux" ? await sparticuz.executablePath() : undefined;
  if (executablePath === undefined || !existsSync(executablePath))
    return chromium.launch({ channel: "chrome" });
  const args = [...sparticuz.args.filter((flag) => !unwanted.test(flag)), ...withoutGpu];
  return chromium.launch({ executablePath, args });
}

/**
 * Made for one page in a tiny container: a second context ends such a browser. And without web security it would let
 * through what the product's headers must stop.
 */
const unwanted =
  /^--(headless|single-process|no-zygote|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|disable-features|use-gl|use-angle|in-process-gpu|ignore-gpu-blocklist|enable-unsafe-swiftshader)/;

/** A graphics card that is played by the processor draws every frame at several times the price of plain drawing. */
const withoutGpu = ["--disable-gpu", "--disable-software-rasterizer"];
