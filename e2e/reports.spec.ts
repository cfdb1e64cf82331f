import { dateOf, momentOf, shiftDate } from "@fanal/domain";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, idOf, openAs } from "./support/dashboard.ts";

const hour = 3_600_000;
/** Of the organization, which took none of its own. */
const timeZone = "Etc/UTC";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** The first days of months, `0` is the present one. */
const firstOf = (back: number) => shiftDate(`${dateOf(Date.now(), timeZone).slice(0, 7)}-01`, -back, "month");

test("a report shows a month as charts and tables, of all services and of one", async () => {
  const house = await foundHouse(fanal, "reported", ["API", "Search"]);
  const { person, organization } = house;
  const month = firstOf(1).slice(0, 7);
  const began = momentOf(`${month}-10T12:00`, timeZone).getTime();
  await person.client.incidents.create({
    organization,
    title: "Disk full",
    message: "A disk was full.",
    status: "resolved",
    startedAt: new Date(began).toISOString(),
    resolvedAt: new Date(began + 2 * hour).toISOString(),
    services: [{ serviceId: idOf(house, "API"), status: "major_outage" }],
  });
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/services`);
  await page.getByRole("link", { name: "Reports", exact: true }).click();
  await page.getByRole("heading", { name: "Reports", exact: true }).waitFor();
  // This month all was well.
  await page.getByText("Operational all the time.").waitFor();

  await page.getByRole("combobox", { name: "Period" }).click();
  const name = new Date(began).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone });
  await page.getByRole("option", { name }).click();
  await page.waitForURL(`**/reports?period=${month}`);
  const charts = page.getByRole("region", { name: "Charts", exact: true });
  for (const chart of [
    "Uptime by day",
    "Time not operational by day",
    "Incidents by month",
    "Mean time to resolve by month",
  ])
    await charts
      .getByRole("region", { name: chart, exact: true })
      .locator(".recharts-surface")
      .first()
      .waitFor();
  await charts.getByText("Major outage", { exact: true }).waitFor();
  await charts.getByText("of 1 resolved").waitFor();

  await charts.getByText("As tables").click();
  const days = page.getByRole("region", { name: "Uptime by day as a table" });
  await expect.poll(() => days.getByRole("row", { name: /^10 / }).textContent()).toContain("2 h");

  const services = page.getByRole("region", { name: "Services", exact: true });
  await expect.poll(() => services.getByRole("row", { name: /^API/ }).textContent()).toMatch(/2 h1$/);
  await services.getByRole("link", { name: "Search", exact: true }).click();
  await charts.getByRole("heading", { name: "Search", exact: true }).waitFor();
  // Nothing is known of it before it was here.
  await charts.getByText("No incidents in twelve months.").waitFor();
  await charts.getByRole("link", { name: "Show all services" }).click();
  await charts.getByRole("heading", { name: "All services", exact: true }).waitFor();
});

test("a target is set on a service, shows what is left of its budget, and is in the monthly report", async () => {
  const house = await foundHouse(fanal, "promised", ["API"]);
  const { person, organization } = house;
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/services`);
  const row = page.getByRole("group", { name: /^API, / });
  await row.focus();
  await page.keyboard.press("e");
  const form = page.getByRole("dialog", { name: "Edit service" });
  const target = form.getByRole("textbox", { name: "Service level target, % per month" });
  await target.fill("100.5");
  await form.getByRole("button", { name: "Save service" }).click();
  await form.getByText("At most 100 %.").waitFor();
  await target.fill("100");
  await form.getByRole("button", { name: "Save service" }).click();
  await form.waitFor({ state: "detached" });
  // Whatever downtime is more than that target allows.
  const serviceId = idOf(house, "API");
  await person.client.services.setStatus({ organization, serviceId, status: "major_outage" });
  await row.getByText(/^Target missed by/).waitFor();

  await page.goto(`${fanal.url}/app/${organization}/reports`);
  const services = page.getByRole("region", { name: "Services", exact: true });
  await services.getByText(/^missed by/).waitFor();
  await page.getByRole("link", { name: "Monthly report" }).click();
  await page.getByRole("heading", { name: /^Monthly report, / }).waitFor();
  await page.getByRole("cell", { name: "Missed", exact: true }).waitFor();
  await page.getByText("0 of 1").waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^report-\d{4}-\d\d\.csv$/);
  await page.emulateMedia({ media: "print" });
  await expect.poll(() => page.getByRole("button", { name: "Print" }).count()).toBe(0);
});
