import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, openAs } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

test.each([
  ["look", "Look", "Custom CSS", "main { color: red }"],
  ["address", "Address", "Address", "elsewhere"],
])(
  "who leaves the editor of a page is asked about what is not saved in its part %s",
  async (section, part, label, text) => {
    const house = await foundHouse(fanal, `unsaved-${section}`, ["API"]);
    const [shown] = await house.person.client.statusPages.list({ organization: house.organization });
    const page = await openAs(browser, fanal.url, house.person);
    await page.goto(`${fanal.url}/app/${house.organization}/status-pages/${shown?.id}?section=${section}`);
    const parts = page.getByRole("navigation", { name: "Parts of the page" });
    const field = page.getByRole("textbox", { name: label, exact: true });
    await field.fill(text);
    await parts.getByRole("link", { name: "Audience" }).click();
    await page.getByRole("radio", { name: "Members" }).waitFor();
    const elsewhere = page.getByRole("link", { name: "Templates", exact: true });
    await elsewhere.click();
    const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Stay" }).click();
    await parts.getByRole("link", { name: part }).click();
    expect(await field.inputValue()).toBe(text);
    await elsewhere.click();
    await question.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("heading", { name: "Templates", level: 1 }).waitFor();
  },
);
