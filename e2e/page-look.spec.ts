import { accentOf } from "@fanal/domain";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { desktop, foundHouse, openWindow } from "./support/dashboard.ts";
import { openEditor } from "./support/editor.ts";
import { redSquare } from "./support/images.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

async function edit(organization: string): Promise<Page> {
  return openEditor(browser, fanal.url, await foundHouse(fanal, organization, ["API"]), "look");
}

async function visit(organization: string, options: object = {}): Promise<Page> {
  const visitor = await openWindow(browser, { ...desktop, ...options });
  await visitor.goto(`${fanal.url}/status/${organization}`);
  return visitor;
}

function primary(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--primary").trim());
}

const saved = (page: Page) => page.getByText("Saved", { exact: true }).waitFor();

test("an accent that cannot be read is moved until it can, which is said, and visitors see it in both themes", async () => {
  const page = await edit("accent");
  await page.getByLabel("Accent colour", { exact: true }).fill("#ffd400");
  await page.getByLabel("Accent colour", { exact: true }).press("Enter");
  const { light, dark } = accentOf("#ffd400");
  const themes = page.getByRole("list", { name: "Accent colour in both themes" });
  await themes.getByText("Darker than chosen, so that it can be read.").waitFor();
  await themes.getByText(light.color).waitFor();
  await themes.getByText("As chosen.").waitFor();
  await saved(page);
  await expect.poll(async () => primary(await visit("accent"))).toBe(light.color);
  expect(await primary(await visit("accent", { colorScheme: "dark" }))).toBe(dark.color);
});

test("a colour that is none is said at its field and at the section, and the page keeps what it had", async () => {
  const page = await edit("no-colour");
  const field = page.getByLabel("Accent colour", { exact: true });
  await field.fill("violet");
  await field.press("Tab");
  await page.getByText("Write a colour as #5b4bd6.").waitFor();
  await page.getByRole("link", { name: "Look has an error" }).waitFor();
  await field.fill("#5b4bd6");
  await field.press("Enter");
  await page.getByRole("link", { name: "Look has an error" }).waitFor({ state: "detached" });
  await saved(page);
});

test("a logo is uploaded, seen by visitors, and taken away again", async () => {
  const page = await edit("logo");
  await page.getByLabel("File for Logo", { exact: true }).setInputFiles(redSquare);
  await saved(page);
  await page.getByRole("img", { name: "Logo of the page" }).waitFor();
  const visitor = await visit("logo");
  const logo = visitor.getByRole("banner").getByRole("img").first();
  await expect
    .poll(() => logo.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBe(64);
  await page.getByRole("button", { name: "Remove Logo", exact: true }).click();
  await page.getByRole("button", { name: "Upload Logo", exact: true }).waitFor();
  await saved(page);
  await expect
    .poll(async () => {
      await visitor.reload();
      return logo.count();
    })
    .toBe(0);
});

test("a file that is no image, or too large, is refused in words beside its place", async () => {
  const page = await edit("no-logo");
  const file = page.getByLabel("File for Logo", { exact: true });
  await file.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Logo") });
  await page.getByText("notes.txt is no image that we can read.").waitFor();
  await file.setInputFiles({ name: "huge.png", mimeType: "image/png", buffer: Buffer.alloc(1_600_000) });
  await page.getByText("huge.png has 1.5 MB. Choose a file of 1 MB at most.").waitFor();
  await file.setInputFiles({ name: "broken.png", mimeType: "image/png", buffer: Buffer.from("not a PNG") });
  await page.getByText("This file is no image that can be read.").waitFor();
  await page.getByRole("link", { name: "Look has an error" }).waitFor();
  await page.getByRole("button", { name: "Upload Logo", exact: true }).waitFor();
});

test("custom CSS waits for its own button, changes the page, and may load nothing", async () => {
  const page = await edit("css");
  const field = page.getByLabel("Custom CSS");
  await field.fill("@import url(https://elsewhere.example/a.css);");
  await field.press("Tab");
  await page.getByRole("button", { name: "Save CSS" }).click();
  await page.getByRole("alert").getByText("loads a sheet from elsewhere").waitFor();
  await page.getByRole("link", { name: "Look has an error" }).waitFor();
  await field.fill("main { letter-spacing: 3px }");
  const spacing = async () => {
    const visitor = await visit("css");
    return visitor.locator("main").evaluate((main) => getComputedStyle(main).letterSpacing);
  };
  expect(await spacing()).not.toBe("3px");
  await page.getByRole("button", { name: "Save CSS" }).click();
  await page.getByRole("button", { name: "Save CSS" }).waitFor({ state: "detached" });
  await expect.poll(spacing).toBe("3px");
});

test("visitors whose language is not known read the page in the language that was chosen", async () => {
  const page = await edit("language");
  await page.getByRole("link", { name: "Page", exact: true }).click();
  await page.getByRole("combobox", { name: "Language", exact: true }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await saved(page);
  const language = async (locale: string) =>
    (await visit("language", { locale })).locator("html").getAttribute("lang");
  await expect.poll(() => language("sv-SE")).toBe("de");
  expect(await language("fr-FR")).toBe("fr");
});

test("links of the header and the footer save themselves once they are whole", async () => {
  const page = await edit("links");
  await page.getByRole("button", { name: "Add link" }).click();
  await page.getByLabel("Text of link 1").fill("Support");
  await page.getByLabel("Address of link 1").fill("lumen");
  await page.getByLabel("Address of link 1").press("Tab");
  await page.getByText("Write a whole address, https://…").waitFor();
  await page.getByLabel("Address of link 1").fill("https://lumen.example/support");
  await page.getByLabel("Footer").fill("Lumen GmbH, Hamburg");
  await page.getByLabel("Footer").press("Tab");
  await saved(page);
  await page.getByRole("radio", { name: "Wide" }).click();
  const visitor = await visit("links");
  await visitor.getByText("Lumen GmbH, Hamburg").waitFor();
  const link = visitor.getByRole("link", { name: "Support" });
  expect(await link.getAttribute("href")).toBe("https://lumen.example/support");
});

test("the preview shows the page in states that it is not in, and in the other theme", async () => {
  const page = await edit("preview");
  const preview = page.getByRole("region", { name: "Preview" });
  const frame = page.frameLocator('iframe[title="preview, as visitors see it"]');
  await frame.getByText("All Systems Operational").waitFor();
  await preview.getByRole("radio", { name: "Outage" }).click();
  await frame.getByText("All Systems Operational").waitFor({ state: "detached" });
  await preview.getByRole("radio", { name: "Maintenance" }).click();
  await frame.getByText("Service Under Maintenance").first().waitFor();
  const ink = () => frame.locator("body").evaluate((body) => getComputedStyle(body).color);
  const light = await ink();
  await preview.getByRole("radio", { name: "Dark" }).click();
  await expect.poll(ink).not.toBe(light);
  await preview.getByRole("combobox", { name: "Language of the preview" }).click();
  await page.getByRole("option", { name: "Deutsch" }).click();
  await expect.poll(() => frame.locator("html").getAttribute("lang")).toBe("de");
  await page.getByLabel("Footer").fill("Lumen GmbH, Hamburg");
  await page.getByLabel("Footer").press("Tab");
  await frame.getByText("Lumen GmbH, Hamburg").waitFor();
});
