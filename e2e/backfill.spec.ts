import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { chooseService, foundHouse, type House, idOf, openAs, openWindow } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

const hourMs = 3_600_000;

async function open({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

/** A moment as the reader's clock shows it; browsers of tests have the zone of this process. */
function local(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

test("an incident that is over is recorded with its times and services, and stands in the history of the page", async () => {
  const house = await foundHouse(fanal, "recorded", ["API"]);
  const { client } = house.person;
  const page = await open(house, "incidents?tab=resolved");
  await page.getByRole("button", { name: "Record a past incident" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Nobody is told.").waitFor();
  await dialog.getByRole("button", { name: "Record incident" }).click();
  await dialog.getByText("Say when it started.").waitFor();

  const end = new Date(Date.now() - 20 * hourMs);
  const start = new Date(end.getTime() - 2 * hourMs);
  await dialog.getByLabel("Title").fill("API refused requests");
  await dialog.getByLabel("Started").fill(local(end));
  await dialog.getByLabel("Ended").fill(local(start));
  await dialog.getByText("It ends before it starts.").waitFor();
  await dialog.getByLabel("Started").fill(local(start));
  await dialog.getByLabel("Ended").fill(local(end));
  await dialog.getByText("It lasted 2 h.").waitFor();
  await chooseService(page, "API");
  await dialog.getByRole("combobox", { name: "Status of API" }).click();
  await page.getByRole("option", { name: "Major outage" }).click();
  await dialog.getByLabel("What happened").fill("A certificate had run out.");
  await dialog.getByRole("button", { name: "Record incident" }).click();
  await page.getByText("API refused requests recorded. Nobody was told.").waitFor();
  await page.getByText("After it was over; nobody was told").waitFor();

  const { items } = await client.incidents.list({ organization: "recorded" });
  expect(items).toMatchObject([
    {
      isBackfilled: true,
      status: "resolved",
      impact: "critical",
      services: [{ serviceId: idOf(house, "API"), status: "major_outage" }],
    },
  ]);
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/recorded`);
  await visitor.getByRole("heading", { name: "All Systems Operational" }).waitFor();
  await visitor.getByText("API refused requests").filter({ visible: true }).first().waitFor();

  await page.goto(`${fanal.url}/app/recorded/incidents?tab=resolved`);
  await page
    .getByRole("link", { name: /API refused requests/ })
    .getByText("Recorded later")
    .filter({ visible: true })
    .waitFor();
});

test("start and end of a recorded incident are corrected where they stand", async () => {
  const house = await foundHouse(fanal, "corrected", ["API"]);
  const { client } = house.person;
  const end = new Date(Date.now() - 20 * hourMs);
  end.setSeconds(0, 0);
  const { id: incidentId } = await client.incidents.create({
    organization: "corrected",
    title: "API refused requests",
    message: "A certificate had run out.",
    startedAt: new Date(end.getTime() - 2 * hourMs).toISOString(),
    resolvedAt: end.toISOString(),
  });
  const page = await open(house, `incidents/${incidentId}`);
  const correct = async (name: string, at: Date) => {
    await page.getByRole("button", { name: `correct ${name.toLowerCase()}` }).click();
    const popover = page.getByRole("dialog", { name });
    await popover.getByLabel(name).fill(local(at));
    await popover.getByRole("button", { name: "Save time" }).click();
  };
  await correct("Ended", new Date(end.getTime() - 3 * hourMs));
  await page.getByText("It ends before it starts.").waitFor();
  await page.keyboard.press("Escape");
  await correct("Started", new Date(end.getTime() - 5 * hourMs));
  await page.getByText("5 h", { exact: true }).waitFor();
  await correct("Ended", new Date(end.getTime() - hourMs));
  await page.getByText("4 h", { exact: true }).waitFor();
  await expect
    .poll(() => client.incidents.get({ organization: "corrected", incidentId }))
    .toMatchObject({
      startedAt: new Date(end.getTime() - 5 * hourMs).toISOString(),
      resolvedAt: new Date(end.getTime() - hourMs).toISOString(),
    });
});

test("the start of an open incident that was noticed late is corrected", async () => {
  const house = await foundHouse(fanal, "noticed", ["API"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization: "noticed",
    title: "API is slow",
    message: "We look.",
  });
  const page = await open(house, `incidents/${incidentId}`);
  await page.getByRole("button", { name: "correct started" }).click();
  const popover = page.getByRole("dialog", { name: "Started" });
  const start = new Date(Date.now() - 3 * hourMs);
  start.setSeconds(0, 0);
  await popover.getByLabel("Started").fill(local(start));
  await popover.getByRole("button", { name: "Save time" }).click();
  await expect
    .poll(async () => (await client.incidents.get({ organization: "noticed", incidentId })).startedAt)
    .toBe(start.toISOString());
});

test("what was recorded wrongly is corrected, with what it changes in sight, and marked for visitors until it is withdrawn", async () => {
  const house = await foundHouse(fanal, "amended", ["API"]);
  const { person, organization } = house;
  // Whole minutes, as fields of time have them.
  const end = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 20 * hourMs);
  const [start, middle] = [new Date(end.getTime() - 4 * hourMs), new Date(end.getTime() - hourMs)];
  await person.client.incidents.create({
    organization,
    title: "API down",
    message: "It seemed to be down.",
    status: "resolved",
    startedAt: start.toISOString(),
    resolvedAt: end.toISOString(),
    services: [{ serviceId: idOf(house, "API"), status: "major_outage" }],
  });
  const page = await open(house, "services");
  await page.getByRole("button", { name: "More actions for API" }).click();
  await page.getByRole("menuitem", { name: "Correct uptime…" }).click();
  const dialog = page.getByRole("dialog", { name: "Correct the uptime of API" });
  await dialog.getByText("Nothing.", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Correct uptime" }).click();
  await dialog.getByText("Say from when.").waitFor();
  await dialog.getByText("Say why: visitors read it beside the interval.").waitFor();
  await dialog.getByLabel("From").fill(local(middle));
  await dialog.getByLabel("Until").fill(local(start));
  await dialog.getByText("It ends before it starts.").waitFor();
  await dialog.getByLabel("From").fill(local(start));
  await dialog.getByLabel("Until").fill(local(middle));
  await dialog
    .getByText(/Counts now: Major outage 3 h\. The uptime of the last 90 days changes from/)
    .waitFor();
  await dialog.getByLabel("Reason").fill("Only a probe was down.");
  await dialog.getByRole("button", { name: "Correct uptime" }).click();
  await page.getByText("Uptime corrected. Visitors see it marked.").waitFor();
  await dialog.waitFor({ state: "detached" });

  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/amended/services/${idOf(house, "API")}`);
  await visitor.getByText("How is this computed?").click();
  const corrected = visitor.getByText("Corrected: Only a probe was down.");
  await corrected.waitFor();

  await page.getByRole("button", { name: "More actions for API" }).click();
  await page.getByRole("menuitem", { name: "Correct uptime…" }).click();
  const list = dialog.getByRole("list", { name: "Corrections" });
  await list.getByText("Only a probe was down.").waitFor();
  await list.getByRole("button", { name: /^Withdraw correction of/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw correction" }).click();
  await page.getByText("Correction withdrawn.").waitFor();
  await dialog.getByText("Nothing.", { exact: true }).waitFor();
  await corrected.waitFor({ state: "detached" });
});
