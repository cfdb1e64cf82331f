import { readFile } from "node:fs/promises";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, isTooWide, openAs, phone, takeOffered } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

const found = (organization: string, names: string[]) => foundHouse(fanal, organization, names);

async function open({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

async function openTab(context: BrowserContext, path: string): Promise<Page> {
  const tab = await context.newPage();
  await tab.goto(`${fanal.url}/app/${path}`);
  return tab;
}

test("an old link leads to where the organization is now, in whatever view", async () => {
  const house = await found("before", ["API"]);
  await house.person.client.organizations.update({ organization: "before", slug: "after" });
  const page = await open(house, "services?filter=API");
  await page.waitForURL("**/app/after/services?filter=API");
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  await page.goto(`${fanal.url}/app/nobodys/services`);
  await page.getByText("There is nothing at this address").waitFor();
});

test("the settings of an organization are saved together", async () => {
  const house = await found("settled", ["API"]);
  const { client } = house.person;
  const second = await client.statusPages.create({
    organization: "settled",
    name: "For partners",
    slug: "settled-partners",
  });
  const page = await open(house, "settings");
  await page.getByLabel("Organization name").fill("Settled Ltd");
  await page.getByRole("button", { name: "Time zone: Etc/UTC" }).click();
  await page.getByPlaceholder("Berlin, New York, Asia…").fill("Lisbon");
  await takeOffered(page, "Europe/Lisbon");
  await page.getByLabel("Default page").click();
  await page.getByRole("option", { name: "For partners" }).click();
  await page.getByRole("button", { name: "Save settings" }).click();
  await page.getByText("Settings saved.").waitFor();
  expect(await client.organizations.get({ organization: "settled" })).toMatchObject({
    name: "Settled Ltd",
    timeZone: "Europe/Lisbon",
    defaultPageId: second.id,
  });
  const [first] = await client.statusPages.list({ organization: "settled" });
  expect(first?.name).toBe("For partners");
});

test("two tabs show two organizations, and what is done in one stays in it", async () => {
  const house = await found("left", ["Lighthouse"]);
  const { client } = house.person;
  await client.organizations.create({ name: "Right", slug: "right" });
  await client.services.create({ organization: "right", name: "Harbour" });
  const left = await open(house, "services");
  const right = await openTab(left.context(), "right/services");
  await left.getByRole("button", { name: "Status of Lighthouse: Operational" }).waitFor();
  await right.getByRole("button", { name: "Status of Harbour: Operational" }).click();
  await right.getByRole("menuitemradio", { name: "Major outage" }).click();
  await right.getByRole("button", { name: "Status of Harbour: Major outage" }).waitFor();
  await left.getByRole("button", { name: "Status of Lighthouse: Operational" }).click();
  await left.getByRole("menuitemradio", { name: "Partial outage" }).click();
  await left.getByRole("button", { name: "Status of Lighthouse: Partial outage" }).waitFor();
  await Promise.all([left.reload(), right.reload()]);
  await left.getByRole("button", { name: "Status of Lighthouse: Partial outage" }).waitFor();
  await right.getByRole("button", { name: "Status of Harbour: Major outage" }).waitFor();
  expect(await left.getByText("Harbour").count()).toBe(0);
  expect(await right.getByText("Lighthouse").count()).toBe(0);
  expect(await client.services.list({ organization: "left" })).toMatchObject([{ status: "partial_outage" }]);
  expect(await client.services.list({ organization: "right" })).toMatchObject([{ status: "major_outage" }]);
});

test("an organization that one joins elsewhere is in the switcher when it is opened", async () => {
  const house = await found("joining", ["API"]);
  const page = await open(house, "services");
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  await house.person.client.organizations.create({ name: "Just joined", slug: "just-joined" });
  await page.getByRole("button", { name: "joining" }).click();
  await page.getByRole("menuitem", { name: "Just joined" }).waitFor();
});

test("who deletes an organization is offered a copy, types its name, and is led to another one", async () => {
  const house = await found("over", ["API"]);
  const { client } = house.person;
  await client.organizations.create({ name: "Goes on", slug: "goes-on" });
  const page = await open(house, "settings");
  const other = await openTab(page.context(), "over/services");
  await other.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export everything" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("fanal-over.json");
  expect(JSON.parse(await readFile(await download.path(), "utf8")).tables.services).toMatchObject([
    { name: "API" },
  ]);
  await page.getByRole("button", { name: "Delete organization…" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByText("1 status page and 1 member go with it").waitFor();
  await dialog.getByLabel("Type over to go on").fill("something");
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await dialog.getByText("This is not its name.").waitFor();
  await dialog.getByLabel("Type over to go on").fill("over");
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await page.getByText("over deleted.").waitFor();
  await page.waitForURL("**/app/goes-on**");
  await other.waitForURL("**/app/goes-on**");
  expect((await client.organizations.list()).map(({ slug }) => slug)).toEqual(["goes-on"]);
  expect((await fetch(`${fanal.url}/status/over`)).status).toBe(410);
});

test("on a phone the settings fit", async () => {
  const house = await found("fitting", ["API"]);
  const page = await openAs(browser, fanal.url, house.person, phone);
  await page.goto(`${fanal.url}/app/fitting/settings`);
  await page.getByRole("button", { name: "Delete organization…" }).waitFor();
  expect(await isTooWide(page)).toBe(false);
});
