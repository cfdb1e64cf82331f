import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "@fanal/testing/browser";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { furnish, signInToDemo } from "./furnish.ts";
import { openAsOperator, openAsVisitor, startDemo } from "./product.ts";
import { scenes } from "./scenes.ts";

// Takes every picture of the documents anew, from the running product, light and dark. With names: only those.

const folder = fileURLToPath(new URL("../images/", import.meta.url));
const window = { viewport: { width: 1120, height: 640 }, deviceScaleFactor: 1.5 };
const wanted = process.argv.slice(2);

await mkdir(folder, { recursive: true });
await using product = await startDemo();
const shown = await furnish(await signInToDemo(product.url));
const browser = await launchBrowser();
for (const colorScheme of ["light", "dark"] as const) {
  const options = { ...window, colorScheme };
  const [operator, visitor] = [
    await openAsOperator(browser, product.url, options),
    await openAsVisitor(browser, options),
  ];
  for (const { name, seenBy, show } of scenes) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = await (seenBy === "operator" ? operator : visitor).newPage();
    await show(page, product.url, shown);
    await take(page, `${name}${colorScheme === "dark" ? "-dark" : ""}`);
    await page.close();
  }
}
await browser.close();

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const shot = await page.screenshot({ caret: "hide" });
  const { size } = await sharp(shot).webp({ quality: 80, effort: 6 }).toFile(`${folder}${name}.webp`);
  console.log(`${name.padEnd(32)} ${Math.round(size / 1024)} kB`);
}
