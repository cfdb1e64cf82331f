import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { answered, foundHouse, isTooWide, openAs, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

test("a key is made, used, found in the log, and revoked; then it opens nothing", async () => {
  const house = await foundHouse(fanal, "keyed", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/keyed/settings/api-keys`);
  await page.getByText("No keys yet").waitFor();

  await page.getByRole("button", { name: "New key" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make key" }).click();
  await dialog.getByText("Name what will use it").waitFor();
  await dialog.getByRole("textbox", { name: "Name" }).fill("Deploy pipeline");
  await dialog.getByRole("checkbox", { name: /services:write/ }).click();
  await dialog.getByRole("button", { name: "Make key" }).click();
  const shown = page.getByRole("dialog", { name: "Deploy pipeline is made" });
  const key = await shown.getByRole("textbox", { name: "Key" }).inputValue();
  expect(key).toMatch(/^fanal_[0-9A-Za-z]{49}$/);
  await page.keyboard.press("Escape");
  await shown.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Deploy pipeline" });
  await row.getByText("never used").waitFor();
  expect(await page.content()).not.toContain(key);

  const use = () =>
    fetch(`${fanal.url}/api/v1/organizations/keyed/services`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "Webhooks" }),
    });
  expect((await use()).status).toBe(201);

  await page.keyboard.press("g");
  await page.keyboard.press("a");
  const log = page.getByRole("table", { name: "Audit log" });
  const told = log.getByRole("row").filter({ hasText: "added service Webhooks" });
  await told.getByText("Deploy pipeline").first().waitFor();
  await told.getByRole("button").click();
  const sheet = page.getByRole("dialog", { name: /added service Webhooks/i });
  await sheet.getByText("127.0.0.1").waitFor();
  await sheet.getByRole("button", { name: "Only theirs" }).click();
  await page.getByRole("button", { name: "Who: Deploy pipeline. Remove filter" }).waitFor();
  await expect.poll(() => log.getByRole("row").count()).toBe(2);
  expect(page.url()).toContain("actor=");

  // What happens meanwhile moves no row; it waits until it is asked for.
  await use();
  await page.getByRole("button", { name: "1 new" }).click();
  await expect.poll(() => log.getByRole("row").count()).toBe(3);

  await page.getByRole("button", { name: "Who: Deploy pipeline. Remove filter" }).click();
  await page.getByRole("button", { name: "Who", exact: true }).click();
  await page.getByRole("combobox").fill("deploy");
  await page.getByRole("option", { name: "API key: Deploy pipeline" }).click();
  await page.getByRole("button", { name: "Who: Deploy pipeline. Remove filter" }).click();
  await log.getByText("made API key Deploy pipeline").waitFor();

  await page.keyboard.press("g");
  await page.keyboard.press("k");
  await row.getByRole("button", { name: "Revoke Deploy pipeline" }).click();
  await answered(page, /api-keys/, () => page.getByRole("button", { name: "Revoke key" }).click());
  await page.getByText("No keys yet").waitFor();
  expect((await use()).status).toBe(401);
});

test("the log is taken away as a file, and fits on a phone", async () => {
  const house = await foundHouse(fanal, "exported", ["API"]);
  const page = await openAs(browser, fanal.url, house.person, phone);
  await page.goto(`${fanal.url}/app/exported/audit-log?kind=service`);
  await page.getByText("added service API").waitFor();
  expect(await isTooWide(page)).toBe(false);
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toBe("audit-log.csv");
  await page.goto(`${fanal.url}/app/exported/settings/api-keys`);
  await page.getByText("No keys yet").waitFor();
  expect(await isTooWide(page)).toBe(false);
});
