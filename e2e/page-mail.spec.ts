import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { answered, foundHouse, type House } from "./support/dashboard.ts";
import { firstPageId, openEditor } from "./support/editor.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

const edit = (house: House) => openEditor(browser, fanal.url, house, "mail");

async function savedOf(house: House) {
  const { person, organization } = house;
  const { senderName, replyTo, reminderHours } = await person.client.statusPages.get({
    organization,
    pageId: await firstPageId(house),
  });
  return { senderName, replyTo, reminderHours };
}

const leave = (page: Page, label: string, text: string) =>
  answered(page, /status-pages/, async () => {
    await page.getByRole("textbox", { name: label }).fill(text);
    await page.getByRole("textbox", { name: label }).press("Tab");
  });

test("who writes and which reminders go out is chosen, saves itself, and is seen in another window", async () => {
  const house = await foundHouse(fanal, "writes", ["API"]);
  const page = await edit(house);
  const other = await edit(house);
  await leave(page, "Sender", "Acme, Inc.");
  await leave(page, "Answers go to", "support@acme.example");
  await answered(page, /status-pages/, () =>
    page.getByRole("switch", { name: "Remind a day before" }).click(),
  );
  await expect
    .poll(() => savedOf(house))
    .toEqual({ senderName: "Acme, Inc.", replyTo: "support@acme.example", reminderHours: [1] });
  await expect.poll(() => other.getByRole("textbox", { name: "Sender" }).inputValue()).toBe("Acme, Inc.");
  await other.getByRole("switch", { name: "Remind a day before", checked: false }).waitFor();
  await leave(page, "Sender", "");
  await leave(page, "Answers go to", "");
  await answered(page, /status-pages/, () =>
    page.getByRole("switch", { name: "Remind a day before" }).click(),
  );
  await expect
    .poll(() => savedOf(house))
    .toEqual({ senderName: null, replyTo: null, reminderHours: [24, 1] });
});

test("what is no address is said at its field and at the section, and the page keeps what it had", async () => {
  const house = await foundHouse(fanal, "no-address", ["API"]);
  const page = await edit(house);
  const field = page.getByRole("textbox", { name: "Answers go to" });
  await field.fill("support@acme.example, eve@example.com");
  await field.press("Tab");
  await page.getByText("Write an e-mail address, for example mara@acme.example.").waitFor();
  await page.getByRole("link", { name: "Mail has an error" }).waitFor();
  expect(await savedOf(house)).toEqual({ senderName: null, replyTo: null, reminderHours: [24, 1] });
  await field.press("Escape");
  await page.getByRole("link", { name: "Mail has an error" }).waitFor({ state: "detached" });
});
