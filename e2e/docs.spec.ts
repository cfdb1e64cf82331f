import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { expectAccessible } from "./support/accessibility.ts";
import { desktop, isTooWide, openWindow, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

test("somebody finds a page of the documents by its place and by a word in it", async () => {
  const page = await openWindow(browser, desktop);
  await page.goto(`${fanal.url}/docs`);
  await page.getByRole("heading", { name: "Fanal, explained", level: 1 }).waitFor();
  const places = page.getByRole("navigation", { name: "Sidebar Navigation" });
  await places.getByRole("link", { name: "Incidents", exact: true }).click();
  await page.getByRole("heading", { name: "Incidents", level: 1 }).waitFor();

  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("searchbox").fill("recovery codes");
  await page.getByRole("option", { name: "Accounts" }).first().click();
  await page.getByRole("heading", { name: "Accounts", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/docs/accounts");
});

test.for([
  { colorScheme: "light", size: desktop, path: "permissions", heading: "Who may do what" },
  { colorScheme: "dark", size: phone, path: "start", heading: "Two minutes to a live page" },
] as const)("in $colorScheme colours the documents have no barrier", async (look) => {
  const { colorScheme, size, path, heading } = look;
  const page = await openWindow(browser, { ...size, colorScheme });
  await page.goto(`${fanal.url}/docs/${path}`);
  await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
  // Axe takes letters for icons while their font is on its way.
  await page.evaluate(() => document.fonts.ready);
  await expectAccessible(page);
  expect(await isTooWide(page)).toBe(false);
});
