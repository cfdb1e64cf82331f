import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, openAs } from "./support/dashboard.ts";
import {
  addDays,
  chooseZone,
  fillWindow,
  messageField,
  nextClockChange,
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

const zone = "Europe/Berlin";

async function open({ person, organization }: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${organization}/${view}`);
  return page;
}

/** A house with a maintenance that repeats every week from three days on, in UTC. */
async function foundWeekly(organization: string) {
  const house = await foundHouse(fanal, organization, ["API"]);
  const day = addDays(utcIn(0).slice(0, 10), 3);
  const first = await schedule(house, {
    title: "Backup test",
    localStart: `${day}T02:00`,
    localEnd: `${day}T03:00`,
    rrule: "FREQ=WEEKLY",
  });
  const listed = async () => {
    const { items } = await house.person.client.maintenances.list({ organization, limit: 5 });
    return items;
  };
  return { house, first, day, listed };
}

test("every week across a change of the clocks stays at its hour, and the change is marked in words", async () => {
  const house = await foundHouse(fanal, "clocks", ["API"]);
  const change = nextClockChange(zone);
  const start = addDays(change, -10);
  const page = await open(house, "maintenances/new");
  await titleField(page).fill("Backup test");
  await messageField(page).fill("Exports are slower.");
  await chooseZone(page, "berl", zone);
  await fillWindow(page, `${start}T22:00`, `${start}T23:00`);
  await page.getByRole("combobox", { name: "Repeats" }).click();
  await page.getByRole("option", { name: "weeks" }).click();

  const occurrences = page.getByRole("list", { name: "Next occurrences" }).getByRole("listitem");
  const marks = async () =>
    (await occurrences.allTextContents()).map((text) => ({
      isAtItsHour: text.includes("22:00–23:00"),
      isMarked: /after the clocks go (forward|back)/.test(text),
    }));
  await expect
    .poll(marks)
    .toEqual([false, false, true, false, false].map((isMarked) => ({ isAtItsHour: true, isMarked })));

  await page.getByRole("combobox", { name: "Ends" }).click();
  await page.getByRole("option", { name: "and ends after" }).click();
  await page.getByLabel("How many times").fill("3");
  await expect.poll(() => occurrences.count()).toBe(3);
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Backup test scheduled.").waitFor();
  await page.getByText(/Every week on \w+, 3 times/).waitFor();
  const { items } = await house.person.client.maintenances.list({ organization: "clocks" });
  expect(items.map(({ localStart }) => localStart)).toEqual(
    [0, 7, 14].map((days) => `${addDays(start, days)}T22:00`),
  );
  const hours = items.map(({ startsAt }) => startsAt.slice(11, 13));
  expect(new Set(hours).size).toBe(2);
});

test("a rule that nobody can follow is refused in words, and days of a month are offered by the start", async () => {
  const house = await foundHouse(fanal, "rules", ["API"]);
  const page = await open(house, "maintenances/new");
  await titleField(page).fill("Backup test");
  await messageField(page).fill("Exports are slower.");
  // A second Tuesday, far enough ahead for every year that this is read in.
  await fillWindow(page, "2031-01-14T02:00", "2031-01-14T03:00");
  await page.getByRole("combobox", { name: "Repeats" }).click();
  await page.getByRole("option", { name: "months" }).click();
  await page.getByRole("combobox", { name: "Day of the month" }).click();
  await page.getByRole("option", { name: "the 2nd Tuesday" }).click();
  const occurrences = page.getByRole("list", { name: "Next occurrences" });
  await occurrences.getByText("Tue 11 Feb 2031").waitFor();

  await page.getByRole("combobox", { name: "Repeats" }).click();
  await page.getByRole("option", { name: "By a rule" }).click();
  await page.getByRole("textbox", { name: "Rule" }).fill("FREQ=SOMETIMES");
  await page.getByRole("alert").first().waitFor();
  await page.getByRole("textbox", { name: "Rule" }).fill("");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByText("Write a rule such as FREQ=MONTHLY;BYDAY=2TU.").waitFor();
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("Rule");
});

test("one of those that repeat is changed on its own, and the others stay", async () => {
  const { house, day, listed } = await foundWeekly("only-this");
  const [, second] = await listed();
  const page = await open(house, `maintenances/${second?.id}/edit`);
  await titleField(page).fill("Backup test, longer");
  await page.getByLabel("End time").fill("05:00");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Only this one" }).click();
  await page.getByText("This one was changed on its own.").waitFor();
  expect((await listed()).slice(0, 3)).toMatchObject([
    { title: "Backup test", localEnd: `${day}T03:00` },
    { title: "Backup test, longer", localEnd: `${addDays(day, 7)}T05:00` },
    { title: "Backup test", localEnd: `${addDays(day, 14)}T03:00` },
  ]);
});

test("one and all that follow are changed, and those before stay", async () => {
  const { house, day, listed } = await foundWeekly("and-following");
  const [, second] = await listed();
  const page = await open(house, `maintenances/${second?.id}/edit`);
  await page.getByLabel("Start time").fill("04:00");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("dialog").getByRole("button", { name: "This and all following" }).click();
  await page.getByText("Backup test changed.").waitFor();
  expect((await listed()).slice(0, 4).map(({ localStart }) => localStart)).toEqual([
    `${day}T02:00`,
    `${addDays(day, 7)}T04:00`,
    `${addDays(day, 14)}T04:00`,
    `${addDays(day, 21)}T04:00`,
  ]);
});

test("of those that are counted, as many as are left move to another day of the week", async () => {
  const house = await foundHouse(fanal, "counted", ["API"]);
  const day = utcIn(60 * 24 * 3).slice(0, 10);
  const timing = { localStart: `${day}T02:00`, localEnd: `${day}T03:00`, timeZone: "UTC" };
  await schedule(house, { title: "Backup test", ...timing, rrule: "FREQ=WEEKLY;COUNT=4" });
  const listed = async () =>
    (await house.person.client.maintenances.list({ organization: "counted" })).items.map(({ localStart }) =>
      localStart.slice(0, 10),
    );
  const { items } = await house.person.client.maintenances.list({ organization: "counted" });
  const page = await open(house, `maintenances/${items[1]?.id}/edit`);
  await expect.poll(() => page.getByLabel("How many times").inputValue()).toBe("3");
  await page.getByLabel("Start date").fill(addDays(day, 8));
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("dialog").getByRole("button", { name: "This and all following" }).click();
  await page.getByText("Backup test changed.").waitFor();
  expect(await listed()).toEqual([0, 8, 15, 22].map((days) => addDays(day, days)));
});

test("of a series the next one stands in the list, and the others are a press away", async () => {
  const { house } = await foundWeekly("folded");
  await schedule(house, {
    title: "Once",
    localStart: utcIn(60 * 24 * 20),
    localEnd: utcIn(60 * 24 * 20 + 60),
  });
  const page = await open(house, "maintenances");
  const rows = page.getByRole("list", { name: "Maintenance" }).getByRole("link");
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByRole("button", { name: /Show \d+ more of Backup test/ }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(5);
});

test("deleting one and all that follow ends the repetition", async () => {
  const { house, listed } = await foundWeekly("ended");
  const [first, second] = await listed();
  const page = await open(house, `maintenances/${second?.id}`);
  await page.getByText(/Every week on/).waitFor();
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete maintenance" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "This and all following" }).click();
  await page.getByText("Backup test no longer repeats.").waitFor();
  expect((await listed()).map(({ id }) => id)).toEqual([first?.id]);
});
