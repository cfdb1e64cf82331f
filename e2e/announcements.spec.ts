import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, openAs, openWindow } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

async function open({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

test("a notice is pinned to a page, changed, taken down and put back", async () => {
  const house = await foundHouse(fanal, "notices", ["API"]);
  const page = await open(house, "announcements");
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/notices`);
  await page.getByText("Pin a notice to a status page").waitFor();
  await page.getByRole("main").getByRole("button", { name: "New announcement" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Pin announcement" }).click();
  await dialog.getByText("Write a title: what should visitors know?").waitFor();
  await dialog.getByLabel("Title").fill("A new region opens");
  await dialog.getByLabel("Message").fill("It is in **Frankfurt**.");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await dialog.locator("strong", { hasText: "Frankfurt" }).waitFor();
  await dialog.getByRole("button", { name: "Pin announcement" }).click();
  await page.getByText("A new region opens announced.").waitFor();
  await visitor.getByText("A new region opens").first().waitFor();
  await visitor.locator("strong", { hasText: "Frankfurt" }).waitFor();
  await visitor.getByRole("heading", { name: "All Systems Operational" }).waitFor();

  await page.getByRole("button", { name: /^A new region opens/ }).click();
  await dialog.getByLabel("Title").fill("A second region opens");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("A second region opens saved.").waitFor();
  await visitor.getByText("A second region opens").first().waitFor();

  await page.getByRole("button", { name: "More actions for A second region opens" }).click();
  await page.getByRole("menuitem", { name: "Take down" }).click();
  await page.getByText("A second region opens taken down.").waitFor();
  await visitor.getByText("A second region opens").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await visitor.getByText("A second region opens").first().waitFor();
});

test("a notice is planned by the clock of its page, whatever the operator's own shows", async () => {
  const house = await foundHouse(fanal, "clocks", ["API"]);
  const { client } = house.person;
  const [statusPage] = await client.statusPages.list({ organization: "clocks" });
  await client.statusPages.update({
    organization: "clocks",
    pageId: statusPage?.id ?? "",
    timeZone: "Asia/Tokyo",
  });
  const page = await open(house, "announcements");
  await page.getByRole("main").getByRole("button", { name: "New announcement" }).first().click();
  const dialog = page.getByRole("dialog");
  const year = new Date().getFullYear() + 1;
  await dialog.getByLabel("Title").fill("Closed over New Year");
  await dialog.getByLabel("From").fill(`${year}-12-31T18:00`);
  await dialog.getByLabel("Until").fill(`${year}-12-30T18:00`);
  await dialog.getByRole("button", { name: "Pin announcement" }).click();
  await dialog.getByText("It ends before it starts.").waitFor();
  await dialog.getByLabel("Until").fill(`${year + 1}-01-02T09:00`);
  await dialog.getByRole("button", { name: "Pin announcement" }).click();
  await page.getByText("Closed over New Year planned.").waitFor();
  await page.getByRole("list", { name: "Announcements" }).getByText("Planned").waitFor();
  expect(await client.announcements.list({ organization: "clocks" })).toMatchObject([
    { startsAt: `${year}-12-31T09:00:00.000Z`, endsAt: `${year + 1}-01-02T00:00:00.000Z` },
  ]);

  // What is not touched stays to the second.
  await page.getByRole("button", { name: /^Closed over New Year/ }).click();
  expect(await dialog.getByLabel("From").inputValue()).toBe(`${year}-12-31T18:00`);
});

test("notices are listed by what they are now: on a page, planned, past", async () => {
  const house = await foundHouse(fanal, "phases", ["API"]);
  const { client } = house.person;
  const [statusPage] = await client.statusPages.list({ organization: "phases" });
  const pageId = statusPage?.id ?? "";
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
  await client.announcements.create({ organization: "phases", pageId, title: "Now" });
  await client.announcements.create({ organization: "phases", pageId, title: "Soon", startsAt: hours(2) });
  await client.announcements.create({
    organization: "phases",
    pageId,
    title: "Before",
    startsAt: hours(-4),
    endsAt: hours(-2),
  });
  const page = await open(house, "announcements");
  const items = page.getByRole("list", { name: "Announcements" }).getByRole("listitem");
  await expect
    .poll(() => items.allTextContents())
    .toMatchObject([/^On a page now$/, /^Now/, /^Planned$/, /^Soon/, /^Past$/, /^Before/]);
});
