import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  chooseService,
  foundHouse,
  type House,
  idOf,
  openAs,
  openDeclare,
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

/** Two templates; the first by name says that deliveries are late. */
async function withTemplates(organization: string): Promise<House> {
  const house = await foundHouse(fanal, organization, ["API", "Webhooks"]);
  const { client } = house.person;
  await client.incidentTemplates.create({
    organization,
    name: "Late deliveries",
    title: "{{service}} deliveries are late",
    message: "Deliveries of {{services}} arrive late. {{organization}} looks for the cause.",
    status: "identified",
    services: [{ serviceId: idOf(house, "Webhooks"), status: "partial_outage" }],
  });
  await client.incidentTemplates.create({
    organization,
    name: "Provider outage",
    title: "{{service}} cannot be reached",
    message: "A provider has an outage. {{service}} is affected.",
    impact: "critical",
  });
  return house;
}

test("a template is written, changed, deleted and brought back", async () => {
  const house = await foundHouse(fanal, "writes", ["API"]);
  const { client } = house.person;
  const list = () => client.incidentTemplates.list({ organization: "writes" });
  const page = await open(house, "services");
  await page.getByRole("main").getByRole("list").first().waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.getByText("Write the next outage now, while it is quiet.").waitFor();
  await page.getByRole("main").getByRole("button", { name: "New template" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create template" }).click();
  await dialog.getByText("Give it a name that you find it by.").waitFor();
  await dialog.getByLabel("Name", { exact: true }).fill("Slow answers");
  await dialog.getByLabel("Title").fill("{{service}} answers slowly");
  await dialog.getByLabel("Message").fill("Affected: ");
  await dialog.getByRole("button", { name: "{{services}}" }).click();
  await chooseService(page, "API");
  // What the server made can be edited at once, before the list is read anew.
  await page.route("**/incident-templates", (route) =>
    route.request().method() === "GET" ? route.abort() : route.continue(),
  );
  await dialog.getByRole("button", { name: "Create template" }).click();
  await page.getByText("Slow answers created.").waitFor();
  expect(await list()).toMatchObject([
    {
      name: "Slow answers",
      message: "Affected: {{services}}",
      services: [{ serviceId: idOf(house, "API") }],
    },
  ]);

  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await dialog.getByLabel("Name", { exact: true }).fill("Slow API");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Slow API saved.").waitFor();
  await page.unroute("**/incident-templates");

  await page.getByRole("button", { name: "More actions for Slow API" }).click();
  await page.getByRole("menuitem", { name: "Delete template" }).click();
  await page.getByText("Slow API deleted.").waitFor();
  await page.getByText("No templates yet").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("list", { name: "Templates" }).getByText("Slow API").waitFor();
  await expect.poll(list).toMatchObject([{ name: "Slow API", message: "Affected: {{services}}" }]);
});

test("an update is filled from a template with two keys", async () => {
  const house = await withTemplates("two-keys");
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization: "two-keys",
    title: "Something is wrong",
    message: "We look.",
    services: [{ serviceId: idOf(house, "API"), status: "degraded_performance" }],
  });
  const page = await open(house, `incidents/${incidentId}`);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.waitFor();
  await page.keyboard.press("u");
  await page.keyboard.press("/");
  await takeOffered(page, "Late deliveries");
  await expect
    .poll(() => message.inputValue())
    .toBe("Deliveries of API, Webhooks arrive late. two-keys looks for the cause.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Update live on 1 page.").waitFor();
  expect(await client.incidents.get({ organization: "two-keys", incidentId })).toMatchObject({
    status: "identified",
    services: expect.arrayContaining([
      { serviceId: idOf(house, "Webhooks"), status: "partial_outage" },
      { serviceId: idOf(house, "API"), status: "degraded_performance" },
    ]),
  });
});

test("templates are found by typing, and a slash can still be written", async () => {
  const house = await withTemplates("typing");
  const { id } = await house.person.client.incidents.create({
    organization: "typing",
    title: "Something is wrong",
    message: "We look.",
  });
  const page = await open(house, `incidents/${id}`);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.press("/");
  await page.getByRole("option", { name: "Late deliveries" }).waitFor();
  await page.keyboard.type("prov");
  await page.getByRole("option", { name: "Late deliveries" }).waitFor({ state: "detached" });
  // However it closes, the next key belongs to the text already.
  await page.keyboard.press("Escape");
  await page.keyboard.type("Half");
  await expect.poll(() => message.inputValue()).toBe("Half");
  await message.fill("");
  await message.press("/");
  await page.getByRole("option", { name: "Late deliveries" }).waitFor();
  await page.keyboard.type("/v2 is slow");
  await expect.poll(() => message.inputValue()).toBe("/v2 is slow");
  await message.fill("");
  await message.press("/");
  await page.getByRole("option", { name: "Provider outage" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await takeOffered(page, "Provider outage");
  await page.keyboard.type(" We look.");
  await expect.poll(() => message.inputValue()).toMatch(/ is affected\. We look\.$/);
});

test("an incident is declared from a template, and what it left open is filled once a service is chosen", async () => {
  const house = await withTemplates("declared");
  const page = await open(house, "services");
  const dialog = await openDeclare(page);
  // The title has the focus: two keys, wherever one is.
  await dialog.getByLabel("Title").press("/");
  await page.keyboard.type("prov");
  await page.getByRole("option", { name: "Late deliveries" }).waitFor({ state: "detached" });
  await takeOffered(page, "Provider outage");
  const title = dialog.getByLabel("Title");
  await expect.poll(() => title.inputValue()).toBe("{{service}} cannot be reached");
  expect(await title.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.press("ControlOrMeta+Enter");
  await dialog.getByText("{{service}} is not filled in yet.").first().waitFor();
  await chooseService(page, "API");
  await expect.poll(() => title.inputValue()).toBe("API cannot be reached");
  await dialog.getByRole("button", { name: "Declare incident" }).click();
  await page.getByText("API cannot be reached declared.").waitFor();
  const { items } = await house.person.client.incidents.list({ organization: "declared" });
  expect(items).toMatchObject([
    { impactOverride: "critical", latestUpdate: { message: "A provider has an outage. API is affected." } },
  ]);
});

test("a title may begin with a slash, and a message asks for templates, too", async () => {
  const house = await withTemplates("slashes");
  const page = await open(house, "services");
  const dialog = await openDeclare(page);
  await dialog.getByLabel("Title").press("/");
  await page.getByRole("option", { name: "Late deliveries" }).waitFor();
  await page.keyboard.type("/");
  const title = dialog.getByLabel("Title");
  await expect.poll(() => title.inputValue()).toBe("/");
  await page.keyboard.type("v2 is slow");
  await expect.poll(() => title.inputValue()).toBe("/v2 is slow");
  await dialog.getByLabel("Message").press("/");
  await page.getByRole("option", { name: "Late deliveries" }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => dialog.getByLabel("Message").inputValue()).toContain("arrive late");
  expect(await title.inputValue()).toBe("/v2 is slow");
});
