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
  ["look", "Custom CSS", "main { color: red }"],
  ["address", "Address", "elsewhere"],
])(
  "who leaves the part %s of a page's editor is asked about what is not saved",
  async (section, label, text) => {
    const house = await foundHouse(fanal, `unsaved-${section}`, ["API"]);
    const [shown] = await house.person.client.statusPages.list({ organization: house.organization });
    const page = await openAs(browser, fanal.url, house.person);
    await page.goto(`${fanal.url}/app/${house.organization}/status-pages/${shown?.id}?section=${section}`);
    const parts = page.getByRole("navigation", { name: "Parts of the page" });
    const field = page.getByRole("textbox", { name: label, exact: true });
    await field.fill(text);
    await parts.getByRole("link", { name: "Audience" }).click();
    const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
    await question.getByRole("button", { name: "Stay" }).click();
    expect(await field.inputValue()).toBe(text);
    await parts.getByRole("link", { name: "Audience" }).click();
    await question.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("radio", { name: "Members" }).waitFor();
    // Nothing was changed here.
    await parts.getByRole("link", { name: "Services" }).click();
    await page.getByRole("button", { name: "Choose services" }).waitFor();
  },
);
