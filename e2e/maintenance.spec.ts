import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  chooseService,
  desktop,
  foundHouse,
  type House,
  idOf,
  isTooWide,
  openAs,
  openWindow,
  phone,
} from "./support/dashboard.ts";
import {
  addDays,
  chooseZone,
  fillWindow,
  messageField,
  postUpdate,
  schedule,
  titleField,
  utcIn,
} from "./support/maintenance.ts";

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

async function open(
  { person, organization }: House,
  view: string,
  options?: BrowserContextOptions,
): Promise<Page> {
  const page = await openAs(browser, fanal.url, person, options);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

test("a maintenance is scheduled, read on three clocks before, and told to visitors", async () => {
  const house = await found("schedule", ["API", "Search"]);
  const page = await open(house, "services", { ...desktop, timezoneId: "America/New_York" });
  await page.getByRole("list", { name: "Services" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await page.getByText("No maintenance planned").waitFor();
  await page.getByRole("button", { name: "Schedule maintenance" }).first().click();

  await titleField(page).fill("Database upgrade");
  await messageField(page).fill("Writing is **not possible** for some minutes.");
  await chooseService(page, "Search", "Sear");
  const day = addDays(utcIn(0).slice(0, 10), 3);
  await fillWindow(page, `${day}T20:00`, `${day}T22:30`);
  // Browsers differ in what they call it.
  const india = /Asia\/(Calcutta|Kolkata)/;
  await chooseZone(page, "kolk", india);

  const clocks = page.getByRole("table", { name: "The window on three clocks" });
  const clock = async (whose: string | RegExp) =>
    (await clocks.getByRole("row", { name: whose }).textContent()) ?? "";
  await expect.poll(() => clock(/^schedule, UTC/)).toContain("14:30–17:00");
  expect(await clock(/^You/)).toMatch(/(09:30–12:00|10:30–13:00)UTC−0[45]:00/);
  expect(await clock(india)).toContain("20:00–22:30UTC+05:30");
  await page.getByText("Lasts 2 h 30 min").waitFor();

  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Database upgrade scheduled.").waitFor();
  await page.getByRole("heading", { name: "Database upgrade", level: 2 }).waitFor();
  const { items } = await house.person.client.maintenances.list({ organization: "schedule" });
  expect(items).toMatchObject([
    {
      title: "Database upgrade",
      status: "scheduled",
      serviceIds: [idOf(house, "Search")],
      startsAt: `${day}T14:30:00.000Z`,
      endsAt: `${day}T17:00:00.000Z`,
    },
  ]);
  const visitor = await openWindow(browser, phone);
  await visitor.goto(`${fanal.url}/status/schedule`);
  await visitor.getByText("Database upgrade").first().waitFor();
});

test("what is wrong is said at its field, and the first wrong field gets the focus", async () => {
  const page = await open(await found("wrong", ["API"]), "maintenances/new");
  const focused = () => page.locator(":focus").getAttribute("aria-label");
  await titleField(page).focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Give it a title: what is worked on?").waitFor();
  await page.getByText("Write what is done, and what people will notice.").waitFor();
  await expect.poll(focused).toBe("Title");

  await titleField(page).fill("Upgrade");
  await messageField(page).fill("Nothing to notice.");
  const day = addDays(utcIn(0).slice(0, 10), 3);
  await fillWindow(page, `${day}T03:00`, `${day}T02:00`);
  await page.getByText("Ends before it starts: 02:00 is 1 hour before 03:00.").waitFor();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(focused).toBe("End date");

  const past = addDays(utcIn(0).slice(0, 10), -3);
  await fillWindow(page, `${past}T02:00`, `${past}T03:00`);
  await page.getByText("This window ended").waitFor();
  await page.getByRole("radio", { name: "Already over" }).click();
  await fillWindow(page, `${past}T02:00`, `${past}T03:00`);
  await page.getByRole("button", { name: "Record maintenance" }).click();
  await page.getByText("Upgrade recorded.").waitFor();
  await page.getByText("Took 1 h.").waitFor();
  await page.getByRole("link", { name: "Maintenance", exact: true }).last().click();
  await page.getByRole("link", { name: "Past" }).click();
  await page.getByRole("list", { name: "Maintenance" }).getByText("Upgrade").waitFor();
});

test("what was begun is kept until it is scheduled or discarded", async () => {
  const page = await open(await found("draft", ["API"]), "maintenances/new");
  await titleField(page).fill("Half a thought");
  await page.reload();
  await expect.poll(() => titleField(page).inputValue()).toBe("Half a thought");
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.reload();
  await expect.poll(() => titleField(page).inputValue()).toBe("");
});

test("an overlap is pointed out and forbids nothing", async () => {
  const house = await found("overlap", ["API"]);
  await schedule(house, { title: "New load balancer", serviceIds: [idOf(house, "API")] });
  const page = await open(house, `maintenances/new?service=${idOf(house, "API")}`);
  await titleField(page).fill("Certificates");
  await messageField(page).fill("Nothing to notice.");
  await fillWindow(page, utcIn(90), utcIn(120));
  const overlaps = page.getByRole("region", { name: "Overlaps" });
  await overlaps.getByRole("link", { name: "New load balancer" }).waitFor();
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Certificates scheduled.").waitFor();
  await page.goto(`${fanal.url}/app/overlap/maintenances`);
  await expect.poll(() => page.getByText("Overlaps 1").count()).toBe(2);
});

test("a window starts and ends by itself, and open pages show it without a reload", {
  timeout: 150_000,
}, async () => {
  const house = await found("by-itself", ["API"]);
  const visitor = await openWindow(browser, phone);
  await visitor.goto(`${fanal.url}/status/by-itself`);
  await visitor.getByRole("heading", { name: "All Systems Operational" }).waitFor();
  const { id } = await schedule(house, {
    serviceIds: [idOf(house, "API")],
    localStart: utcIn(0),
    localEnd: utcIn(1),
  });
  const page = await open(house, `maintenances/${id}`);
  await page.getByText("In progress for").waitFor({ timeout: 20_000 });
  await visitor.getByRole("heading", { name: "Service Under Maintenance" }).waitFor({ timeout: 20_000 });
  await page.getByText("Took").waitFor({ timeout: 80_000 });
  await visitor.getByRole("heading", { name: "All Systems Operational" }).waitFor({ timeout: 20_000 });
});

test("the work is started early, extended, verified and finished early", async () => {
  const house = await found("early", ["API"]);
  const { id } = await schedule(house, { serviceIds: [idOf(house, "API")] });
  const page = await open(house, `maintenances/${id}`);
  await page.getByText("Starts in").waitFor();
  await postUpdate(page, "In progress");
  await page.getByText("Database upgrade is in progress.").waitFor();
  await page.getByRole("list", { name: "Updates" }).getByText("The work has begun.").waitFor();

  const services = await open(house, "services");
  await services.getByRole("button", { name: "Status of API: Under maintenance" }).click();
  await services.getByRole("menuitem", { name: "Set by a maintenance: Database upgrade" }).click();
  await services.getByRole("heading", { name: "Database upgrade", level: 2 }).waitFor();
  await services.getByText("1 in progress").waitFor({ state: "attached" });

  const { client } = house.person;
  const read = () => client.maintenances.get({ organization: "early", maintenanceId: id });
  const before = await read();
  await page.getByRole("button", { name: "Extend" }).click();
  await page.getByRole("menuitem", { name: "By 30 minutes" }).click();
  await expect
    .poll(async () => Date.parse((await read()).endsAt) - Date.parse(before.endsAt))
    .toBe(30 * 60_000);

  await page.getByRole("button", { name: "Extend" }).click();
  await page.getByRole("menuitem", { name: "Until…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Ends").fill(addDays(before.localEnd.slice(0, 10), -2));
  await dialog.getByRole("button", { name: "Change end" }).click();
  await dialog.getByText("Ends before it starts").waitFor();
  await dialog.getByLabel("Ends").fill(addDays(before.localEnd.slice(0, 10), 1));
  await dialog.getByRole("button", { name: "Change end" }).click();
  await expect
    .poll(async () => (await read()).localEnd.slice(0, 10))
    .toBe(addDays(before.localEnd.slice(0, 10), 1));

  await postUpdate(page, "Verifying", "All rows are copied.");
  await page.getByRole("list", { name: "Updates" }).getByText("All rows are copied.").waitFor();
  await postUpdate(page, "Completed");
  await page.getByText("Database upgrade completed.").waitFor();
  await services.goto(`${fanal.url}/app/early/services`);
  await services.getByRole("button", { name: "Status of API: Operational" }).waitFor();
});

test("a maintenance is called off, and planned again", async () => {
  const house = await found("cancel", ["API"]);
  const { id } = await schedule(house);
  const page = await open(house, `maintenances/${id}`);
  await postUpdate(page, "Canceled", "The vendor is late.");
  await page.getByText("Database upgrade canceled.").waitFor();
  await page.getByText("It did not take place.").waitFor();
  await postUpdate(page, "Scheduled");
  await page.getByText("Starts in").waitFor();
});

test("a maintenance is moved to another night", async () => {
  const house = await found("reschedule", ["API"]);
  const { id } = await schedule(house);
  const page = await open(house, `maintenances/${id}`);
  await page.getByText("Starts in").waitFor();
  await page.keyboard.press("e");
  const day = addDays(utcIn(0).slice(0, 10), 5);
  await page.getByLabel("Start date").fill(day);
  await page.getByLabel("Start time").fill("01:00");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Database upgrade changed.").waitFor();
  const moved = await house.person.client.maintenances.get({
    organization: "reschedule",
    maintenanceId: id,
  });
  expect([moved.localStart, moved.localEnd]).toEqual([`${day}T01:00`, `${day}T03:00`]);
});

test("an update is corrected, deleted, and comes back by undo", async () => {
  const house = await found("correct", ["API"]);
  const { id } = await schedule(house);
  const page = await open(house, `maintenances/${id}`);
  await messageField(page).fill("It takes twi hours.");
  await page.keyboard.press("ControlOrMeta+Enter");
  const updates = page.getByRole("list", { name: "Updates" }).getByRole("listitem");
  await expect.poll(() => updates.count()).toBe(2);
  // By the name that the server knows it is seen that the update is there.
  await updates.first().getByText("Mara Ilves").waitFor();
  const menu = updates.first().getByRole("button", { name: "More actions for this update" });
  await menu.click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  await page.getByRole("textbox", { name: "Text of the update" }).fill("It takes two hours.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Update corrected.").waitFor();
  await updates.first().getByText("It takes two hours.").waitFor();
  await updates.first().getByText("edited").waitFor();
  await menu.click();
  await page.getByRole("menuitem", { name: "Delete update" }).click();
  await page.getByText("Update deleted.").waitFor();
  await expect.poll(() => updates.count()).toBe(1);
  const stored = async () => {
    const one = { organization: "correct", maintenanceId: id };
    return (await house.person.client.maintenances.get(one)).updates.length;
  };
  expect(await stored()).toBe(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await updates.first().getByText("It takes two hours.").waitFor();
  await expect.poll(stored).toBe(2);
});

test("a deleted maintenance comes back by undo", async () => {
  const house = await found("take-back", ["API"]);
  const { id } = await schedule(house);
  const page = await open(house, `maintenances/${id}`);
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete maintenance" }).click();
  await page.getByText("Database upgrade deleted.").waitFor();
  await page.getByText("No maintenance planned").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { name: "Database upgrade", level: 2 }).waitFor();
});

test("who saves on top of somebody else's change is asked whose shall be", async () => {
  const house = await found("both", ["API"]);
  const { id } = await schedule(house);
  const change = (change: { title: string }) =>
    house.person.client.maintenances.update({ organization: "both", maintenanceId: id, ...change });
  const page = await open(house, `maintenances/${id}/edit`);
  await titleField(page).fill("Mine");
  await change({ title: "Theirs" });
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Not saved. What you wrote is kept.").waitFor();
  expect(await titleField(page).inputValue()).toBe("Mine");
  await page.getByRole("button", { name: "Keep theirs" }).click();
  await expect.poll(() => titleField(page).inputValue()).toBe("Theirs");

  await titleField(page).fill("Mine");
  await change({ title: "Theirs again" });
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("button", { name: "Use mine" }).click();
  await page.getByRole("heading", { name: "Mine", level: 2 }).waitFor();
});

test("the list is worked on without a pointer, and on a phone nothing is too wide", async () => {
  const house = await found("keys", ["API"]);
  await schedule(house, { title: "First of all" });
  await schedule(house, { title: "Second", localStart: utcIn(120), localEnd: utcIn(240) });
  const page = await open(house, "maintenances");
  await page.getByText("First of all").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Second", level: 2 }).waitFor();
  const onPhone = await open(house, "maintenances", phone);
  for (const view of ["maintenances", "maintenances/new", new URL(page.url()).pathname.split("/keys/")[1]]) {
    await onPhone.goto(`${fanal.url}/app/keys/${view}`);
    await onPhone.getByRole("heading").first().waitFor();
    expect(await isTooWide(onPhone), view).toBe(false);
  }
});

test("who may only read sees a maintenance, and nothing that they may not do", async () => {
  const house = await found("onlooker", ["API"]);
  const { id } = await schedule(house);
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query(
    "update auth.member set role = 'viewer' where organization_id = (select id from auth.organization where slug = 'onlooker')",
  );
  await database.end();
  const page = await open(house, "maintenances");
  await page.getByRole("link", { name: "Database upgrade" }).waitFor();
  expect(await page.getByRole("button", { name: "Schedule maintenance" }).count()).toBe(0);
  await page.goto(`${fanal.url}/app/onlooker/maintenances/${id}`);
  await page.getByText("Starts in").waitFor();
  await page.keyboard.press("e");
  for (const name of ["Extend", "Edit or reschedule", "More actions", "More actions for this update"])
    expect(await page.getByRole("button", { name }).count(), name).toBe(0);
  expect(await page.getByRole("textbox").count()).toBe(0);
  for (const view of ["new", `${id}/edit`]) {
    await page.goto(`${fanal.url}/app/onlooker/maintenances/${view}`);
    await page.getByText("There is nothing at this address").waitFor();
  }
});
