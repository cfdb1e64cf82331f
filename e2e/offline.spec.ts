import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, openAs, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

async function openLive({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person, phone);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

/** A window that is made slow (`FANAL_TEST_LATENCY`) is told that it is offline, and asks all the same: that ends here. */
async function goOffline(page: Page): Promise<void> {
  await page.route("**/api/**", (route) => route.abort("internetdisconnected"));
  await page.context().setOffline(true);
  await page.getByText("You are offline.").waitFor();
}

async function goOnline(page: Page): Promise<void> {
  await page.unroute("**/api/**");
  await page.context().setOffline(false);
}

const declare = (house: House) =>
  house.person.client.incidents.create({
    organization: house.organization,
    title: "API is slow",
    message: "We look.",
  });

const messagesOf = async ({ person, organization }: House, incidentId: string) => {
  const { updates } = await person.client.incidents.get({ organization, incidentId });
  return updates.map(({ message }) => message);
};

test("what is declared and posted without a connection waits, outlives a reload, and arrives once", async () => {
  const house = await foundHouse(fanal, "tunnel", ["API"]);
  const { client } = house.person;
  const incident = await declare(house);
  const page = await openLive(house, `incidents/${incident.id}`);
  await page.getByText("We look.").waitFor();
  const waiting = page.getByRole("list", { name: "Not sent yet" });

  await goOffline(page);
  await page.getByLabel("Message").fill("Half of it is back.");
  // While somebody writes the tabs make room, and what posts is as big as a thumb.
  await page.getByRole("navigation", { name: "Tabs" }).waitFor({ state: "hidden" });
  const post = page.getByRole("button", { name: "Post update" });
  expect((await post.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await post.tap();
  await waiting.getByText("Waiting to be sent: update to “API is slow”").waitFor();
  await page.getByRole("button", { name: "Declare" }).tap();
  const dialog = page.getByRole("dialog", { name: "Declare incident" });
  await dialog.getByLabel("Title").fill("Search is down");
  await dialog.getByRole("button", { name: "Declare incident" }).tap();
  await waiting.getByText("Waiting to be sent: incident “Search is down”").waitFor();
  await dialog.waitFor({ state: "detached" });

  // The answer is lost on its way the first time.
  let lost = 0;
  await page.route("**/incidents", async (route) => {
    if (route.request().method() !== "POST" || lost > 0) return route.continue();
    lost++;
    await route.fetch();
    await route.abort();
  });
  await goOnline(page);
  await expect.poll(() => lost).toBe(1);
  await page.reload();
  await page.getByText("Half of it is back.").waitFor();
  await waiting.waitFor({ state: "detached" });
  await expect.poll(() => messagesOf(house, incident.id)).toEqual(["Half of it is back.", "We look."]);
  const titles = async () => {
    const { items } = await client.incidents.list({ organization: "tunnel" });
    return items.map(({ title }) => title);
  };
  await expect.poll(titles).toEqual(["Search is down", "API is slow"]);
});

test("what somebody else was faster with stays here with a word, and is sent on top or edited", async () => {
  const house = await foundHouse(fanal, "crossed", ["API"]);
  const incident = await declare(house);
  const page = await openLive(house, `incidents/${incident.id}`);
  await page.getByText("We look.").waitFor();
  const waiting = page.getByRole("list", { name: "Not sent yet" });
  await goOffline(page);
  for (const message of ["It is the cache.", "It is the disk."]) {
    await page.getByLabel("Message").fill(message);
    await page.getByRole("button", { name: "Post update" }).tap();
    await expect.poll(() => page.getByLabel("Message").inputValue()).toBe("");
  }
  await expect.poll(() => waiting.getByRole("listitem").count()).toBe(2);
  await waiting.getByRole("listitem").last().getByRole("button", { name: "Cancel" }).tap();
  await expect.poll(() => page.getByLabel("Message").inputValue()).toBe("It is the disk.");

  await house.person.client.incidents.postUpdate({
    organization: "crossed",
    incidentId: incident.id,
    status: "identified",
    message: "Jo was faster.",
  });
  await goOnline(page);
  await waiting.getByRole("alert").getByText("Not sent: update to “API is slow”").waitFor();
  await page.getByText("Jo was faster.").waitFor();
  await waiting.getByRole("button", { name: "Send anyway" }).tap();
  await waiting.waitFor({ state: "detached" });
  await expect
    .poll(() => messagesOf(house, incident.id))
    .toEqual(["It is the cache.", "Jo was faster.", "We look."]);
});

test("of two windows one sends what waits, and neither says that it was refused", async () => {
  const house = await foundHouse(fanal, "two-windows", ["API"]);
  const incident = await declare(house);
  const page = await openLive(house, `incidents/${incident.id}`);
  await page.getByText("We look.").waitFor();
  const other = await page.context().newPage();
  await other.goto(`${fanal.url}/app/two-windows`);
  await other.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  const windows = [page, other];
  for (const one of windows) await goOffline(one);
  await page.getByLabel("Message").fill("Half of it is back.");
  await page.getByRole("button", { name: "Post update" }).tap();
  const waiting = (one: Page) => one.getByRole("list", { name: "Not sent yet" });
  for (const one of windows) await waiting(one).getByText("Waiting to be sent").waitFor();

  let posts = 0;
  const bothAreBack = Promise.withResolvers<void>();
  await page.context().route("**/updates", async (route) => {
    posts++;
    await bothAreBack.promise;
    await route.continue();
  });
  for (const one of windows) await goOnline(one);
  await expect.poll(() => posts).toBeGreaterThan(0);
  for (const one of windows) await one.getByText("You are offline.").waitFor({ state: "detached" });
  bothAreBack.resolve();
  for (const one of windows) await waiting(one).waitFor({ state: "detached" });
  expect(posts).toBe(1);
  await expect.poll(() => messagesOf(house, incident.id)).toEqual(["Half of it is back.", "We look."]);
});

test("signing out leaves nothing of what was being written in the browser", async () => {
  const house = await foundHouse(fanal, "shared-desk", ["API"]);
  const incident = await declare(house);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/shared-desk/incidents/${incident.id}`);
  await page.getByLabel("Message").fill("Half a thought");
  await page.reload();
  await expect.poll(() => page.getByLabel("Message").inputValue()).toBe("Half a thought");
  const kept = () => page.evaluate(() => JSON.stringify(localStorage).includes("Half a thought"));
  expect(await kept()).toBe(true);
  await page.getByRole("button", { name: /account and theme/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await expect.poll(kept).toBe(false);
});

test("a part that a newer version took away leaves the shell alive, and nothing is loaded anew unasked", async () => {
  const house = await foundHouse(fanal, "updated", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/updated/services`);
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  await page.route("**/assets/*reports*", (route) => route.fulfill({ status: 404, body: "" }));
  const main = page.getByRole("navigation", { name: "Main" });
  await main.getByRole("link", { name: "Reports" }).click();
  await page.getByText("Fanal was updated since this window was opened.").waitFor();
  await main.getByRole("link", { name: "Services" }).waitFor();
  await page.unroute("**/assets/*reports*");
  await page.getByRole("button", { name: "Load anew" }).click();
  await page.getByRole("heading", { name: "Reports", level: 1 }).waitFor();
});
