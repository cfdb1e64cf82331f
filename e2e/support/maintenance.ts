import type { Maintenance } from "@fanal/contract";
import type { Locator, Page } from "playwright-core";
import type { House } from "./dashboard.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What a clock in UTC shows so many minutes from now, as the API takes it. */
export function utcIn(minutes: number): string {
  return new Date(Date.now() + minutes * minuteMs).toISOString().slice(0, 16);
}

/** A maintenance of two hours that begins in an hour, by default. */
export function schedule(
  { person, organization }: House,
  change: Partial<Parameters<House["person"]["client"]["maintenances"]["create"]>[0]> = {},
): Promise<Maintenance> {
  return person.client.maintenances.create({
    organization,
    title: "Database upgrade",
    message: "Writing is **not possible** for some minutes.",
    localStart: utcIn(60),
    localEnd: utcIn(180),
    timeZone: "Etc/UTC",
    ...change,
  });
}

/** Writes a window into the form. */
export async function fillWindow(page: Page, localStart: string, localEnd: string): Promise<void> {
  // The end moves along with the start, so it comes last.
  await page.getByLabel("Start date").fill(localStart.slice(0, 10));
  await page.getByLabel("Start time").fill(localStart.slice(11));
  await page.getByLabel("End date").fill(localEnd.slice(0, 10));
  await page.getByLabel("End time").fill(localEnd.slice(11));
}

/** Chooses a time zone by typing a part of its name. */
export async function chooseZone(page: Page, typed: string, zone: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: "Time zone" }).click();
  await page.getByPlaceholder("Berlin, New York").fill(typed);
  await page.getByRole("option", { name: zone }).click();
}

export function titleField(page: Page): Locator {
  return page.getByRole("textbox", { name: "Title" });
}

export function messageField(page: Page): Locator {
  return page.getByRole("textbox", { name: "Message" });
}

/** Posts an update with a state, as one does in the composer. */
export async function postUpdate(page: Page, state: string, message?: string): Promise<void> {
  const choice = page.getByRole("combobox", { name: "State" });
  await choice.click();
  await page.getByRole("option", { name: state }).click();
  // The list gives the focus back a moment after it is gone.
  await choice.and(page.locator(":focus")).waitFor();
  if (message !== undefined) await messageField(page).fill(message);
  await page.keyboard.press("ControlOrMeta+Enter");
}

/** The next change of the clocks of a zone: the local day on which it comes. */
export function nextClockChange(timeZone: string): string {
  const offsetOf = (at: number) =>
    new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" })
      .formatToParts(at)
      .find(({ type }) => type === "timeZoneName")?.value;
  const noonToday = Math.floor(Date.now() / (24 * hourMs)) * 24 * hourMs + 12 * hourMs;
  for (let day = 1; day < 370; day++) {
    const noon = noonToday + day * 24 * hourMs;
    if (offsetOf(noon) !== offsetOf(noon - 24 * hourMs)) return new Date(noon).toISOString().slice(0, 10);
  }
  throw new Error(`${timeZone} does not change its clocks`);
}

/** The day so many days after another. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 24 * hourMs).toISOString().slice(0, 10);
}
