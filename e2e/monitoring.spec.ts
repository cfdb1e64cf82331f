import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, isTooWide, openAs, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

test("a heartbeat is added, called, found late while one looks, healed by a call, and deleted", async () => {
  const house = await foundHouse(fanal, "beacon", ["Backups"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/beacon/monitoring`);
  await page.getByText("No heartbeats yet").waitFor();
  await page.getByRole("main").getByRole("button", { name: "New heartbeat" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add heartbeat" }).click();
  await dialog.getByText("Name what calls, so that others know.").waitFor();
  await dialog.getByLabel("Name").fill("Nightly backup");
  await dialog.getByLabel("Called every", { exact: true }).fill("2");
  await dialog.getByRole("button", { name: "Add heartbeat" }).click();
  const link = await page
    .getByRole("dialog", { name: "Link of Nightly backup" })
    .getByLabel("Link", { exact: true })
    .inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("list", { name: "Heartbeats" }).getByRole("listitem");
  await row.getByText("Backups · every 2 hours").waitFor();
  await row.getByText("waits for its first call").waitFor();

  expect((await fetch(link)).status).toBe(200);
  await letPass("3 hours");
  await row.getByText(/^late for/).waitFor();
  await row.getByRole("img", { name: "Late" }).waitFor();
  expect((await fetch(link, { method: "POST" })).status).toBe(200);
  await row.getByText(/^called now/).waitFor();

  await page.getByRole("button", { name: "More actions for Nightly backup" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete heartbeat" }).click();
  await page.getByText("No heartbeats yet").waitFor();
});

test("on a phone a heartbeat of a long name fits", async () => {
  const house = await foundHouse(fanal, "lighter", ["API"]);
  await house.person.client.heartbeats.create({
    organization: "lighter",
    serviceId: house.services.API?.id ?? "",
    name: "Nightly backup of the Donaudampfschifffahrtsgesellschaftskapitän",
    periodSeconds: 90_000,
  });
  const page = await openAs(browser, fanal.url, house.person, phone);
  await page.goto(`${fanal.url}/app/lighter/monitoring`);
  await page.getByText("every 25 hours").waitFor();
  expect(await isTooWide(page)).toBe(false);
});

/** As if every heartbeat had been called so much earlier. */
async function letPass(time: string): Promise<void> {
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query(
    "update heartbeats set pinged_at = pinged_at - $1::interval, due_at = due_at - $1::interval",
    [time],
  );
  await database.end();
}
