import { startTestFanal, startTestReceiver, type TestFanal, type TestReceiver } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, isTooWide, openAs, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;
let receiver: TestReceiver;

beforeAll(async () => {
  [fanal, browser, receiver] = await Promise.all([
    startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true }),
    launchBrowser(),
    startTestReceiver(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
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

test("a source of alerts is added, shows what it posted, sets the status, says what it cannot read, and is cleared", async () => {
  const house = await foundHouse(fanal, "skerry", ["API", "Search"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/skerry/monitoring/alerts`);
  await page.getByText("No alert sources yet").waitFor();
  await page.getByRole("main").getByRole("button", { name: "New source" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Posted by").click();
  await page.getByRole("option", { name: "Anything that posts JSON" }).click();
  await dialog.getByRole("button", { name: "Add source" }).click();
  await dialog.getByText("Write a path such as").first().waitFor();
  await dialog.getByLabel("Name", { exact: true }).fill("Uptime Kuma");
  await dialog.getByLabel("Path of the identity").fill("$.id");
  await dialog.getByLabel("Path of the state").fill("$.state");
  await dialog.getByLabel("Path of the service").fill("$.name");
  await dialog.getByRole("button", { name: "Add service" }).click();
  await dialog.getByLabel("Value of service 1").fill("edge");
  await dialog.getByRole("button", { name: "Add source" }).click();
  const made = page.getByRole("dialog", { name: "Link of Uptime Kuma" });
  const link = await made.getByLabel("Link", { exact: true }).inputValue();
  await made.getByText(/^curl -fsS/).waitFor();
  await page.getByRole("button", { name: "Done" }).click();
  const list = page.getByRole("list", { name: "Alert sources", exact: true });
  await list.getByText("Nothing was posted yet.").waitFor();

  const post = (body: object) => fetch(link, { method: "POST", body: JSON.stringify(body) });
  expect((await post({ id: 1, state: "down", name: "edge" })).status).toBe(200);
  const firing = page.getByRole("list", { name: "Alerts of Uptime Kuma that fire" });
  await firing.getByText("API").waitFor();
  await list.getByText(/Posted once, last now: 1 firing, 0 over\./).waitFor();
  expect((await post({ state: "down" })).status).toBe(400);
  await page.reload();
  await list.getByText("There is nothing at $.id, where the identity of an alert should be.").waitFor();

  await page.getByRole("button", { name: "More actions for Uptime Kuma" }).click();
  await page.getByRole("menuitem", { name: "Take all for over…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take for over" }).click();
  await firing.waitFor({ state: "detached" });
  const { client } = house.person;
  const statuses = async () =>
    (await client.services.list({ organization: "skerry" })).map(({ status }) => status);
  await expect.poll(statuses).toEqual(["operational", "operational"]);
});

test("a check is added, found down while one looks, its results are looked at, it heals, is paused and deleted", async () => {
  const house = await foundHouse(fanal, "groyne", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/groyne/monitoring/checks`);
  await page.getByText("No checks yet").waitFor();
  await page.getByRole("main").getByRole("button", { name: "New check" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Expected status").fill("well");
  await dialog.getByRole("button", { name: "Add check" }).click();
  await dialog.getByText("Write something here.").waitFor();
  await dialog.getByText("Write a whole address, https://…").waitFor();
  await dialog.getByText("Write statuses such as 200-299 or 200, 301.").waitFor();
  await dialog.getByLabel("Name", { exact: true }).fill("Front door");
  await dialog.getByLabel("Address", { exact: true }).fill(`${receiver.url}/door`);
  await dialog.getByLabel("Expected status").fill("204");
  // It runs when it is asked to, and not in between.
  await dialog.getByLabel("Runs every", { exact: true }).fill("1440");
  await dialog.getByLabel("Down after failures in a row").fill("1");
  await dialog.getByRole("button", { name: "Add check" }).click();
  await dialog.waitFor({ state: "detached" });
  const row = page.getByRole("list", { name: "Checks", exact: true }).getByRole("listitem");
  await row.getByText("API · every day").waitFor();
  await row.getByText(/ ms, checked now$/).waitFor();
  await row.getByRole("img", { name: "Up" }).waitFor();

  const act = async (item: string) => {
    await page.getByRole("button", { name: "More actions for Front door" }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  receiver.answer("/door", (response) => void response.writeHead(500).end());
  await act("Run now");
  await row.getByRole("img", { name: "Down" }).waitFor();
  await row.getByText("It answered 500.").waitFor();
  await act("Results…");
  const results = page.getByRole("list", { name: "Results of Front door" }).getByRole("listitem");
  await results.getByText("It answered 500.").waitFor();
  expect(await results.count()).toBe(2);
  await page.keyboard.press("Escape");
  await results.first().waitFor({ state: "detached" });
  receiver.answer("/door", (response) => void response.writeHead(204).end());
  await act("Run now");
  await row.getByRole("img", { name: "Up" }).waitFor();
  await act("Pause");
  await row.getByText("paused", { exact: true }).waitFor();
  await act("Delete…");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete check" }).click();
  await page.getByText("No checks yet").waitFor();
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
