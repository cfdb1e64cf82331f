import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Furnished, furnish } from "./support/accessibility.ts";
import { openAs, openWindow, takeOffered } from "./support/dashboard.ts";
import {
  command,
  dashboardRoutes,
  expectFocused,
  expectFocusKept,
  isFocused,
  lostAfterEscape,
  press,
  tabTo,
  type,
  walk,
} from "./support/keyboard.ts";

let fanal: TestFanal;
let browser: Browser;
let house: Furnished;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([
    startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true }),
    launchBrowser(),
  ]);
  house = await furnish(fanal);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

interface Visit {
  /** What only this screen shows. */
  heading: string | RegExp;
  /** How it is reached by keys; by its address, as from a mail, where it is absent. */
  go?: (page: Page) => Promise<void>;
  path?: () => string;
}

const keys = (letter: string) => async (page: Page) => {
  await page.keyboard.press("g");
  await page.keyboard.press(letter);
};
const by = (typed: string, name?: string | RegExp) => (page: Page) => command(page, typed, name);
const inApp = "/app/$organization";

/** How somebody without a mouse gets to each screen. The order matters where one leads to the next. */
const visits: Record<string, Visit> = {
  [inApp]: { heading: "Overview", go: keys("o") },
  [`${inApp}/services`]: { heading: /^Services/, go: keys("s") },
  [`${inApp}/incidents`]: { heading: "Incidents", go: keys("i") },
  [`${inApp}/incidents/$incidentId`]: {
    heading: /answers slowly/,
    go: by("answers slowly in Europe", /answers slowly in Europe/),
  },
  [`${inApp}/maintenances`]: { heading: "Maintenance", go: keys("m") },
  [`${inApp}/maintenances/new`]: { heading: /New$/, go: by("Schedule maintenance") },
  [`${inApp}/maintenances/$maintenanceId`]: { heading: /Backup test/, go: by("Backup test", /Backup test/) },
  [`${inApp}/maintenances/$maintenanceId/edit`]: {
    heading: /Edit Backup test/,
    go: by("Edit or reschedule", /^Edit/),
  },
  [`${inApp}/monitoring`]: { heading: /^Heartbeats/, go: keys("h") },
  [`${inApp}/monitoring/checks`]: { heading: /^Checks/, go: by("Checks", "Checks") },
  [`${inApp}/monitoring/alerts`]: { heading: /^Alert sources/, go: by("Alert sources") },
  [`${inApp}/metrics`]: { heading: /^Metrics/, go: keys("r") },
  [`${inApp}/metrics/$metricId`]: { heading: /Response time/, go: by("Response time", /Response time/) },
  [`${inApp}/reports`]: { heading: "Reports", go: keys("d") },
  [`${inApp}/reports/$month`]: { heading: /20\d\d$/, go: by("Monthly report") },
  [`${inApp}/status-pages`]: { heading: /^Status pages/, go: keys("p") },
  [`${inApp}/status-pages/$pageId`]: { heading: /Lumen$/, go: by("Lumen edit", /Edit$/) },
  [`${inApp}/subscribers`]: { heading: /^Subscribers/, go: keys("u") },
  [`${inApp}/outbox`]: { heading: "Outbox", go: keys("x") },
  [`${inApp}/announcements`]: { heading: "Announcements", go: keys("n") },
  [`${inApp}/templates`]: { heading: /^Templates/, go: keys("l") },
  [`${inApp}/members`]: { heading: /^Members/, go: keys("t") },
  [`${inApp}/teams`]: { heading: /^Teams/, go: by("Teams") },
  [`${inApp}/audit-log`]: { heading: "Audit log", go: keys("a") },
  [`${inApp}/settings`]: { heading: "Settings", go: keys("e") },
  [`${inApp}/settings/api-keys`]: { heading: /^API keys/, go: keys("k") },
  [`${inApp}/settings/sign-in`]: { heading: "Sign-in", go: by("Sign-in settings") },
  [`${inApp}/settings/import`]: { heading: /^Import/, go: by("Bring your past") },
  [`${inApp}/start`]: { heading: "Name your services", go: by("Guided start") },
  "/account": { heading: "Account", path: () => "/account" },
  "/new": { heading: "Name your organization", path: () => "/new" },
};

/** Where one stands before anybody is signed in. */
const doors: Record<string, Visit> = {
  "/": { heading: "Sign in to Fanal" },
  "/sign-in": { heading: "Sign in to Fanal" },
  "/sign-up": { heading: "Sign up for Fanal" },
  "/single-sign-on": { heading: "Use single sign-on" },
  "/forgot-password": { heading: /password/ },
  "/reset-password": { heading: "Set a new password", path: () => "/reset-password#token=made-up" },
  "/magic-link": { heading: "Sign in to Fanal", path: () => "/magic-link#token=made-up" },
  "/second-factor": { heading: "Second factor" },
  "/verify-email": { heading: "Confirm your e-mail address", path: () => "/verify-email#token=made-up" },
  "/confirm-sign-up": {
    heading: "Confirm your e-mail address",
    path: () => "/confirm-sign-up#token=made-up",
  },
  "/invitations/$token": { heading: "Join Lumen", path: () => house.invitation },
};

test("there is a way by keys to every route that the dashboard has", () => {
  expect(Object.keys({ ...doors, ...visits }).toSorted()).toEqual(dashboardRoutes().toSorted());
});

async function arrive(page: Page, route: string, { heading, go, path }: Visit): Promise<void> {
  if (go === undefined) await page.goto(`${fanal.url}${path?.() ?? route}`);
  else await go(page);
  await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
  await page.locator("[role=status][aria-label^=Loading]").first().waitFor({ state: "detached" });
}

const noBarrier = { missed: [], withoutRing: [], lost: [] };

test("Tab reaches everything on every screen and shows where one is, and Escape gives the focus back", {
  timeout: 240_000,
}, async () => {
  const page = await openAs(browser, fanal.url, house.person);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`${fanal.url}/app/lumen`);
  await page.getByRole("heading", { name: "Overview", level: 1 }).waitFor();
  const tried = new Set<string>();
  for (const [route, visit] of Object.entries(visits)) {
    await arrive(page, route, visit);
    const met = { ...(await walk(page)), lost: await lostAfterEscape(page, route, tried) };
    expect({ route, ...met }).toEqual({ route, ...noBarrier });
  }
});

test("Tab reaches everything at the doors, too", { timeout: 60_000 }, async () => {
  const page = await openWindow(browser);
  for (const [route, visit] of Object.entries(doors)) {
    await arrive(page, route, visit);
    expect({ route, ...(await walk(page)), lost: [] }).toEqual({ route, ...noBarrier });
  }
});

test("Tab leads to what a toast offers, and out of it again", async () => {
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/lumen/monitoring/checks`);
  const checks = page.getByRole("main").getByRole("list", { name: "Checks" });
  await press(page, checks.getByRole("button", { name: /^More actions/ }));
  await page.getByRole("menuitem", { name: "Pause" }).waitFor();
  await page.keyboard.type("Pa");
  await expectFocused(page.getByRole("menuitem", { name: "Pause" }));
  await page.keyboard.press("Enter");
  const undo = page.getByRole("button", { name: "Undo" });
  await tabTo(page, undo);
  await page.keyboard.press("Tab");
  const isBack = () =>
    page.evaluate(() => document.activeElement?.closest("main, [data-sonner-toaster]") !== null);
  expect(await isBack(), "where Tab goes on, not where it came from").toBe(false);
});

test("somebody with nothing but a keyboard signs up, and does all that it takes to run a status page", {
  timeout: 120_000,
}, async () => {
  const page = await openWindow(browser);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const main = page.getByRole("main");
  const dialog = page.getByRole("dialog");
  await page.goto(`${fanal.url}/sign-up`);
  await type(page, page.getByLabel("Name"), "Jo Berg");
  await type(page, page.getByLabel("E-mail"), "jo@harbour.example");
  await type(page, page.getByLabel("Password", { exact: true }), "a lamp for the night");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Name your organization" }).waitFor();
  await type(page, page.getByLabel("Organization name"), "Harbour");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Name your services" }).waitFor();
  await press(page, page.getByRole("button", { name: "Continue" }));
  await page.getByRole("heading", { name: "Give it a look" }).waitFor();
  await press(page, page.getByRole("button", { name: "Continue" }));
  await page.getByRole("heading", { name: "Your page is live" }).waitFor();
  await press(page, page.getByRole("button", { name: "Go to the overview" }));
  await page.getByRole("heading", { name: "Overview" }).waitFor();

  // A service from elsewhere, and its status.
  await command(page, "New service");
  await type(page, dialog.getByLabel("Name", { exact: true }), "Crane");
  await page.keyboard.press("Enter");
  const crane = main.getByRole("group", { name: /^Crane,/ });
  await crane.waitFor();
  await dialog.waitFor({ state: "detached" });
  await expectFocusKept(page);
  await tabTo(page, main.getByRole("list", { name: "Services" }).getByRole("group").first());
  for (let step = 0; step < 6 && !(await isFocused(crane)); step++) await page.keyboard.press("j");
  await expectFocused(crane);
  await page.keyboard.press("s");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("4");
  await main.getByRole("group", { name: /^Crane, partial outage/ }).waitFor();
  await page.getByRole("menu").waitFor({ state: "detached" });
  await expectFocusKept(page, crane);

  // An incident from its first word to its last.
  await page.keyboard.press("c");
  const title = dialog.getByLabel("Title");
  await expectFocused(title);
  await page.keyboard.insertText("The crane stands still");
  await tabTo(page, page.getByRole("combobox", { name: "Affected services" }));
  await page.keyboard.insertText("Crane");
  await takeOffered(page, "Crane");
  await page.getByRole("button", { name: "Remove Crane", exact: true }).waitFor();
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("heading", { name: "The crane stands still", level: 2 }).waitFor();
  await dialog.waitFor({ state: "detached" });
  const message = main.getByRole("textbox", { name: "Message" });
  await command(page, "Post update", /^Post update/);
  await expectFocused(message);
  await page.keyboard.insertText("A bolt is missing.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await main.getByText("A bolt is missing.").and(main.locator(":not(textarea)")).first().waitFor();
  await command(page, "Resolve incident");
  await expectFocused(message);
  await page.keyboard.insertText("It has its bolt.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await main.getByRole("button", { name: "Write postmortem" }).waitFor();
  await expectFocusKept(page);

  await command(page, "New team");
  await type(page, dialog.getByLabel("Name"), "Dockers");
  await page.keyboard.press("Enter");
  await main.getByRole("heading", { name: "Dockers" }).waitFor();
  await dialog.waitFor({ state: "detached" });
  await expectFocusKept(page);

  await command(page, "Invite people");
  await type(page, dialog.getByLabel("E-mail addresses"), "mara@harbour.example");
  await press(page, dialog.getByRole("button", { name: /^Send|^Invite/ }));
  await page.getByRole("dialog", { name: "Invitation made" }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await main.getByRole("listitem", { name: "mara@harbour.example" }).waitFor();
  await expectFocusKept(page);

  await command(page, "New API key");
  await type(page, dialog.getByRole("textbox", { name: "Name" }), "Deploys");
  await press(page, dialog.getByRole("button", { name: "Make key" }));
  await press(
    page,
    page.getByRole("dialog", { name: "Deploys is made" }).getByRole("button", { name: "Done" }),
  );
  await dialog.waitFor({ state: "detached" });
  await expectFocusKept(page);

  await command(page, "New check");
  await type(page, dialog.getByLabel("Name", { exact: true }), "Front door");
  await type(page, dialog.getByLabel("Address", { exact: true }), "http://127.0.0.1:9/door");
  await press(page, dialog.getByRole("button", { name: "Add check" }));
  const check = main.getByRole("list", { name: "Checks" }).getByRole("listitem");
  await check.filter({ hasText: "Front door" }).waitFor();
  await dialog.waitFor({ state: "detached" });
  await press(page, page.getByRole("button", { name: "More actions for Front door" }));
  const pause = page.getByRole("menuitem", { name: "Pause" });
  await pause.waitFor();
  await page.keyboard.type("Pa");
  // A menu gives the focus to what was typed a moment later.
  await expectFocused(pause);
  await page.keyboard.press("Enter");
  await check.getByRole("img", { name: "Paused" }).waitFor();
  await expectFocusKept(page);

  await command(page, "Sign out");
  await page.getByRole("heading", { name: "Sign in to Fanal" }).waitFor();
});
