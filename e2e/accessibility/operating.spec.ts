import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { devices, expectNoBarrier, type Furnished, furnish, longWord } from "../support/accessibility.ts";
import { openAs } from "../support/dashboard.ts";
import { fillWindow } from "../support/maintenance.ts";

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

describe.each(devices)("on a $device", ({ size }) => {
  test("the dashboard has no barrier", { timeout: 90_000 }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const places: [path: string, proof: string][] = [
      ["services", longWord],
      ["incidents", "answers slowly"],
      [`incidents/${house.incidentId}`, "We see"],
      ["incidents?tab=draft", "will answer slowly"],
      [`incidents/${house.draftId}`, "Only operators see this draft"],
      ["incidents?tab=resolved", "A certificate had run out"],
      [`incidents/${house.pastId}`, "Nobody looked."],
      ["templates", "answers slowly"],
      ["announcements", "moves to another house"],
      ["status-pages", "/status/lumen"],
      [`status-pages/${house.pageId}`, "History of each service"],
      [`status-pages/${house.pageId}?section=services`, "Choose services"],
      [`status-pages/${house.pageId}?section=look`, "Accent colour"],
      [`status-pages/${house.pageId}?section=address`, "Hosts of its own"],
      [`status-pages/${house.pageId}?section=audience`, "With a password"],
      [`status-pages/${house.pageId}?section=mail`, "Answers go to"],
      [`status-pages/${house.pageId}?section=uptime`, "Partial outage, %"],
      ["reports", "Mean time to resolve by month"],
      ["reports/2026-01", "Monthly report, January 2026"],
      ["nothing-here", "There is nothing at this address"],
    ];
    for (const [path, proof] of places) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await page.getByText(proof).first().waitFor();
      await expectNoBarrier(page, path);
    }
    await page.goto(`${fanal.url}/new`);
    await page.getByRole("heading", { name: "Name your organization" }).waitFor();
    await expectNoBarrier(page);
  });

  test("the guided start has no barrier", async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const steps = [
      ["services", "What would your users miss first?"],
      ["look", "All of it can stay as it is."],
      ["live", "Everybody with its address reads it now."],
    ] as const;
    for (const [step, proof] of steps) {
      await page.goto(`${fanal.url}/app/lumen/start?step=${step}`);
      await page.getByText(proof).waitFor();
      await expectNoBarrier(page, step);
    }
  });

  test("the overview and maintenance have no barrier", { timeout: 120_000 }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const places: [path: string, proof: string][] = [
      ["", "Maintenance, next 7 days"],
      ["/maintenances", "Backup test"],
      ["/maintenances?tab=past", "No past maintenance"],
      [`/maintenances/${house.maintenanceId}`, "Starts in"],
      [`/maintenances/${house.maintenanceId}/edit`, "Next occurrences"],
      ["/maintenances/new", "What visitors will see"],
    ];
    for (const [path, proof] of places) {
      await page.goto(`${fanal.url}/app/lumen${path}`);
      await page.getByText(proof).or(page.getByLabel(proof)).first().waitFor();
      await expectNoBarrier(page, path);
    }
    await fillWindow(page, "2031-01-14T03:00", "2031-01-14T02:00");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("Ends before it starts").waitFor();
    await page.getByRole("combobox", { name: "Repeats" }).click();
    await page.getByRole("option", { name: "weeks" }).click();
    await expectNoBarrier(page);
    await page.getByRole("button", { name: "Time zone" }).click();
    await page.getByPlaceholder("Berlin, New York").waitFor();
    await expectNoBarrier(page);
  });

  test("metrics have no barrier", { timeout: 90_000 }, async () => {
    const { metricId } = house;
    const { client } = house.person;
    await expect
      .poll(async () => (await client.metrics.series({ organization: "lumen", metricId })).buckets.length, {
        timeout: 30_000,
      })
      .toBeGreaterThan(40);
    const page = await openAs(browser, fanal.url, house.person, size);
    await page.goto(`${fanal.url}/app/lumen/metrics`);
    await page.getByRole("link", { name: /Response time of the Donau/ }).waitFor();
    await expectNoBarrier(page);
    await page.goto(`${fanal.url}/app/lumen/metrics/${metricId}`);
    await page.getByText("p95", { exact: true }).waitFor();
    await page.getByText("As a table").click();
    await page.getByRole("columnheader", { name: "Highest" }).waitFor();
    await expectNoBarrier(page);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog").waitFor();
    await expectNoBarrier(page);
    await page.context().close();
  });

  test("the dialogs of the dashboard have no barrier", { timeout: 90_000 }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    await page.goto(`${fanal.url}/app/lumen/services`);
    await page.getByText(longWord).first().waitFor();
    await page.getByRole("button", { name: "More actions for API" }).click();
    await page.getByRole("menuitem", { name: "Correct uptime…" }).click();
    const correction = page.getByRole("dialog", { name: "Correct the uptime of API" });
    await correction.getByText("A probe was broken.").waitFor();
    await correction.getByRole("button", { name: "Correct uptime" }).click();
    await correction.getByText("Say from when.").waitFor();
    await expectNoBarrier(page);
    await page.keyboard.press("Escape");
    await correction.waitFor({ state: "detached" });
    for (const key of ["c", "ControlOrMeta+k", "Shift+?"]) {
      await page.keyboard.press(key);
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      await expectNoBarrier(page);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    }
  });

  test("what opens over incidents, templates and announcements has no barrier", {
    timeout: 90_000,
  }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const main = page.getByRole("main");
    const openings: [path: string, open: () => Promise<void>][] = [
      [
        "incidents?tab=resolved",
        () => main.getByRole("button", { name: "Record past incident" }).filter({ visible: true }).click(),
      ],
      [
        "templates",
        () =>
          main
            .getByRole("button", { name: /^.*Slow Donau/ })
            .first()
            .click(),
      ],
      ["announcements", () => main.getByRole("button", { name: /^Donau/ }).click()],
      [`incidents/${house.incidentId}`, () => main.getByRole("textbox", { name: "Message" }).press("/")],
      [`incidents/${house.incidentId}`, () => main.getByRole("button", { name: "Next update by…" }).click()],
      [`incidents/${house.incidentId}`, () => main.getByRole("button", { name: "correct started" }).click()],
    ];
    for (const [path, open] of openings) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await open();
      await page.getByRole("dialog").waitFor();
      await expectNoBarrier(page, path);
    }
  });
});

test("the dialogs of a page's editor have no barrier", { timeout: 60_000 }, async () => {
  const page = await openAs(browser, fanal.url, house.person);
  const open = async (section: string) => {
    await page.goto(`${fanal.url}/app/lumen/status-pages/${house.pageId}?section=${section}`);
    await page.getByRole("navigation", { name: "Parts of the page" }).waitFor();
  };
  const expectDialog = async () => {
    const dialog = page.locator('[role="dialog"], [role="alertdialog"]');
    await dialog.waitFor();
    await expectNoBarrier(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  };
  await open("services");
  await page.getByRole("button", { name: "Choose services" }).click();
  await expectDialog();
  for (const item of ["Edit…", "Move to…"]) {
    await page.getByRole("button", { name: "More actions for API" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await expectDialog();
  }
  await open("look");
  await page.getByRole("textbox", { name: "Accent colour", exact: true }).fill("#ffd400");
  await page.getByRole("button", { name: "Add link" }).click();
  await page.getByLabel("Address of link 1").fill("lumen");
  await page.getByLabel("Address of link 1").press("Tab");
  await page.getByText("Write a whole address").waitFor();
  await expectNoBarrier(page);
  await open("page");
  await page.getByRole("button", { name: "Delete page…" }).click();
  await expectDialog();
});

test("a list of services is worked on without a pointer", async () => {
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/lumen/services`);
  await page.getByText(longWord).first().waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("5");
  await page.getByText("API set to Major outage.").waitFor();
  await page.getByRole("button", { name: "Status of API: Major outage" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("heading", { name: "Incidents", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/app/lumen/incidents");
});
