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

const minuteMs = 60_000;

/** An incident of which the next update is promised within twenty minutes, and one of which none is. */
async function promised(organization: string): Promise<House & { incidentId: string }> {
  const house = await foundHouse(fanal, organization, ["API"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "API is slow",
    message: "We look.",
    startedAt: new Date(Date.now() - 30 * minuteMs).toISOString(),
    nextUpdateAt: new Date(Date.now() + 20 * minuteMs).toISOString(),
  });
  await client.incidents.create({ organization, title: "Search finds nothing", message: "We look." });
  return { ...house, incidentId };
}

/** The dashboard with a clock that can be put forward. */
async function open({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.clock.install();
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

test("an update promises when the next one follows, and the page says so", async () => {
  const house = await foundHouse(fanal, "promise", ["API"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization: "promise",
    title: "API is slow",
    message: "We look.",
  });
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/promise/incidents/${incidentId}`);
  await page.getByRole("textbox", { name: "Message" }).fill("A disk is full.");
  await page.getByRole("button", { name: "Next update by…" }).click();
  await page.getByRole("button", { name: "30 min" }).click();
  await page.getByRole("button", { name: /^Next update by .*\d\d:\d\d/ }).waitFor();
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByText("Update live on 1 page.").waitFor();
  const { nextUpdateAt } = await client.incidents.get({ organization: "promise", incidentId });
  const inMinutes = (Date.parse(nextUpdateAt ?? "") - Date.now()) / minuteMs;
  expect(inMinutes).toBeGreaterThan(28);
  expect(inMinutes).toBeLessThan(36);

  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/promise`);
  await visitor
    .getByText(/next update by/i)
    .first()
    .waitFor();
});

test("a promise that passed is loud: in the list, in the sidebar, and in the incident", async () => {
  const house = await promised("late");
  const page = await open(house, "incidents");
  const rows = page.getByRole("list", { name: "Incidents" }).getByRole("link");
  await rows.first().waitFor();
  expect(await rows.allTextContents()).toMatchObject([/^Search finds nothing/, /^API is slow/]);
  expect(await page.getByText(/Update due/).count()).toBe(0);

  await page.clock.fastForward("26:00");
  await rows
    .getByText(/Update due \dm ago/)
    .filter({ visible: true })
    .waitFor();
  expect(await rows.allTextContents()).toMatchObject([/^API is slow/, /^Search finds nothing/]);
  await page.getByText("2 open, 1 with an update that is due").waitFor();

  await rows.first().click();
  await page.getByRole("alert").getByText("Next update was promised for").waitFor();
  await page.getByRole("textbox", { name: "Message" }).fill("It is back.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Update live on 1 page.").waitFor();
  await page.getByText("Next update was promised for").waitFor({ state: "detached" });
  await page.getByText("2 open", { exact: true }).waitFor();
});

test("a promise is moved or taken back without an update", async () => {
  const { incidentId, ...house } = await promised("moved");
  const { client } = house.person;
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/moved/incidents/${incidentId}`);
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByRole("button", { name: /^By .*\d\d:\d\d/ }).click();
  await page.getByRole("button", { name: "60 min" }).click();
  const promisedIn = async () => {
    const { nextUpdateAt } = await client.incidents.get({ organization: "moved", incidentId });
    return nextUpdateAt === null ? null : Math.floor((Date.parse(nextUpdateAt) - Date.now()) / minuteMs);
  };
  await expect.poll(promisedIn).toBeGreaterThan(55);
  await details.getByRole("button", { name: /^By .*\d\d:\d\d/ }).click();
  await page.getByRole("button", { name: "Promise nothing" }).click();
  await expect.poll(promisedIn).toBeNull();
  await details.getByRole("button", { name: "Nothing promised" }).waitFor();
});

test("a promise that passes while one writes is not posted", async () => {
  const { incidentId, ...house } = await promised("passed");
  const page = await open(house, `incidents/${incidentId}`);
  await page.getByRole("textbox", { name: "Message" }).fill("A disk is full.");
  await page.getByRole("button", { name: "Next update by…" }).click();
  await page.getByRole("button", { name: "15 min" }).click();
  await page.clock.fastForward("25:00");
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").getByText("has passed. Promise the next update for later").waitFor();
  expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("A disk is full.");
});
