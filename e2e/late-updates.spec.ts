import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, openAs, openWindow } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** A moment as the reader's clock shows it; browsers of tests have the zone of this process. */
function local(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

test("what was said while a recorded incident went on is added to its story, for visitors too", async () => {
  const house = await foundHouse(fanal, "said", ["API"]);
  const hour = 3_600_000;
  const now = Date.now();
  const { id } = await house.person.client.incidents.create({
    organization: "said",
    title: "API refused requests",
    message: "It is over.",
    startedAt: new Date(now - 5 * hour).toISOString(),
    resolvedAt: new Date(now - 2 * hour).toISOString(),
  });
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/said/incidents/${id}`);
  await page.getByRole("textbox", { name: "Message" }).fill("A certificate has run out.");
  await page.getByLabel("Said at").fill(local(now - hour));
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByText("Give a time between the start and the end of the incident.").waitFor();
  await page.getByLabel("Said at").fill(local(now - 4 * hour));
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Identified" }).click();
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByText("Update added. Nobody was told.").waitFor();
  const updates = page.getByRole("list", { name: "Updates" }).getByRole("listitem");
  await expect.poll(() => updates.count()).toBe(2);
  expect(await updates.first().textContent()).toContain("It is over.");
  expect(await updates.last().textContent()).toContain("Identified");
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/said/incidents/${id}`);
  await visitor.getByText("A certificate has run out.").waitFor();
  expect(await visitor.locator(".updates > li").first().textContent()).toContain("It is over.");
});

test("beside the form of a maintenance stands its page, made from what is typed", async () => {
  const house = await foundHouse(fanal, "beside", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/beside/maintenances/new`);
  const frame = page.frameLocator('iframe[title="This maintenance on beside, as visitors will see it"]');
  await frame.getByText("Scheduled").first().waitFor();
  await page.getByLabel("Title").fill("New disks");
  await page.getByRole("textbox", { name: "Message" }).fill("Writing stops for **ten** minutes.");
  await frame.getByRole("heading", { name: "New disks" }).waitFor();
  await frame.locator("strong", { hasText: "ten" }).waitFor();
  // Neither is a step back in the browser.
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
});
