import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, idOf, openWindow, phone } from "./support/dashboard.ts";
import { openEditor } from "./support/editor.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

const edit = (house: House) => openEditor(browser, fanal.url, house, "services");

async function choose(page: Page, service: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `More actions for ${service}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** The page's services by name, heads of groups among them, as its editor lists them. */
function lines(page: Page): Promise<string[]> {
  return page
    .getByRole("list", { name: "Services on this page" })
    .getByRole("group")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
}

async function visit(organization: string): Promise<Page> {
  const visitor = await openWindow(browser, phone);
  await visitor.goto(`${fanal.url}/status/${organization}`);
  return visitor;
}

test("a page gives its services names, groups and an order of its own, and visitors see them so", async () => {
  const house = await foundHouse(fanal, "own-groups", ["API", "Search", "Storage"]);
  const page = await edit(house);
  await page.getByRole("switch", { name: "Groups of this page’s own" }).click();
  await page.getByRole("button", { name: "New group" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Group name").fill("Payments");
  await dialog.getByLabel("Description").fill("Everything that takes money");
  await dialog.getByRole("button", { name: "Create group" }).click();
  await page.getByRole("button", { name: "More actions for Search", exact: true }).click();
  await page.getByRole("menuitem", { name: "Move to group" }).press("ArrowRight");
  await page.getByRole("menuitem", { name: "Payments" }).click();
  await choose(page, "API", "Edit…");
  await dialog.getByLabel("Shown as").fill("Interface");
  await dialog.getByRole("button", { name: "Save service" }).click();
  await page.getByRole("group", { name: "Storage", exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => lines(page)).toEqual(["Storage", "Interface", "Group Payments", "Search"]);

  const visitor = await visit("own-groups");
  await visitor.getByText("Everything that takes money").waitFor();
  const read = async () => {
    const text = (await visitor.locator("main").textContent()) ?? "";
    const names = ["API", "Search", "Payments", "Interface", "Storage"];
    return names
      .filter((name) => text.includes(name))
      .toSorted((one, other) => text.indexOf(one) - text.indexOf(other));
  };
  await expect.poll(read).toEqual(["Storage", "Interface", "Payments", "Search"]);
});

test("own groups begin as the organization's, and what becomes of giving them up can be taken back", async () => {
  const house = await foundHouse(fanal, "give-up", ["API", "Search"]);
  const { client } = house.person;
  const { id: groupId } = await client.serviceGroups.create({ organization: "give-up", name: "Core" });
  await client.services.update({ organization: "give-up", serviceId: idOf(house, "API"), groupId });
  const page = await edit(house);
  const own = page.getByRole("switch", { name: "Groups of this page’s own" });
  await page.getByText("Core").waitFor();
  await own.click();
  await expect.poll(() => lines(page)).toEqual(["Search", "Group Core", "API"]);
  await page.getByRole("button", { name: "More actions for group Core" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  await page.getByLabel("Group name").fill("Heart");
  await page.getByRole("button", { name: "Save group" }).click();
  await expect.poll(() => lines(page)).toEqual(["Search", "Group Heart", "API"]);
  await own.click();
  await page.getByText("The page shows the groups of your services.").waitFor();
  await page.getByText("Core").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => lines(page)).toEqual(["Search", "Group Heart", "API"]);
  await expect
    .poll(async () => (await client.statusPages.list({ organization: "give-up" }))[0]?.groups)
    .toMatchObject([{ name: "Heart" }]);
});

test("a service that is shown only when not operational comes with its trouble and goes with it", async () => {
  const house = await foundHouse(fanal, "only-when", ["API", "Batch"]);
  const page = await edit(house);
  await page.getByRole("button", { name: "More actions for Batch" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Only when not operational" }).click();
  await page.getByRole("group", { name: "Batch, only when not operational" }).waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
  const visitor = await visit("only-when");
  const shown = visitor.locator("#fragment-services").getByText("Batch", { exact: true });
  await visitor.locator("#fragment-services").getByText("API", { exact: true }).waitFor();
  await shown.waitFor({ state: "detached" });
  const set = (status: "major_outage" | "operational") =>
    house.person.client.services.setStatus({
      organization: "only-when",
      serviceId: idOf(house, "Batch"),
      status,
    });
  await set("major_outage");
  await shown.waitFor();
  await set("operational");
  await shown.waitFor({ state: "detached" });
});

test("services are chosen from two lists without a pointer, and the page changes once", async () => {
  const house = await foundHouse(fanal, "choosing", ["API", "Search", "Storage", "Mail"]);
  const { client } = house.person;
  const [statusPage] = await client.statusPages.list({ organization: "choosing" });
  await client.statusPages.update({ organization: "choosing", pageId: statusPage?.id ?? "", serviceIds: [] });
  const page = await edit(house);
  await page.getByText("This page shows no service yet.").waitFor();
  await page.getByRole("button", { name: "Choose services" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Search services").fill("s");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Remove Storage" }).waitFor();
  await dialog.getByLabel("Search services").fill("mail");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Show 2 services" }).click();
  await expect.poll(() => lines(page)).toEqual(["Storage", "Mail"]);
  await expect
    .poll(async () => (await client.statusPages.list({ organization: "choosing" }))[0])
    .toMatchObject({ serviceIds: [idOf(house, "Storage"), idOf(house, "Mail")], version: 3 });
});

test("a service is moved far by typing where to", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `Region ${index + 1}`);
  const house = await foundHouse(fanal, "far", names);
  const page = await edit(house);
  await choose(page, "Region 20", "Move to…");
  await page.getByPlaceholder("Move Region 20 to…").fill("below region 2");
  await page.getByRole("option", { name: "Below Region 2", exact: true }).click();
  await expect
    .poll(async () => (await lines(page)).slice(0, 4))
    .toEqual(["Region 1", "Region 2", "Region 20", "Region 3"]);
  await page.getByLabel("Filter services of this page").fill("region 2");
  await page.getByText("2 of 20").waitFor();
});

test("who may not change a page reads its settings as text", async () => {
  const house = await foundHouse(fanal, "reading", ["API"]);
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query(
    "update auth.member set role = 'viewer' where organization_id = (select id from auth.organization where slug = 'reading')",
  );
  await database.end();
  const page = await edit(house);
  await page.getByRole("group", { name: "API" }).waitFor();
  for (const section of ["Page", "Services", "Look", "Address", "Audience"]) {
    await page
      .getByRole("navigation", { name: "Parts of the page" })
      .getByRole("link", { name: section })
      .click();
    const region = page.getByRole("region", { name: section, exact: true });
    await region.waitFor();
    expect(await region.getByRole("textbox").count(), section).toBe(0);
    expect(await region.getByRole("button").count(), section).toBe(0);
    expect(await region.getByRole("switch").count(), section).toBe(0);
  }
});
