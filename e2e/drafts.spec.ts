import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  chooseService,
  foundHouse,
  type House,
  idOf,
  isTooWide,
  openAs,
  openDeclare,
  openWindow,
  phone,
  takeOffered,
} from "./support/dashboard.ts";

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

/** Gives the founder another role; there is no way yet to do it in the product. */
async function setRole(organization: string, role: "viewer" | "responder"): Promise<void> {
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query(
    "update auth.member set role = $2 where organization_id = (select id from auth.organization where slug = $1)",
    [organization, role],
  );
  await database.end();
}

/** A draft about the API, as somebody wrote it earlier. */
async function written(house: House): Promise<string> {
  const { id } = await house.person.client.incidents.create({
    organization: house.organization,
    title: "API answers slowly",
    message: "Some requests take up to a minute.",
    services: [{ serviceId: idOf(house, "API"), status: "degraded_performance" }],
    isDraft: true,
  });
  return id;
}

test("a draft is written where incidents are declared, and nobody outside sees it until it is published", async () => {
  const house = await foundHouse(fanal, "written", ["API", "Search"]);
  const page = await open(house, "services");
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/written`);
  await visitor.getByRole("heading", { name: "All Systems Operational" }).waitFor();

  const dialog = await openDeclare(page);
  await dialog.getByLabel("Title").fill("API answers slowly");
  await page.keyboard.press("Tab");
  await page.keyboard.type("API");
  await takeOffered(page, "API");
  await dialog.getByRole("button", { name: "Remove API" }).waitFor();
  await dialog.getByRole("button", { name: "Save as draft" }).click();
  await page.getByText("Saved as a draft. Only operators see it.").waitFor();
  await page.getByText("Only operators see this draft, and it affects no service.").waitFor();
  await page.waitForURL(/\/incidents\/[^/]+$/);

  await page.goto(`${fanal.url}/app/written/incidents?tab=draft`);
  await page.getByRole("link", { name: "Drafts 1" }).waitFor();
  await page.getByRole("link", { name: "API answers slowly" }).click();
  const title = page.getByRole("textbox", { name: "Title" });
  await title.waitFor();
  expect(await visitor.getByText("API answers slowly").count()).toBe(0);

  await page.getByRole("button", { name: "Publish incident" }).click();
  await page.getByText("API answers slowly published. Live on 1 page.").waitFor();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  await visitor.getByText("API answers slowly").first().waitFor();
  await visitor.getByRole("heading", { name: "Minor Service Outage" }).waitFor();
});

test("what is written into a draft is kept by itself, and what is published is what was written last", async () => {
  const house = await foundHouse(fanal, "kept", ["API", "Search"]);
  const { client } = house.person;
  const incidentId = await written(house);
  const page = await open(house, `incidents/${incidentId}`);
  await page.getByRole("textbox", { name: "Title" }).fill("API and search answer slowly");
  await chooseService(page, "Search", "Sea");
  await expect
    .poll(() => client.incidents.get({ organization: "kept", incidentId }))
    .toMatchObject({
      isDraft: true,
      title: "API and search answer slowly",
      services: [{ serviceId: idOf(house, "API") }, { serviceId: idOf(house, "Search") }],
    });

  // Faster than it is saved by itself.
  await page.getByRole("textbox", { name: "Message" }).fill("A database is *busy*.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("API and search answer slowly published. Live on 1 page.").waitFor();
  expect(await client.incidents.get({ organization: "kept", incidentId })).toMatchObject({
    isDraft: false,
    updates: [{ message: "A database is *busy*." }],
  });
});

test("what cannot be published says why, and nothing of it is lost", async () => {
  const house = await foundHouse(fanal, "unsound", ["API"]);
  const incidentId = await written(house);
  const page = await open(house, `incidents/${incidentId}`);
  const title = page.getByRole("textbox", { name: "Title" });
  await title.fill("");
  await page.getByText("Not saved: see what is marked.").waitFor();
  await page.getByRole("button", { name: "Publish incident" }).click();
  await page.getByRole("alert").getByText("Give it a title").first().waitFor();
  const { isDraft, title: saved } = await house.person.client.incidents.get({
    organization: "unsound",
    incidentId,
  });
  expect({ isDraft, saved }).toEqual({ isDraft: true, saved: "API answers slowly" });
});

test("what was written into a draft while the server was away is still there, and is saved once it answers", async () => {
  const house = await foundHouse(fanal, "away", ["API"]);
  const { client } = house.person;
  const incidentId = await written(house);
  const page = await open(house, `incidents/${incidentId}`);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.waitFor();
  await page.route("**/api/v1/organizations/**", (route) =>
    route.request().method() === "GET" ? route.continue() : route.abort(),
  );
  await message.fill("A database is busy.");
  await page.getByText("The incident was not changed.").waitFor();
  expect(await message.inputValue()).toBe("A database is busy.");
  await page.getByRole("button", { name: "Publish incident" }).click();
  await page.getByText("It is still a draft.").waitFor();
  expect(await message.inputValue()).toBe("A database is busy.");
  await page.unroute("**/api/v1/organizations/**");
  await page.reload();
  await expect.poll(() => message.inputValue()).toBe("A database is busy.");
  await expect
    .poll(() => client.incidents.get({ organization: "away", incidentId }))
    .toMatchObject({ isDraft: true, updates: [{ message: "A database is busy." }] });
});

test("a draft is seen on the page as visitors will see it, on a phone's width and in the dark too", async () => {
  const house = await foundHouse(fanal, "preview", ["API"]);
  const incidentId = await written(house);
  const page = await open(house, `incidents/${incidentId}`);
  const preview = page.frameLocator("iframe");
  await preview.getByText("Some requests take up to a minute.").first().waitFor();
  await page.getByRole("textbox", { name: "Message" }).fill("It takes **two** minutes.");
  await preview.locator("strong", { hasText: "two" }).first().waitFor();
  await page.getByRole("radio", { name: "Phone" }).click();
  await expect.poll(async () => (await page.locator("iframe").boundingBox())?.width).toBe(360);
  await page.getByRole("radio", { name: "Dark" }).click();
  await expect.poll(() => preview.locator("html").getAttribute("data-theme")).toBe("dark");
});

test("what somebody else writes into a draft appears in it", async () => {
  const house = await foundHouse(fanal, "two-hands", ["API"]);
  const incidentId = await written(house);
  const page = await open(house, `incidents/${incidentId}`);
  const title = page.getByRole("textbox", { name: "Title" });
  await title.waitFor();
  await house.person.client.incidents.update({
    organization: "two-hands",
    incidentId,
    title: "API answers after a minute",
  });
  await expect.poll(() => title.inputValue()).toBe("API answers after a minute");
});

test("a draft is discarded at once, and taken back", async () => {
  const house = await foundHouse(fanal, "discarded", ["API"]);
  const { client } = house.person;
  const incidentId = await written(house);
  const page = await open(house, `incidents/${incidentId}`);
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByText("No drafts").waitFor();
  await page.getByText("API answers slowly discarded.").waitFor();
  expect((await client.incidents.list({ organization: "discarded", state: "draft" })).items).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await expect
    .poll(async () => (await client.incidents.list({ organization: "discarded", state: "draft" })).items)
    .toHaveLength(1);
});

test("a responder is asked before a draft goes, since only an admin brings it back; a viewer reads it", async () => {
  const house = await foundHouse(fanal, "roles", ["API"]);
  const { client } = house.person;
  const incidentId = await written(house);
  await setRole("roles", "viewer");
  const page = await open(house, `incidents/${incidentId}`);
  await page.getByRole("heading", { name: "API answers slowly", level: 2 }).waitFor();
  for (const role of ["textbox", "combobox"] as const)
    expect(await page.getByRole(role).count(), role).toBe(0);
  for (const name of ["Publish incident", "Discard draft"])
    expect(await page.getByRole("button", { name }).count(), name).toBe(0);

  await setRole("roles", "responder");
  await page.reload();
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByText("Only an admin can restore it afterwards.").waitFor();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard draft" }).click();
  await page.getByText("API answers slowly discarded.").waitFor();
  expect(await page.getByRole("button", { name: "Undo" }).count()).toBe(0);
  expect((await client.incidents.list({ organization: "roles", state: "draft" })).items).toEqual([]);
});

test("on a phone a draft is written and previewed one after the other", async () => {
  const house = await foundHouse(fanal, "narrow", ["API"]);
  const incidentId = await written(house);
  const page = await openAs(browser, fanal.url, house.person, phone);
  await page.goto(`${fanal.url}/app/narrow/incidents/${incidentId}`);
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  expect(await isTooWide(page)).toBe(false);
  await page.getByRole("radio", { name: "Preview" }).click();
  await page.frameLocator("iframe").getByText("Some requests take up to a minute.").first().waitFor();
  await page.getByRole("textbox", { name: "Title" }).waitFor({ state: "hidden" });
});
