import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, openAs, openUntil, openWindow, published } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** An incident that is over. */
async function resolved(organization: string): Promise<House & { incidentId: string }> {
  const house = await foundHouse(fanal, organization, ["API"]);
  const { client } = house.person;
  const { id: incidentId } = await client.incidents.create({
    organization,
    title: "API was slow",
    message: "We look.",
  });
  await client.incidents.postUpdate({ organization, incidentId, status: "resolved", message: "Over." });
  await published(fanal, organization, "API was slow");
  return { ...house, incidentId };
}

async function open({ person, organization, incidentId }: House & { incidentId: string }): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/incidents/${incidentId}`);
  return page;
}

test("a postmortem is kept while it is written, previewed, published on the incident's page, and taken back", async () => {
  const house = await resolved("learned");
  const { incidentId } = house;
  const { client } = house.person;
  const postmortem = async () =>
    (await client.incidents.get({ organization: "learned", incidentId })).postmortem;
  const page = await open(house);
  await page.getByRole("button", { name: "Write postmortem" }).click();
  await page.getByRole("textbox", { name: "Text" }).waitFor();
  await page.keyboard.type("A **disk** was full.");
  await expect.poll(postmortem).toMatchObject({ draft: "A **disk** was full.", message: null });
  await page.reload();
  const text = page.getByRole("textbox", { name: "Text" });
  await expect.poll(() => text.inputValue()).toBe("A **disk** was full.");

  const visitor = await openWindow(browser);
  const address = `${fanal.url}/status/learned/incidents/${incidentId}`;
  await visitor.goto(address);
  await visitor.getByText("API was slow").first().waitFor();
  expect(await visitor.getByText("was full").count()).toBe(0);

  const section = page.getByRole("region", { name: "Postmortem" });
  await section.getByRole("button", { name: "Preview" }).click();
  await section.locator("strong", { hasText: "disk" }).waitFor();
  await section.getByRole("button", { name: "Write" }).click();
  // Faster than it is saved by itself.
  await text.fill("A **disk** was full. We watch it now.");
  await section.getByRole("button", { name: "Publish postmortem" }).click();
  await page.getByText("Postmortem published.").waitFor();
  expect(await postmortem()).toMatchObject({ message: "A **disk** was full. We watch it now." });
  await openUntil(visitor, address, visitor.getByText("We watch it now."));

  await section.getByRole("button", { name: "Revert to draft…" }).click();
  await page.getByText("It leaves the incident's page at once.").waitFor();
  await page.getByRole("button", { name: "Revert to draft", exact: true }).click();
  await page.getByText("Postmortem taken back.").waitFor();
  expect(await postmortem()).toMatchObject({ draft: "A **disk** was full. We watch it now.", message: null });
  await expect
    .poll(async () => {
      await visitor.goto(address);
      return visitor.getByText("We watch it now.").count();
    })
    .toBe(0);
});

test("what is changed in a published postmortem stays a draft until it is published again", async () => {
  const house = await resolved("again");
  const { incidentId } = house;
  const { client } = house.person;
  await client.incidents.writePostmortem({ organization: "again", incidentId, draft: "A disk was full." });
  await client.incidents.publishPostmortem({ organization: "again", incidentId });
  const page = await open(house);
  const section = page.getByRole("region", { name: "Postmortem" });
  await section.getByRole("button", { name: "Edit postmortem" }).click();
  await section.getByRole("textbox", { name: "Text" }).fill("Two disks were full.");
  await expect
    .poll(async () => (await client.incidents.get({ organization: "again", incidentId })).postmortem)
    .toMatchObject({ draft: "Two disks were full.", message: "A disk was full." });
  await section.getByRole("button", { name: "Close" }).click();
  await section.getByText("not all of the draft is public").waitFor();
  await section.getByText("A disk was full.").waitFor();
});
