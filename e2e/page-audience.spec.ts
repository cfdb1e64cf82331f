import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, type House, openAs, openUntil, openWindow, phone } from "./support/dashboard.ts";
import { openEditor } from "./support/editor.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

const edit = (house: House) => openEditor(browser, fanal.url, house, "audience");

async function openToPassword(page: Page, password: string): Promise<void> {
  await page.getByRole("radio", { name: "With a password" }).click();
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Save audience" }).click();
  await page.getByText("The page opens with its password.").waitFor();
}

async function enter(visitor: Page, password: string): Promise<void> {
  await visitor.locator('input[type="password"]').fill(password);
  await visitor.keyboard.press("Enter");
}

test("a page with a password opens to whoever knows it, and to nobody else, also once it is another one", async () => {
  const house = await foundHouse(fanal, "door", ["Secret API"]);
  const page = await edit(house);
  await openToPassword(page, "blue-lantern");
  const visitor = await openWindow(browser, phone);
  const asked = visitor.locator('input[type="password"]');
  await openUntil(visitor, `${fanal.url}/status/door`, asked);
  expect(await visitor.content()).not.toContain("Secret API");
  await enter(visitor, "red-lantern");
  await visitor.getByRole("alert").waitFor();
  // Who mistyped goes on typing.
  await asked.and(visitor.locator(":focus")).waitFor();
  await enter(visitor, "blue-lantern");
  await visitor.getByText("Secret API").first().waitFor();
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByRole("textbox", { name: "New password" }).fill("short");
  await page.getByRole("button", { name: "Save audience" }).click();
  await page.getByText("Use at least 8 characters.").waitFor();
  await page.getByRole("textbox", { name: "New password" }).fill("green-lantern");
  await page.getByRole("button", { name: "Save audience" }).click();
  await page.getByRole("button", { name: "Save audience" }).waitFor({ state: "detached" });
  await openUntil(visitor, `${fanal.url}/status/door`, asked);
  await enter(visitor, "green-lantern");
  await visitor.getByText("Secret API").first().waitFor();
});

test("a page for members opens to those who are signed in and belong to it", async () => {
  const house = await foundHouse(fanal, "members-only", ["Secret API"]);
  const page = await edit(house);
  await page.getByRole("radio", { name: "Members" }).click();
  await page.getByText("Visitors who have the page open are asked to sign in.").waitFor();
  await page.getByRole("button", { name: "Save audience" }).click();
  await page.getByText("Only members see the page.").waitFor();
  const address = `${fanal.url}/status/members-only`;
  const stranger = await openWindow(browser);
  const strangersPage = async () => {
    await stranger.goto(address);
    return stranger.content();
  };
  await expect.poll(strangersPage).not.toContain("Secret API");
  const member = await openAs(browser, fanal.url, house.person);
  await member.goto(address);
  await member.getByText("Secret API").first().waitFor();
  const other = await openAs(browser, fanal.url, await fanal.signUp("Jo Park"));
  await other.goto(address);
  expect(await other.content()).not.toContain("Secret API");
});

test("the secret link of a feed opens it without a password, until it is renewed", async () => {
  const house = await foundHouse(fanal, "feeds", ["API"]);
  const page = await edit(house);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await openToPassword(page, "blue-lantern");
  const copied = async () => {
    await page.getByRole("button", { name: "Copy atom link" }).click();
    await page.getByText("Atom link copied.").first().waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const first = await copied();
  const status = async (address: string) => (await fetch(address)).status;
  await expect.poll(() => status(first.replace(/\?.*/, ""))).not.toBe(200);
  expect(await status(first)).toBe(200);
  await page.getByRole("button", { name: "Renew links…" }).click();
  await page.getByRole("alertdialog").getByText("stop working at once").waitFor();
  await page.getByRole("button", { name: "Renew links", exact: true }).click();
  await page.getByText("The secret links are new.").waitFor();
  const second = await copied();
  expect(second).not.toBe(first);
  await expect.poll(() => status(second)).toBe(200);
  await expect.poll(() => status(first)).not.toBe(200);
});

test("a page that is opened to everyone again asks for nothing, and has no secret links", async () => {
  const house = await foundHouse(fanal, "open-again", ["API"]);
  const page = await edit(house);
  await openToPassword(page, "blue-lantern");
  await page.getByRole("radio", { name: "Everyone" }).click();
  await page.getByText("Everyone sees the page, its feeds and its badge at once.").waitFor();
  await page.getByRole("button", { name: "Save audience" }).click();
  await page.getByText("Everyone sees the page.", { exact: true }).waitFor();
  await page.getByText("Secret links of its feeds").waitFor({ state: "detached" });
  const visitor = await openWindow(browser);
  await openUntil(visitor, `${fanal.url}/status/open-again`, visitor.getByText("API"));
});

test("a choice of audience that was not saved is discarded, and changes nothing", async () => {
  const house = await foundHouse(fanal, "undecided", ["API"]);
  const page = await edit(house);
  await page.getByRole("radio", { name: "Members" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect.poll(() => page.getByRole("radio", { name: "Everyone" }).isChecked()).toBe(true);
  const [saved] = await house.person.client.statusPages.list({ organization: "undecided" });
  expect(saved?.visibility).toBe("public");
});
