import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, openAs, openWindow } from "../support/dashboard.ts";
import { payloads } from "./support/payloads.ts";
import { armed, expectNothingFired, touchEverything, type Watched, watch } from "./support/watch.ts";

let fanal: TestFanal;
let browser: Browser;
let house: House;
let visitor: Watched;
let operator: Watched;
let incidentIds: string[];
const organization = "payloads";

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
  house = await foundHouse(fanal, organization, []);
  visitor = await watch(await openWindow(browser), fanal.url);
  operator = await watch(await openAs(browser, fanal.url, house.person), fanal.url);
  await visitor.page.goto(`${fanal.url}/status/${organization}`);
  await operator.page.goto(`${fanal.url}/app/${organization}/services`);
  incidentIds = await writeEverywhere();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** Each payload in each field that a person can fill, while both windows look on. */
async function writeEverywhere(): Promise<string[]> {
  const { client } = house.person;
  const ids: string[] = [];
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  for (const payload of payloads) {
    // Nobody can change what they are called yet.
    await database.query("update auth.user set name = $1", [payload]);
    await client.organizations.update({ organization, name: payload });
    const group = await client.serviceGroups.create({ organization, name: payload });
    const service = await client.services.create({
      organization,
      name: payload,
      description: payload,
      groupId: group.id,
    });
    const status = "degraded_performance";
    await client.services.setStatus({ organization, serviceId: service.id, status, message: payload });
    const incident = await client.incidents.create({
      organization,
      title: payload,
      status: "investigating",
      message: `${payload}\n\n${payload.replace("[x][1] ", "[x][1]\n\n")}`,
      services: [{ serviceId: service.id, status: "partial_outage" }],
    });
    ids.push(incident.id);
  }
  await database.end();
  return ids;
}

test("there are at least 40 payloads, and what would be fired is seen", async () => {
  expect(new Set(payloads).size).toBeGreaterThanOrEqual(40);
  const bait = await watch(await openWindow(browser), fanal.url);
  await bait.page.goto("about:blank");
  await bait.page.setContent("<img src=x onerror=pwn()><a href=javascript:pwn()>x</a>");
  await expect.poll(() => bait.fired).toContain("called");
  expect(await armed(bait.page)).toHaveLength(2);
});

test("open windows show them as text as they arrive, and so does a page that is opened", async () => {
  const last = payloads.at(-1) ?? "";
  await visitor.page.locator("#fragment-services").getByText(last, { exact: true }).first().waitFor();
  await visitor.page.locator("#fragment-incidents").getByText(last, { exact: true }).first().waitFor();
  await touchEverything(visitor.page);
  await expectNothingFired(visitor);
  await expectNothingFired(operator);
  const opened = await watch(await openWindow(browser), fanal.url);
  await opened.page.goto(`${fanal.url}/status/${organization}`);
  const services = await opened.page.locator("#fragment-services").textContent();
  const incidents = await opened.page.locator("#fragment-incidents").textContent();
  for (const payload of payloads) {
    expect(services).toContain(payload);
    expect(incidents).toContain(payload);
  }
  await touchEverything(opened.page);
  await expectNothingFired(opened);
});

test("a status page may be called what one likes", async () => {
  const { client } = house.person;
  const [statusPage] = await client.statusPages.list({ organization });
  if (statusPage === undefined) throw new Error("No status page");
  await operator.page.goto(`${fanal.url}/app/${organization}/status-pages`);
  const opened = await watch(await openWindow(browser), fanal.url);
  for (const name of payloads) {
    await client.statusPages.update({ organization, pageId: statusPage.id, name });
    // The answer waits for visitors to see it, but not for ever.
    const title = async () => {
      await opened.page.goto(statusPage.url);
      return opened.page.title();
    };
    await expect.poll(title).toContain(name);
    await opened.page.getByText(name, { exact: true }).first().waitFor();
    await expectNothingFired(opened);
    await operator.page
      .getByRole("list", { name: "Status pages" })
      .getByText(name, { exact: true })
      .waitFor();
    await expectNothingFired(operator);
  }
}, 120_000);

test("lists, search and settings of the dashboard show them as text", async () => {
  const { page } = operator;
  await page.goto(`${fanal.url}/app/${organization}/services`);
  const rows = page.getByRole("list", { name: "Services" }).getByRole("group");
  // So many that only those in view are drawn.
  for (const payload of payloads) {
    await page.getByLabel("Filter services").fill(payload);
    await rows.filter({ hasText: payload }).first().waitFor();
  }
  await page.getByLabel("Filter services").fill("");
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("dialog");
  for (const payload of payloads) {
    await palette.getByRole("combobox").fill(payload);
    await palette.getByRole("option").filter({ hasText: payload }).first().waitFor();
  }
  await expectNothingFired(operator);
  await page.keyboard.press("Escape");
  await page.goto(`${fanal.url}/app/${organization}/incidents`);
  const links = page.getByRole("list", { name: "Incidents" }).getByRole("link");
  await page.getByRole("button", { name: "Show earlier incidents" }).click();
  await links.nth(payloads.length - 1).waitFor();
  await touchEverything(page);
  await expectNothingFired(operator);
  await page.goto(`${fanal.url}/app/${organization}/settings`);
  await page.getByLabel("Organization name").waitFor();
  await page
    .getByRole("button", { name: payloads.at(-1) ?? "" })
    .first()
    .click();
  await expectNothingFired(operator);
}, 60_000);

test("an incident, its updates and the preview of the next one show them as text", async () => {
  const { page } = operator;
  await page.goto(`${fanal.url}/app/${organization}/incidents`);
  for (const [index, payload] of payloads.entries()) {
    await page.goto(`${fanal.url}/app/${organization}/incidents/${incidentIds[index]}`);
    await page.getByRole("heading", { name: payload, level: 2, exact: true }).waitFor();
    await page.getByRole("textbox", { name: "Message" }).fill(payload);
    const preview = page.waitForResponse("**/message-preview");
    await page.getByRole("button", { name: "Preview" }).click();
    await preview;
    await touchEverything(page);
    await expectNothingFired(operator);
  }
}, 240_000);
