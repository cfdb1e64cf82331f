import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { foundHouse, type House, openUntil, openWindow, phone } from "./support/dashboard.ts";
import { firstPageId } from "./support/editor.ts";

let fanal: TestFanal;
let browser: Browser;
let house: House;
let pageId: string;
let url: string;
/** Everything that somebody else's server was asked. */
const stolen: string[] = [];
const canary = createServer((request, response) => {
  stolen.push(request.url ?? "");
  response.setHeader("access-control-allow-origin", "*").end();
});
let elsewhere: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  browser = await launchBrowser();
  house = await foundHouse(fanal, "look", ["API", "Website"]);
  pageId = await firstPageId(house);
  url = `${fanal.url}/status/look`;
  await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
  elsewhere = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  canary.close();
  await fanal[Symbol.asyncDispose]();
});

test("a page looks as its operators say: colour, corners, logo, links and their own style", async () => {
  const { client } = house.person;
  const logo = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"><rect width="80" height="20" fill="#b00"/></svg>',
  );
  const one = { organization: "look", pageId };
  await client.statusPages.putImage({ ...one, kind: "logo_light", data: logo.toString("base64") });
  await client.statusPages.update({
    ...one,
    look: {
      accent: "#ff0000",
      radius: "none",
      headerLinks: [{ label: "Docs", url: "https://docs.example/" }],
    },
    customCss: "h1 { letter-spacing: 3px } main::after { content: 'own'; }",
  });
  const page = await openWindow(browser, phone);
  const broken = watch(page);
  const image = page.locator("header img").first();
  await openUntil(page, url, page.getByRole("link", { name: "Docs" }));
  await image.waitFor();
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0);
  expect(await page.getByRole("link", { name: "Docs" }).getAttribute("href")).toBe("https://docs.example/");
  expect(await page.locator("main").evaluate((element) => getComputedStyle(element, "::after").content)).toBe(
    '"own"',
  );
  // Chromium looks ahead for pictures before it has read where their addresses begin.
  expect(broken.filter((line) => !line.includes("/status/images/"))).toEqual([]);
});

test("a style sheet that gets past every word of refusal runs nothing, loads nothing and tells nobody anything", async () => {
  // Written where no refusal looks, as if one of them had a hole.
  await writeCss(
    [
      "</style><script>document.title='pwned'</script><style>",
      `@import url(${elsewhere}/import);`,
      `@font-face { font-family: stolen; src: url(${elsewhere}/font) }`,
      `* { font-family: stolen; background-image: url(${elsewhere}/background) !important; cursor: url(${elsewhere}/cursor), auto }`,
      ...["0", "1", "2", "a", "b", "c"].map(
        (letter) => `[href*="${letter}"] { background: url(${elsewhere}/href-${letter}) }`,
      ),
      `main::before { content: url(${elsewhere}/content) } li { list-style: url(${elsewhere}/list) }`,
      `a { background: image-set("${elsewhere}/set" 1x) } svg { filter: url(${elsewhere}/filter#f); mask: url(${elsewhere}/mask) }`,
      "main { outline: 7px solid red }",
    ].join("\n"),
  );
  const page = await openWindow(browser);
  await page.goto(url);
  await vi.waitFor(async () => {
    await page.reload();
    expect(await page.content()).toContain("outline: 7px");
  }, 20_000);
  await page.waitForLoadState("networkidle");
  expect(await page.title()).not.toBe("pwned");
  expect(stolen).toEqual([]);
});

test("a door asks for the password without a script and without the page's style, and opens", async () => {
  const password = "open sesame";
  await house.person.client.statusPages.update({
    organization: "look",
    pageId,
    visibility: "password",
    password,
  });
  const page = await openWindow(browser, { javaScriptEnabled: false });
  const broken = watch(page);
  await openUntil(page, `${url}/history`, page.getByLabel("Password"));
  expect(await page.content()).not.toMatch(/outline: 7px|API|Website|Look/);
  await page.getByLabel("Password").fill("open barley");
  await page.getByRole("button", { name: "Open page" }).click();
  await page.getByText("That is not the password").waitFor();
  expect(broken.filter((line) => !line.includes("403"))).toEqual([]);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Open page" }).click();
  await page.waitForURL(`${url}/history`);
  await page.goto(url);
  await page.getByText("API").first().waitFor();
});

/** What the browser complains of: a policy that is broken, a file that does not come. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}

/** Puts a style sheet into the database, and has the page published with it. */
async function writeCss(css: string): Promise<void> {
  const database = new pg.Client(fanal.databaseUrl);
  await database.connect();
  await database.query("update status_pages set custom_css = $1 where id = $2", [css, pageId]);
  await database.end();
  await house.person.client.statusPages.update({ organization: "look", pageId, name: "Look" });
}
