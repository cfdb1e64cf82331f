import { setTxtRecords, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, openWindow } from "./support/dashboard.ts";
import { openEditor } from "./support/editor.ts";

let fanal: TestFanal;
let browser: Browser;

/** Browsers lead every name below `localhost` to this machine. */
beforeAll(async () => {
  [fanal, browser] = await Promise.all([
    startTestFanal(inject("clusterUrl"), { pagesDomain: "pages.localhost" }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

const addressOf = (host: string) => `http://${host}:${new URL(fanal.url).port}/`;

async function edit(organization: string): Promise<Page> {
  return openEditor(browser, fanal.url, await foundHouse(fanal, organization, ["API"]), "address");
}

async function add(page: Page, host: string): Promise<void> {
  await page.getByLabel("New host").fill(host);
  await page.getByRole("button", { name: "Add host" }).click();
}

test("a page answers under a host of its own once its record is found, and no longer when it is removed", async () => {
  const page = await edit("hosts");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const host = "status.lumen.localhost";
  await add(page, host);
  await page.getByText("Not verified").waitFor();
  const visitor = await openWindow(browser);
  const isShown = async () => {
    await visitor.goto(addressOf(host));
    return (await visitor.getByText("All Systems Operational").count()) > 0;
  };
  expect(await isShown()).toBe(false);
  await page.getByRole("button", { name: `Verify ${host}` }).click();
  await page.getByRole("alert").first().waitFor();
  await page.getByRole("link", { name: "Address has an error" }).waitFor();

  await page.getByRole("button", { name: "Copy record name" }).click();
  await page.getByText("Record name copied.").waitFor();
  const name = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy record value" }).click();
  await page.getByText("Record value copied.").waitFor();
  const value = await page.evaluate(() => navigator.clipboard.readText());
  setTxtRecords(name, [value]);
  await page.getByRole("button", { name: `Verify ${host}` }).click();
  await page.getByText(`${host} is verified. The page answers there.`).waitFor();
  await page.getByText("Verified", { exact: true }).waitFor();
  await page.getByText("Main", { exact: true }).waitFor();

  await expect.poll(isShown).toBe(true);
  expect(await visitor.locator('link[rel="canonical"]').getAttribute("href")).toContain(host);

  await page.getByRole("button", { name: `Remove ${host}` }).click();
  await page.getByRole("alertdialog").getByText("stops answering there at once").waitFor();
  await page.getByRole("button", { name: "Remove host" }).click();
  await page.getByText(`${host} removed.`).waitFor();
  await expect.poll(isShown).toBe(false);
});

test("a page answers under its slug below the domain of pages", async () => {
  const page = await edit("below");
  await page.getByText("below.pages.localhost").first().waitFor();
  const visitor = await openWindow(browser);
  await expect.poll(async () => (await visitor.goto(addressOf("below.pages.localhost")))?.status()).toBe(200);
  await visitor.getByText("All Systems Operational").first().waitFor();
});

test("what is no host, or somebody else's, is refused in words at its field", async () => {
  const page = await edit("refused");
  await add(page, "https://status.lumen.example/");
  await page.getByText("Write a host name, for example status.acme.com.").waitFor();
  await add(page, "other.pages.localhost");
  await page.getByText("This host is the server's own.").waitFor();
  await add(page, "status.refused.localhost");
  await page
    .getByRole("list", { name: "Hosts of its own" })
    .getByText("status.refused.localhost")
    .first()
    .waitFor();
  await add(page, "status.refused.localhost");
  await page.getByText("has this host already").waitFor();
});
