import { limits } from "@fanal/contract";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  answerUnavailable,
  foundHouse,
  type House,
  openAs,
  openDeclare,
  openWindow,
} from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

async function open(house: House, view: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/${house.organization}/${view}`);
  return page;
}

test("an incident with too long a title or message is not declared, nothing is cut, and it says how much is allowed", async () => {
  const house = await foundHouse(fanal, "too-long", ["API"]);
  const page = await open(house, "services");
  const dialog = await openDeclare(page);
  const title = dialog.getByLabel("Title");
  const message = dialog.getByRole("textbox", { name: "Message" });
  await title.fill("x".repeat(limits.title + 1));
  await dialog.getByText("201 of 200").waitFor();
  await message.fill("y".repeat(limits.message + 1));
  await dialog.getByText("25,001 of 25,000").waitFor();
  await dialog.getByRole("button", { name: "Declare incident" }).click();
  await dialog.getByText("At most 200 characters.").waitFor();
  await dialog.getByText("At most 25,000 characters.").waitFor();
  await expect.poll(() => page.locator("input:focus").getAttribute("aria-label")).toBe("Title");
  expect((await title.inputValue()).length).toBe(limits.title + 1);
  await title.press("End");
  await title.press("Backspace");
  await message.press("ControlOrMeta+End");
  await message.press("Backspace");
  await expect.poll(() => dialog.getByRole("alert").count()).toBe(0);
  await dialog.getByRole("button", { name: "Declare incident" }).click();
  await dialog.waitFor({ state: "detached" });
  const { items } = await house.person.client.incidents.list({ organization: "too-long" });
  expect(items.map((one) => [one.title.length, one.latestUpdate.message.length])).toEqual([
    [limits.title, limits.message],
  ]);
});

test("an update that is too long is not posted, and not cut", async () => {
  const house = await foundHouse(fanal, "long-update", []);
  const { id } = await house.person.client.incidents.create({
    organization: "long-update",
    title: "API is slow",
    status: "investigating",
    message: "We look.",
  });
  const page = await open(house, `incidents/${id}`);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("y".repeat(limits.message + 1));
  await page.getByRole("button", { name: "Post update" }).click();
  await page.getByRole("alert").getByText("At most 25,000 characters.").waitFor();
  expect((await message.inputValue()).length).toBe(limits.message + 1);
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.locator("input:focus").fill("x".repeat(limits.title + 1));
  await page.keyboard.press("Enter");
  await page.getByText("At most 200 characters.").waitFor();
});

test("names and messages of a status say what is too long about them", async () => {
  const page = await open(await foundHouse(fanal, "long-names", ["API"]), "services");
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "New group" }).click();
  await dialog.getByRole("button", { name: "Create group" }).click();
  await dialog.getByText("Write a name.").waitFor();
  await dialog.getByLabel("Name").fill("x".repeat(limits.name + 1));
  await dialog.getByRole("button", { name: "Create group" }).click();
  await dialog.getByText("At most 100 characters.").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "New service" }).click();
  await dialog.getByLabel("Name").fill("x".repeat(limits.name + 1));
  await dialog.getByLabel("Description").fill("x".repeat(limits.description + 1));
  await dialog.getByRole("button", { name: "Create service" }).click();
  await dialog.getByText("At most 100 characters.").waitFor();
  await dialog.getByText("At most 500 characters.").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Status of API" }).click();
  await page.getByRole("menuitem", { name: "Set with a message…" }).click();
  await dialog.getByLabel("Message").fill("x".repeat(limits.statusMessage + 1));
  await dialog.getByRole("button", { name: "Set status" }).click();
  await dialog.getByText("At most 500 characters.").waitFor();
});

test("who signs up with what no account can have is told at each field", async () => {
  const page = await openWindow(browser);
  await page.goto(`${fanal.url}/sign-up`);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByText("Write your name.").waitFor();
  await page.getByText("Write an e-mail address").waitFor();
  await page.getByText("Use at least 10 characters.").waitFor();
  await page.getByLabel("Name").fill("x".repeat(limits.name + 1));
  await page.getByLabel("Password").fill("x".repeat(limits.passwordMax + 1));
  await page.getByText("At most 100 characters.").waitFor();
  await page.getByText("Use at most 128 characters.").waitFor();
});

test("a draft that an older Fanal kept in another shape is not taken for one", async () => {
  const house = await foundHouse(fanal, "old-draft", ["API"]);
  const { id } = await house.person.client.me.get();
  const page = await open(house, "services");
  await page.evaluate(
    (name) => localStorage.setItem(name, '{"title":7,"services":"API"}'),
    `fanal-of-${id}-draft-declare-old-draft`,
  );
  const dialog = await openDeclare(page);
  expect(await dialog.getByLabel("Title").inputValue()).toBe("");
});

test("where services cannot be loaded, an incident can be declared all the same", async () => {
  const house = await foundHouse(fanal, "no-services", ["API"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.route("**/services", answerUnavailable);
  await page.goto(`${fanal.url}/app/no-services/status-pages`);
  const dialog = await openDeclare(page);
  await dialog.getByText("Could not load services.").waitFor({ timeout: 20_000 });
  await page.unroute("**/services");
  await dialog.getByRole("button", { name: "Retry" }).click();
  await dialog.getByText("Could not load services.").waitFor({ state: "detached" });
  await dialog.getByPlaceholder("Which services are affected?").fill("AP");
  await dialog.getByRole("option", { name: "API" }).click();
  await dialog.getByRole("button", { name: "Remove API" }).waitFor();
});

test("a service that is typed and taken before the services are there is taken once they are", async () => {
  const house = await foundHouse(fanal, "fast-fingers", ["Search", "API"]);
  const page = await openAs(browser, fanal.url, house.person);
  const gate = Promise.withResolvers<void>();
  await page.route("**/services", async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto(`${fanal.url}/app/fast-fingers/status-pages`);
  const dialog = await openDeclare(page);
  await dialog.getByRole("combobox", { name: "Affected services" }).fill("api");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("We look.");
  gate.resolve();
  await dialog.getByRole("button", { name: "Remove API" }).waitFor();
  expect(await dialog.getByLabel("Message").inputValue()).toBe("We look.");
});

test("search says when it does not know everything, and asks again", async () => {
  const house = await foundHouse(fanal, "search-errors", ["Lighthouse"]);
  const page = await openAs(browser, fanal.url, house.person);
  await page.route("**/services", answerUnavailable);
  await page.goto(`${fanal.url}/app/search-errors/incidents`);
  await page.getByText("Nothing is broken").waitFor();
  await page.keyboard.press("ControlOrMeta+k");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Could not load everything").waitFor({ timeout: 20_000 });
  await page.unroute("**/services");
  await dialog.getByRole("option", { name: "Retry" }).click();
  await dialog.getByRole("option", { name: "Lighthouse" }).waitFor();
  await dialog.getByText("Could not load everything").waitFor({ state: "detached" });
});
