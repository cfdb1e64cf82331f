import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  answered,
  answerUnavailable,
  foundHouse,
  type House,
  idOf,
  openAs,
  openUntil,
  openUntilStatus,
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

const found = (organization: string, names: string[]) => foundHouse(fanal, organization, names);

async function open({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

function rowsOf(page: Page): Locator {
  return page.getByRole("list", { name: "Services" }).getByRole("group");
}

/** Where there is no way yet to do it in the product. */
async function withDatabase(use: (database: pg.Client) => Promise<unknown>): Promise<void> {
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await use(database);
  await database.end();
}

async function setStatus(page: Page, service: string, status: string): Promise<void> {
  await page.getByRole("button", { name: `Status of ${service}` }).click();
  await page.getByRole("menuitemradio", { name: status }).click();
}

test("what others change appears by itself", async () => {
  const house = await found("others", ["API"]);
  const page = await open(house, "services");
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  const { client } = house.person;
  await client.services.setStatus({
    organization: "others",
    serviceId: idOf(house, "API"),
    status: "major_outage",
  });
  await page.getByRole("button", { name: "Status of API: Major outage" }).waitFor();
  await client.services.create({ organization: "others", name: "Search" });
  await page.getByRole("button", { name: "Status of Search: Operational" }).waitFor();
});

test("what happened between the first answer and the first word of the socket appears, too", async () => {
  const house = await found("gap", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  const gate = Promise.withResolvers<void>();
  await page.routeWebSocket("**/live", async (socket) => {
    await gate.promise;
    socket.connectToServer();
  });
  await page.goto(`${fanal.url}/app/gap/services`);
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  await house.person.client.services.setStatus({
    organization: "gap",
    serviceId: idOf(house, "API"),
    status: "major_outage",
  });
  gate.resolve();
  await page.getByRole("button", { name: "Status of API: Major outage" }).waitFor();
});

test("a status is taken back by undo", async () => {
  const page = await open(await found("take-back", ["API"]), "services");
  await setStatus(page, "API", "Partial outage");
  await page.getByText("API set to Partial outage.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
});

test("a deleted service comes back by undo, where it was", async () => {
  const page = await open(await found("restore", ["API", "Search", "Storage"]), "services");
  await page.getByRole("button", { name: "More actions for Search" }).click();
  await page.getByRole("menuitem", { name: "Delete service" }).click();
  await page.getByText("Search deleted.").waitFor();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(3);
  await rowsOf(page).nth(1).getByText("Search", { exact: true }).waitFor();
});

test("who writes on top of somebody else's change is asked whose shall be", async () => {
  const house = await found("conflict", ["API"]);
  const page = await open(house, "services");
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  // From here on this window hears nothing, as when a train is in a tunnel.
  await page.route("**/services*", (route) =>
    route.request().method() === "GET" ? route.abort() : route.continue(),
  );
  const byOther = (status: "major_outage" | "under_maintenance") =>
    house.person.client.services.setStatus({
      organization: "conflict",
      serviceId: idOf(house, "API"),
      status,
    });
  await byOther("major_outage");
  await setStatus(page, "API", "Degraded performance");
  await page.getByText("API keeps its status.").waitFor();
  await page.getByRole("button", { name: "Use mine" }).click();
  await page.getByText("API set to Degraded performance.").waitFor();
  const [service] = await house.person.client.services.list({ organization: "conflict" });
  expect(service?.status).toBe("degraded_performance");
});

test("a write that the server does not get is taken back with a word, and can be tried again", async () => {
  const page = await open(await found("away", ["API"]), "services");
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  await page.route("**/status", (route) => route.abort());
  await setStatus(page, "API", "Major outage");
  await page.getByText("API keeps its status.").waitFor();
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();
  await page.unroute("**/status");
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByText("API set to Major outage.").waitFor();
});

test("services are put into groups and moved by keys, and stay so", async () => {
  const house = await found("order", ["API", "Search", "Storage"]);
  const page = await open(house, "services");
  await page.getByRole("button", { name: "New group" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Core");
  // Before the server has made it, nothing can be put into it.
  await answered(page, /service-groups$/, () =>
    page.getByRole("dialog").getByRole("button", { name: "Create group" }).click(),
  );
  await page.getByRole("button", { name: "More actions for Search" }).click();
  await page.getByRole("menuitem", { name: "Move to group" }).press("ArrowRight");
  await page.getByRole("menuitem", { name: "Core" }).click();
  const order = async () => {
    const services = await house.person.client.services.list({ organization: "order" });
    return services.map(({ name, groupId }) => (groupId === null ? name : `${name} (grouped)`));
  };
  await expect.poll(order).toEqual(["API", "Storage", "Search (grouped)"]);
  await page.getByRole("group", { name: /^API/ }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(order).toEqual(["Storage", "API", "Search (grouped)"]);
});

test("Enter presses the button that has the focus, and opens the row where none has", async () => {
  const page = await open(await found("enter", ["API"]), "services");
  const row = page.getByRole("group", { name: /^API/ });
  await row.focus();
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").getAttribute("aria-label")).toBe("Status of API: Operational");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemradio", { name: "Major outage" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Status of API" }).and(page.locator(":focus")).waitFor();
  await row.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Name").waitFor();
});

test("single keys do nothing once they are turned off, and the others go on", async () => {
  const page = await open(await found("single-keys", ["API"]), "services");
  await rowsOf(page).first().waitFor();
  await page.keyboard.press("?");
  await page.getByRole("switch", { name: "Keys without" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.reload();
  await rowsOf(page).first().waitFor();
  for (const key of ["c", "?", "g", "i"]) await page.keyboard.press(key);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog").getByPlaceholder("Search or do…").waitFor();
  expect(await page.getByRole("dialog").count()).toBe(1);
  expect(page.url()).toContain("/services");
});

test("several services are selected by keys and set together, and all of it is taken back", async () => {
  const house = await foundHouse(fanal, "together", ["API", "Search", "Website"]);
  const { client } = house.person;
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/together/services`);
  const rows = page.getByRole("list", { name: "Services" });
  await rows.getByRole("group", { name: "API, operational" }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await rows.getByRole("group", { name: "API, operational, selected" }).waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByRole("toolbar", { name: "Selected services" }).getByText("2 selected").waitFor();
  await page.keyboard.press("s");
  await page.getByRole("menuitem", { name: "Partial outage" }).waitFor();
  await page.keyboard.press("4");
  await page.getByText("2 services set to Partial outage.").waitFor();
  const statuses = async () =>
    (await client.services.list({ organization: "together" })).map(({ status }) => status);
  await expect.poll(statuses).toEqual(["partial_outage", "operational", "partial_outage"]);
  await page.getByRole("toolbar", { name: "Selected services" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(statuses).toEqual(["operational", "operational", "operational"]);
});

test("a service is edited", async () => {
  const house = await found("edit", ["API"]);
  const page = await open(house, "services");
  await page.getByRole("group", { name: /^API/ }).focus();
  await page.keyboard.press("e");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Gateway");
  await dialog.getByLabel("Description").fill("What your programs call.");
  await dialog.getByRole("button", { name: "Save service" }).click();
  await dialog.waitFor({ state: "detached" });
  await rowsOf(page).getByText("What your programs call.").waitFor();
  const [service] = await house.person.client.services.list({ organization: "edit" });
  expect(service).toMatchObject({ name: "Gateway", description: "What your programs call." });
});

test("a status is set with a message, which visitors read", async () => {
  const house = await found("status-message", ["API"]);
  const page = await open(house, "services");
  await page.getByRole("button", { name: "Status of API" }).click();
  await page.getByRole("menuitem", { name: "Set with a message…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Message").fill("The index is being rebuilt.");
  await dialog.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Degraded performance" }).click();
  await dialog.getByRole("button", { name: "Set status" }).click();
  await page.getByText("API set to Degraded performance.").waitFor();
  const visitor = await openWindow(browser, phone);
  await visitor.goto(`${fanal.url}/status/status-message`);
  await visitor.getByText("The index is being rebuilt.").first().waitFor();
});

test("groups are renamed, moved and deleted; their services stay", async () => {
  const house = await found("groups", ["API"]);
  const { client } = house.person;
  const organization = "groups";
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Core" });
  await client.serviceGroups.create({ organization, name: "Data" });
  await client.services.update({ organization, serviceId: idOf(house, "API"), groupId });
  const page = await open(house, "services");
  const choose = async (group: string, item: string) => {
    await page.getByRole("button", { name: `More actions for group ${group}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  const groups = async () => (await client.serviceGroups.list({ organization })).map(({ name }) => name);
  await choose("Core", "Rename group…");
  await page.getByRole("dialog").getByLabel("Name").fill("Heart");
  await page.getByRole("dialog").getByRole("button", { name: "Rename group" }).click();
  await expect.poll(groups).toEqual(["Heart", "Data"]);
  await choose("Heart", "Move down");
  await expect.poll(groups).toEqual(["Data", "Heart"]);
  await choose("Heart", "Delete group");
  await expect.poll(groups).toEqual(["Data"]);
  await rowsOf(page).getByText("API", { exact: true }).waitFor();
  expect(await client.services.list({ organization })).toMatchObject([{ name: "API", groupId: null }]);
});

test("a service is dragged to another place", async () => {
  const house = await found("drag", ["API", "Search", "Storage"]);
  const page = await open(house, "services");
  await rowsOf(page).first().hover();
  await page.getByRole("button", { name: "Move API" }).dragTo(rowsOf(page).nth(2), { steps: 12 });
  const order = async () => {
    const services = await house.person.client.services.list({ organization: "drag" });
    return services.map(({ name }) => name);
  };
  await expect.poll(order).toEqual(["Search", "Storage", "API"]);
});

test("while groups cannot be loaded, services are not shown as if they had none", async () => {
  const house = await found("groupless", ["API"]);
  const { client } = house.person;
  const organization = "groupless";
  const { id: groupId } = await client.serviceGroups.create({ organization, name: "Core" });
  await client.services.update({ organization, serviceId: idOf(house, "API"), groupId });
  const page = await openAs(browser, fanal.url, house.person);
  await page.route("**/service-groups", answerUnavailable);
  await page.goto(`${fanal.url}/app/groupless/services`);
  await page.getByRole("button", { name: "Retry" }).waitFor({ timeout: 20_000 });
  expect(await rowsOf(page).count()).toBe(0);
  await page.unroute("**/service-groups");
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByText("Core").waitFor();
  await rowsOf(page).first().waitFor();
});

test("a view that cannot be loaded says so, and is there once the server answers again", async () => {
  const house = await found("unreachable", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.route("**/api/v1/organizations/**", answerUnavailable);
  for (const view of ["services", "incidents", "status-pages"]) {
    await page.goto(`${fanal.url}/app/unreachable/${view}`);
    await page.getByRole("button", { name: "Retry" }).waitFor({ timeout: 20_000 });
  }
  await page.unroute("**/api/v1/organizations/**");
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByText("/status/unreachable").waitFor();
});

test("who may only read sees what there is, and nothing that they may not do", async () => {
  const house = await found("read-only", ["API"]);
  const { client } = house.person;
  await client.incidents.create({
    organization: "read-only",
    title: "API is slow",
    status: "investigating",
    message: "We look.",
    services: [],
  });
  await withDatabase((database) =>
    database.query(
      "update auth.member set role = 'viewer' where organization_id = (select id from auth.organization where slug = 'read-only')",
    ),
  );
  const page = await open(house, "services");
  await page.getByText("API", { exact: true }).waitFor();
  for (const name of [
    "New service",
    "New group",
    "Declare incident",
    "Status of API",
    "More actions for API",
  ]) {
    expect(await page.getByRole("button", { name }).count(), name).toBe(0);
  }
  await page.keyboard.press("c");
  await page.goto(`${fanal.url}/app/read-only/incidents`);
  await page.getByRole("link", { name: "API is slow" }).click();
  await page.getByText("We look.").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  await page.goto(`${fanal.url}/app/read-only/settings`);
  await page.getByText("viewer").waitFor();
  expect(await page.getByRole("button", { name: "Save settings" }).count()).toBe(0);
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("declaring an incident takes a key, typing, and a key", async () => {
  const house = await found("declare", ["API", "Search"]);
  const page = await open(house, "services");
  await rowsOf(page).first().waitFor();
  await page.keyboard.press("c");
  await page.getByLabel("Title").waitFor();
  await page.keyboard.type("Searches fail");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Sea");
  await takeOffered(page, "Search");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Searches fail declared.").waitFor();
  const { items } = await house.person.client.incidents.list({ organization: "declare" });
  expect(items).toMatchObject([
    { title: "Searches fail", status: "investigating", services: [{ serviceId: idOf(house, "Search") }] },
  ]);
});

test("a service that was typed but not chosen is pointed out", async () => {
  const page = await open(await found("typed", ["API"]), "services");
  await rowsOf(page).first().waitFor();
  await page.keyboard.press("c");
  const services = page.getByRole("combobox", { name: "Affected services" });
  await services.fill("checkout");
  await page.getByText("No service by that name.").waitFor();
  await page.getByLabel("Message").focus();
  await page.getByText("“checkout” is not chosen").waitFor();
  await services.fill("AP");
  await page.keyboard.press("Enter");
  await page.getByLabel("Status of API", { exact: true }).waitFor();
  expect(await page.getByText("is not chosen").count()).toBe(0);
});

test("the text of an incident that is not declared yet is kept", async () => {
  const page = await open(await found("draft", ["API"]), "services");
  await rowsOf(page).first().waitFor();
  await page.keyboard.press("c");
  await page.getByLabel("Title").fill("Half a thought");
  await page.keyboard.press("Escape");
  await page.getByText("Draft kept.").waitFor();
  await page.reload();
  await rowsOf(page).first().waitFor();
  await page.keyboard.press("c");
  expect(await page.getByLabel("Title").inputValue()).toBe("Half a thought");
});

test("an update sets state and services in one act, and its preview is what visitors read", async () => {
  const house = await found("composer", ["API"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization: "composer",
    title: "API answers slowly",
    status: "investigating",
    message: "We look.",
    services: [{ serviceId: idOf(house, "API"), status: "major_outage" }],
  });
  const page = await open(house, `incidents/${incidentId}`);
  await page.getByRole("textbox", { name: "Message" }).fill("It is **better** now.");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.locator("strong", { hasText: "better" }).waitFor();
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Monitoring" }).click();
  await page.getByRole("button", { name: "1 service" }).click();
  await page.getByRole("combobox", { name: /API/ }).click();
  await page.getByRole("option", { name: "Degraded performance" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("list", { name: "Updates" }).locator("strong", { hasText: "better" }).waitFor();
  await expect
    .poll(() => client.incidents.get({ organization: "composer", incidentId }))
    .toMatchObject({ status: "monitoring", services: [{ status: "degraded_performance" }] });
});

test("an update that came second is kept, and says that something came before", async () => {
  const house = await found("second", ["API"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization: "second",
    title: "API is down",
    status: "investigating",
    message: "We look.",
    services: [],
  });
  const page = await open(house, `incidents/${incidentId}`);
  await page.getByRole("textbox", { name: "Message" }).fill("We found it.");
  await page.route("**/incidents/*", (route) => route.abort());
  await client.incidents.postUpdate({
    organization: "second",
    incidentId,
    status: "resolved",
    message: "Over.",
  });
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("We found it.");
});

test("a status page gets another name, other services and another address", async () => {
  const house = await found("pages", ["API", "Internal"]);
  const page = await open(house, "status-pages");
  await page.getByRole("main").getByRole("link", { name: "pages" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Lumen Status");
  await page.getByRole("textbox", { name: "Name" }).press("Tab");
  await page.getByText("Saved").waitFor();
  await page
    .getByRole("navigation", { name: "Parts of the page" })
    .getByRole("link", { name: "Services" })
    .click();
  await page.getByRole("button", { name: "More actions for Internal" }).click();
  await page.getByRole("menuitem", { name: "Remove from page" }).click();
  await page.getByText("1 of 2 services").waitFor();
  await page.getByRole("link", { name: "Address" }).click();
  await page.getByRole("textbox", { name: "Address" }).fill("lumen-status");
  await page.getByRole("button", { name: "Change address" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Change address" }).click();
  await page.getByText("The page has its new address.").waitFor();

  const visitor = await openWindow(browser, phone);
  await openUntilStatus(visitor, `${fanal.url}/status/pages`, 404);
  await openUntil(visitor, `${fanal.url}/status/lumen-status`, visitor.getByText("Lumen Status"));
  expect(await visitor.getByText("Internal").count()).toBe(0);
});

test("services of a page are put into another order by keys and by pointer", async () => {
  const house = await found("page-order", ["API", "Search", "Storage"]);
  const page = await open(house, "status-pages");
  await page.getByRole("main").getByRole("link", { name: "page-order" }).first().click();
  await page
    .getByRole("navigation", { name: "Parts of the page" })
    .getByRole("link", { name: "Services" })
    .click();
  const shown = page.getByRole("list", { name: "Services on this page" }).getByRole("group");
  const order = async () => {
    const [statusPage] = await house.person.client.statusPages.list({ organization: "page-order" });
    return statusPage?.serviceIds.map(
      (id) => Object.values(house.services).find((one) => one.id === id)?.name,
    );
  };
  await page.getByRole("group", { name: "API", exact: true }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(order).toEqual(["Search", "API", "Storage"]);
  // A hand moves on its way: what is dragged begins to follow after the first few pixels.
  await page
    .getByRole("button", { name: "Drag Storage" })
    .dragTo(page.getByRole("button", { name: "Drag API" }), { steps: 10 });
  await expect.poll(order).toEqual(["Search", "Storage", "API"]);
  await expect.poll(() => shown.allTextContents()).toEqual(["Search", "Storage", "API"]);
});

test("an incident is renamed in place, by keys", async () => {
  const house = await found("rename", ["API"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization: "rename",
    title: "API is slow",
    status: "investigating",
    message: "We look.",
  });
  const page = await open(house, `incidents/${incidentId}`);
  const rename = async () => {
    await page.getByRole("button", { name: "More actions", exact: true }).click();
    await page.getByRole("menuitem", { name: "Rename…" }).click();
    await page.locator("input:focus").waitFor();
  };
  await rename();
  await page.keyboard.type("API refuses");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "API is slow", level: 2 }).waitFor();
  await rename();
  await page.keyboard.type("API refuses");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "API refuses", level: 2 }).waitFor();
  const title = async () => (await client.incidents.get({ organization: "rename", incidentId })).title;
  await expect.poll(title).toBe("API refuses");
});

test("what is over is found under Resolved, and can be opened again", async () => {
  const house = await found("resolved", ["API"]);
  const { client } = house.person;
  await client.incidents.create({
    organization: "resolved",
    title: "API was slow",
    status: "resolved",
    message: "It is over.",
  });
  const page = await open(house, "incidents");
  await page.getByText("Nothing is broken").waitFor();
  await page.getByRole("link", { name: /^Resolved/ }).click();
  await page.getByRole("list", { name: "Incidents" }).getByRole("link", { name: "API was slow" }).click();
  await page.getByRole("textbox", { name: "Message" }).fill("It is back.");
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Investigating" }).click();
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByText("Update live on 1 page.").waitFor();
  await page.goBack();
  await page.getByRole("link", { name: /^Open / }).click();
  await page.getByRole("list", { name: "Incidents" }).getByRole("link", { name: "API was slow" }).waitFor();
});

test("the link of an incident and of a page is copied, or shown where the browser does not let us", async () => {
  const house = await found("links", ["API"]);
  const page = await open(house, "status-pages");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("main").getByRole("link", { name: "links" }).first().click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Link copied.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${fanal.url}/status/links`);
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Here is the link:").waitFor();
});

test("the theme that one chooses stays chosen", async () => {
  const page = await open(await found("theme", ["API"]), "services");
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await colour();
  await page.getByRole("button", { name: "Mara Ilves" }).click();
  await answered(page, /\/me$/, () => page.getByRole("menuitemradio", { name: "Dark" }).click());
  await expect.poll(colour).not.toBe(light);
  const dark = await colour();
  await page.reload();
  await rowsOf(page).first().waitFor();
  expect(await colour()).toBe(dark);
});

test("an organization gets another name and address, and everybody goes on where they were", async () => {
  const house = await found("old-name", ["API"]);
  const page = await open(house, "settings");
  const colleague = await open(house, "services?filter=API");
  await rowsOf(colleague).first().waitFor();
  await page.getByLabel("Organization name").fill("New Name");
  await page.getByLabel("Address").fill("new-name");
  await page.getByRole("button", { name: "Save settings" }).click();
  await page.waitForURL("**/app/new-name/settings");
  await page.getByText("Settings saved.").waitFor();
  await expect.poll(() => page.getByLabel("Address").inputValue()).toBe("new-name");
  await colleague.waitForURL("**/app/new-name/services?filter=API");
  await setStatus(colleague, "API", "Partial outage");
  await colleague.getByText("API set to Partial outage.").waitFor();
});

test("one switches between organizations, and each shows its own", async () => {
  const house = await found("first-house", ["Lighthouse"]);
  await house.person.client.organizations.create({ name: "Second house", slug: "second-house" });
  const page = await open(house, "services");
  await page.getByText("Lighthouse").first().waitFor();
  await page.getByRole("button", { name: "first-house" }).click();
  await page
    .getByRole("menuitem", { name: "Second house" })
    .or(page.getByRole("menuitemradio", { name: "Second house" }))
    .click();
  await page.getByText("No services yet").waitFor();
  await expect.poll(() => page.getByText("Lighthouse").count()).toBe(0);
});

test("whose session ends is told so, signs in again, and goes on with what they were writing", async () => {
  const house = await found("ended", ["API"]);
  const { id } = await house.person.client.incidents.create({
    organization: "ended",
    title: "API is slow",
    status: "investigating",
    message: "We look.",
  });
  const page = await open(house, `incidents/${id}`);
  await page.getByRole("textbox", { name: "Message" }).fill("Half a thought");
  await page.getByText("Connection: Live").waitFor({ state: "attached" });
  const headers = { "content-type": "application/json", cookie: house.person.cookie, origin: fanal.url };
  const signedOut = await fetch(`${fanal.url}/api/auth/sign-out`, { method: "POST", headers, body: "{}" });
  expect(signedOut.status).toBe(200);
  await page.getByRole("alert").getByText("Your session ended.").waitFor();
  await page.getByRole("alert").getByRole("link", { name: "Sign in" }).click();
  await page.getByLabel("E-mail").fill(house.person.email);
  await page.getByLabel("Password", { exact: true }).fill(house.person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**/incidents/${id}`);
  expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("Half a thought");
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByText("Update live on 1 page.").waitFor();
});

test("who is not signed in comes back to where they wanted to go, and leaves nothing behind", async () => {
  const house = await found("return", ["API"]);
  const page = await openWindow(browser);
  await page.goto(`${fanal.url}/app/return/incidents`);
  await page.waitForURL("**/sign-in?**");
  await page.getByLabel("E-mail").fill(house.person.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("do not match").waitFor();
  await page.getByLabel("Password", { exact: true }).fill(house.person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/app/return/incidents");
  const signOut = async () => {
    await page.getByRole("button", { name: "Mara Ilves" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  await page.route("**/api/auth/sign-out", answerUnavailable);
  await signOut();
  await page.getByText("You are still signed in.").waitFor();
  await page.unroute("**/api/auth/sign-out");
  await signOut();
  await page.waitForURL("**/sign-in**");
  await page.goto(`${fanal.url}/app/return/services`);
  await page.waitForURL("**/sign-in?**");
});

test("of a long list only what is in view is drawn: keys reach every row, and the focus stays where it is", async () => {
  const names = Array.from({ length: 120 }, (_, index) => `Service ${index + 1}`);
  const house = await foundHouse(fanal, "many", names);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/many/services`);
  const list = page.getByRole("list", { name: "Services" });
  const row = (name: string) => list.getByRole("group", { name: `${name}, operational`, exact: true });
  const hasFocus = (name: string) => row(name).evaluate((element) => element === document.activeElement);
  await row("Service 1").waitFor();
  expect(await list.getByRole("group").count()).toBeLessThan(60);
  for (let step = 0; step < 60; step++) await page.keyboard.press("j");
  await expect.poll(() => hasFocus("Service 60")).toBe(true);
  await list.evaluate((element) => element.parentElement?.scrollTo(0, 0));
  await row("Service 1").waitFor();
  await expect.poll(() => row("Service 40").count()).toBe(0);
  expect(await hasFocus("Service 60")).toBe(true);
  await page.keyboard.press("j");
  await expect.poll(() => hasFocus("Service 61")).toBe(true);
  expect(await row("Service 61").evaluate((element) => element.closest("li")?.ariaPosInSet)).toBe("61");

  await page.keyboard.press("/");
  await page.getByRole("searchbox", { name: "Filter services" }).press("ControlOrMeta+k");
  await page.getByRole("dialog").getByPlaceholder("Search or do…").fill("service 97");
  await page.getByRole("option", { name: "Service 97", exact: true }).waitFor();
  await expect.poll(() => page.getByRole("option").first().textContent()).toContain("Service 97");
  await page.context().close();
});
