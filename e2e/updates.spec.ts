import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  foundHouse,
  type House,
  idOf,
  openAs,
  openDeclare,
  openWindow,
  published,
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

/** An incident of the API, with an update for each further message. */
async function told(organization: string, ...messages: string[]): Promise<House & { incidentId: string }> {
  const house = await foundHouse(fanal, organization, ["API", "Search"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "API is slow",
    message: "We look.",
    services: [{ serviceId: idOf(house, "API"), status: "degraded_performance" }],
  });
  for (const message of messages)
    await client.incidents.postUpdate({ organization, incidentId, status: "identified", message });
  await published(fanal, organization, "API is slow");
  return { ...house, incidentId };
}

async function open({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

test("the text of an update is corrected in its place, and visitors read the new one", async () => {
  const house = await told("corrected", "A disc is ful.");
  const page = await open(house, `incidents/${house.incidentId}`);
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/corrected`);
  await visitor.getByText("A disc is ful.").first().waitFor();
  const story = page.getByRole("list", { name: "Updates" });
  await story.getByRole("button", { name: "More actions for this update" }).first().click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  const text = page.getByLabel("Text of the update");
  await text.fill("");
  await text.press("ControlOrMeta+Enter");
  await page.getByText("Write something here.").waitFor();
  await text.fill("A **disk** is full.");
  await text.press("ControlOrMeta+Enter");
  await story.locator("strong", { hasText: "disk" }).waitFor();
  await story.getByText("edited").waitFor();
  await visitor.locator("strong", { hasText: "disk" }).first().waitFor();
});

test("an update is deleted, comes back by undo, and the last one cannot be deleted", async () => {
  const house = await told("deleted", "Sent by mistake.");
  const { client } = house.person;
  const page = await open(house, `incidents/${house.incidentId}`);
  const visitor = await openWindow(browser);
  await visitor.goto(`${fanal.url}/status/deleted`);
  await visitor.getByText("Sent by mistake.").first().waitFor();
  const story = page.getByRole("list", { name: "Updates" });
  const remove = async () => {
    await story.getByRole("button", { name: "More actions for this update" }).first().click();
    await page.getByRole("menuitem", { name: "Delete update" }).click();
    await story.getByText("Sent by mistake.").waitFor({ state: "detached" });
    await visitor.getByText("Sent by mistake.").first().waitFor({ state: "detached" });
  };
  await remove();
  await page.getByRole("button", { name: "Undo" }).click();
  await story.getByText("Sent by mistake.").waitFor();
  await visitor.getByText("Sent by mistake.").first().waitFor();
  await remove();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await page.getByRole("button", { name: "Undo" }).waitFor({ state: "detached" });
  await story.getByText("Sent by mistake.").waitFor();
  await visitor.getByText("Sent by mistake.").first().waitFor();
  await remove();
  await story.locator("button:focus").waitFor();
  expect(await client.incidents.get({ organization: "deleted", incidentId: house.incidentId })).toMatchObject(
    { status: "identified", updates: [{ message: "We look." }] },
  );
  await story.getByRole("button", { name: "More actions for this update" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).waitFor();
  expect(await page.getByRole("menuitem", { name: "Delete update" }).count()).toBe(0);
});

test("a long text is folded, and so is a long story", async () => {
  const lines = Array.from({ length: 20 }, (_, index) => `- line ${index}`).join("\n");
  const messages = Array.from({ length: 40 }, (_, index) => `Update ${index + 1}.`);
  const house = await told("folded", ...messages, lines);
  const page = await open(house, `incidents/${house.incidentId}`);
  const story = page.getByRole("list", { name: "Updates" });
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("button", { name: "Show all" }).waitFor({ state: "detached" });
  expect(await story.getByText("We look.").count()).toBe(0);
  await page.getByRole("button", { name: "Show 32 earlier" }).click();
  await story.getByText("We look.").waitFor();
});

test("who declares a second incident of one service is led to the first", async () => {
  const house = await told("second");
  const page = await open(house, "services");
  const dialog = await openDeclare(page);
  await dialog.getByLabel("Title").fill("The API again");
  await page.keyboard.press("Tab");
  await page.keyboard.type("API");
  await takeOffered(page, "API");
  await dialog.getByText("API already has an open incident: “API is slow”.").waitFor();
  await dialog.getByRole("link", { name: "Add an update instead" }).click();
  await page.waitForURL(`**/incidents/${house.incidentId}`);
  await page.getByText("Draft kept.").waitFor();
});

test("the incident's own page is one click away", async () => {
  const house = await told("linked");
  const page = await open(house, `incidents/${house.incidentId}`);
  const link = page.getByRole("complementary", { name: "Details" }).getByRole("link", { name: /^linked/ });
  const [visitor] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
  await visitor.getByRole("heading", { name: "API is slow" }).first().waitFor();
  expect(new URL(visitor.url()).pathname).toBe(`/status/linked/incidents/${house.incidentId}`);
});
