import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, inject, test } from "vitest";
import { answerUnavailable, foundHouse, type House, idOf, openAs } from "./support/dashboard.ts";
import { schedule } from "./support/maintenance.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

async function open({ person, organization }: House, view = ""): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}${view}`);
  return page;
}

test("the overview tells what visitors read, what is open and what is planned, as it happens", async () => {
  const house = await foundHouse(fanal, "overview", ["API", "Search"]);
  const { client } = house.person;
  const organization = "overview";
  const page = await open(house, "/services");
  await page.getByRole("list", { name: "Services" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  const section = (name: string) => page.getByRole("region", { name });
  await section("Status pages").getByText("All Systems Operational").waitFor();
  await section("Open incidents").getByText("Nothing is broken.").waitFor();
  await section("Maintenance, next 7 days").getByText("Nothing is planned.").waitFor();

  await client.incidents.create({
    organization,
    title: "API is slow",
    message: "We look.",
    services: [{ serviceId: idOf(house, "API"), status: "partial_outage" }],
  });
  await section("Open incidents").getByRole("link", { name: "API is slow" }).getByText("ago").waitFor();
  await section("Status pages").getByText("Minor Service Outage").waitFor();
  await section("Status pages").getByText("1 of 2 services affected: API").waitFor();
  await section("Status pages").getByText("this month").waitFor();
  await section("Activity")
    .getByRole("listitem")
    .first()
    .getByText("declared incident API is slow")
    .waitFor();

  await schedule(house);
  await section("Maintenance, next 7 days").getByRole("link", { name: "Database upgrade" }).waitFor();

  const [statusPage] = await client.statusPages.list({ organization });
  await client.announcements.create({
    organization,
    pageId: statusPage?.id ?? "",
    title: "We move on Sunday",
  });
  await section("Announcements").getByText("We move on Sunday").waitFor();

  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "API is slow" }).first().waitFor();
});

test("an update that was promised and did not come is said loudly", async () => {
  const house = await foundHouse(fanal, "late", ["API"]);
  await house.person.client.incidents.create({
    organization: "late",
    title: "API is slow",
    message: "We look.",
    nextUpdateAt: new Date(Date.now() + 60_000).toISOString(),
  });
  // Nobody waits for a promise to pass in a test.
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query("update incidents set next_update_at = now() - interval '6 minutes'");
  await database.end();
  const page = await open(house);
  const late = page.getByRole("list", { name: "Late updates" });
  await late.getByText("6 min ago").waitFor();
  await late.getByRole("link", { name: "API is slow" }).click();
  await page.getByRole("heading", { name: "API is slow" }).first().waitFor();
});

test("before there is a service, the overview says what to do first", async () => {
  const page = await open(await foundHouse(fanal, "nothing", []));
  await page.getByRole("link", { name: "Name your services" }).click();
  await page.getByText("What would your users miss first?").waitFor();
});

test("what cannot be loaded is said, and the rest is shown once the server answers", async () => {
  const house = await foundHouse(fanal, "away", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.route("**/incidents?**", answerUnavailable);
  const held = Promise.withResolvers<void>();
  await page.route("**/events?**", (route) => held.promise.then(() => answerUnavailable(route)));
  await page.goto(`${fanal.url}/app/away`);
  await page.getByRole("button", { name: "Retry" }).waitFor({ timeout: 20_000 });
  // The rest does not wait for it.
  const activity = page.getByRole("region", { name: "Activity" });
  await activity.getByRole("status", { name: "Loading the activity" }).waitFor();
  held.resolve();
  await activity.getByText("Not known for now.").waitFor({ timeout: 20_000 });
  // What is not known is no good news.
  const incidents = page.getByRole("region", { name: "Open incidents" });
  await incidents.getByText("Not known for now.").waitFor();
  await page.unroute("**/incidents?**");
  await page.unroute("**/events?**");
  await page.getByRole("button", { name: "Retry" }).click();
  await incidents.getByText("Nothing is broken.").waitFor();
  await activity.getByRole("listitem").first().waitFor();
  await page.getByRole("button", { name: "Retry" }).waitFor({ state: "detached" });
});
