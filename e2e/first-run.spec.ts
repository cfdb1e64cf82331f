import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openAs, openWindow, phone, published } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

test("from signing up to a page that is live it takes four presses of a thumb, and the start is gone when it is done", async () => {
  const page = await openWindow(browser, phone);
  await page.goto(`${fanal.url}/sign-up`);
  await page.getByLabel("Name").fill("Mara Ilves");
  await page.getByLabel("E-mail").fill("mara@first.example");
  await page.getByLabel("Password", { exact: true }).fill("a lamp for the night");
  await page.getByRole("button", { name: "Sign up" }).tap();
  await page.getByLabel("Organization name").fill("Lumen");
  await page.getByRole("button", { name: "Create organization" }).tap();

  await page.getByRole("heading", { name: "Name your services" }).waitFor();
  await page.getByLabel("Service 1", { exact: true }).fill("Lighthouse");
  await page.getByRole("button", { name: "Continue" }).tap();
  await page.getByRole("heading", { name: "Give it a look" }).waitFor();
  await page.getByLabel("Accent colour", { exact: true }).fill("#0b7285");
  await page.getByRole("button", { name: "Continue" }).tap();
  await page.getByRole("heading", { name: "Your page is live" }).waitFor();
  await page.getByText(`${fanal.url}/status/lumen`, { exact: true }).waitFor();
  await page.getByRole("img", { name: `QR code of ${fanal.url}/status/lumen` }).waitFor();
  await published(fanal, "lumen", "Lighthouse", "Website", "Database", "#0b7285");

  await page.getByRole("button", { name: "Go to the overview" }).tap();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await page.getByText("All Systems Operational").waitFor();
  expect(await page.getByRole("region", { name: "Guided start" }).count()).toBe(0);
});

test("a guided start goes on where it was left, by keys alone, and is skipped by a word", async () => {
  const person = await fanal.signUp("Jo Berg");
  await person.client.organizations.create({ name: "Harbour", slug: "harbour" });
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/harbour/start`);
  await page.getByRole("heading", { name: "Name your services" }).waitFor();
  await page.getByRole("button", { name: "Shop" }).press("Enter");
  await page.getByRole("button", { name: "Take Storefront away" }).press("Enter");
  await page.getByRole("button", { name: "Add a service" }).press("Enter");
  await expect
    .poll(() =>
      page.getByLabel("Service 5", { exact: true }).evaluate((field) => field === document.activeElement),
    )
    .toBe(true);
  await page.keyboard.type("Crane");
  await page.reload();
  await page.getByRole("heading", { name: "Name your services" }).waitFor();
  expect(await page.getByLabel("Service 5", { exact: true }).inputValue()).toBe("Crane");
  await page.getByLabel("Service 5", { exact: true }).press("Enter");
  await page.getByRole("heading", { name: "Give it a look" }).waitFor();
  const services = await person.client.services.list({ organization: "harbour" });
  expect(services.map(({ name }) => name)).toEqual([
    "Checkout",
    "Payments",
    "Customer accounts",
    "Shipping",
    "Crane",
  ]);

  await page.goto(`${fanal.url}/app/harbour`);
  await page
    .getByRole("region", { name: "Guided start" })
    .getByRole("link", { name: "Go on" })
    .press("Enter");
  await page.getByRole("heading", { name: "Give it a look" }).waitFor();
  await page.getByRole("button", { name: "Skip" }).press("Enter");
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await page.getByText("All Systems Operational").waitFor();
  expect(await page.getByRole("region", { name: "Guided start" }).count()).toBe(0);
});

test("a browser has nothing to say against installing the dashboard", async () => {
  const page = await openWindow(browser);
  await page.goto(`${fanal.url}/sign-in`);
  await page.getByRole("heading", { name: "Sign in to Fanal" }).waitFor();
  const devtools = await page.context().newCDPSession(page);
  const { errors, url } = await devtools.send("Page.getAppManifest");
  expect({ errors, path: new URL(url).pathname }).toEqual({ errors: [], path: "/manifest.webmanifest" });
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // A window of a test is a private one, from which nothing is installed.
  const names = installabilityErrors.map(({ errorId }) => errorId);
  expect(names.filter((name) => name !== "in-incognito")).toEqual([]);
  const touchIcon = await page.locator("link[rel=apple-touch-icon]").getAttribute("href");
  const { status, headers } = await fetch(`${fanal.url}${touchIcon}`);
  expect([status, headers.get("content-type")]).toEqual([200, "image/png"]);
});
