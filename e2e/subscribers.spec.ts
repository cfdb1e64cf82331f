import { startTestFanal, startTestMailServer, type TestFanal, type TestMailServer } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { devices, expectNoBarrier } from "./support/accessibility.ts";
import { desktop, foundHouse, type House, idOf, openAs } from "./support/dashboard.ts";

let mailServer: TestMailServer;
let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  const mail = { smtpUrl: mailServer.url, from: "Fanal <fanal@lumen.example>" };
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl"), { mail }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

async function open({ person, organization }: House, options = {}): Promise<Page> {
  const page = await openAs(browser, fanal.url, person, { ...desktop, ...options });
  await page.goto(`${fanal.url}/app/${organization}/subscribers`);
  return page;
}

async function pageIdOf({ person, organization }: House): Promise<string> {
  return (await person.client.statusPages.list({ organization }))[0]?.id ?? "";
}

async function add(house: House, email: string, more = {}) {
  const pageId = await pageIdOf(house);
  const { organization } = house;
  return house.person.client.subscribers.create({
    organization,
    pageId,
    email,
    confirmation: "vouched",
    ...more,
  });
}

const list = (page: Page) => page.getByRole("list", { name: "Subscribers" });

test("somebody is asked by mail, changed, asked again and removed, and a colleague sees each at once", async () => {
  const house = await foundHouse(fanal, "mailed", ["API", "Web"]);
  const [page, colleague] = [await open(house), await open(house)];
  await page.getByText("Nobody subscribed yet").waitFor();
  await page.getByRole("main").getByRole("button", { name: "Add subscriber" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill("nobody");
  await dialog.getByRole("button", { name: "Ask by mail" }).click();
  await dialog.getByText("Write an e-mail address, for example").waitFor();
  await dialog.getByLabel("E-mail address").fill("Nils@acme.example");
  await dialog.getByLabel("Some services or groups").click();
  await dialog.getByRole("button", { name: "Ask by mail" }).click();
  await dialog.getByText("Choose at least one service, or all of the page.").waitFor();
  await dialog.getByLabel("Web").click();
  await dialog.getByRole("button", { name: "Ask by mail" }).click();
  await page.getByText("nils@acme.example asked by mail.").waitFor();
  expect((await mailServer.next("nils@acme.example")).links.join(" ")).toContain("/confirm");
  for (const window of [page, colleague]) {
    await list(window).getByText("nils@acme.example").waitFor();
    await list(window).getByText("Unconfirmed").waitFor();
    await list(window).getByText("Web").waitFor();
  }

  await page.getByRole("button", { name: "More actions for nils@acme.example" }).click();
  await page.getByRole("menuitem", { name: "Ask again by mail" }).click();
  await page.getByText("nils@acme.example asked again by mail.").waitFor();
  await mailServer.next("nils@acme.example");

  await list(page)
    .getByRole("button", { name: /^nils@acme.example/ })
    .click();
  await dialog.getByLabel("Everything on the page").click();
  await dialog.getByLabel("Shared mailbox").click();
  await dialog.getByRole("button", { name: "Save subscriber" }).click();
  await page.getByText("nils@acme.example saved.").waitFor();
  await list(colleague).getByText("Everything").waitFor();
  await list(colleague).getByText("Shared").waitFor();

  await page.getByRole("button", { name: "More actions for nils@acme.example" }).click();
  await page.getByRole("menuitem", { name: "Remove subscriber…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove subscriber" }).click();
  await page.getByText("nils@acme.example removed.").waitFor();
  await colleague.getByText("Nobody subscribed yet").waitFor();
});

test("an address that is there, or that unsubscribed, is refused in the form in words", async () => {
  const house = await foundHouse(fanal, "known", ["API"]);
  await add(house, "nils@acme.example");
  const page = await open(house);
  await list(page).getByText("nils@acme.example").waitFor();
  await page.getByRole("main").getByRole("button", { name: "Add subscriber" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill("nils@acme.example");
  await dialog.getByLabel("They agreed already").click();
  await dialog.getByRole("button", { name: "Add subscriber" }).click();
  await dialog.getByText("nils@acme.example subscribes to this page already.").waitFor();
  expect(await dialog.getByLabel("E-mail address").inputValue()).toBe("nils@acme.example");
});

test("many are found by a part of the address, by state and by service, and the address of the view says so", async () => {
  const house = await foundHouse(fanal, "many", ["API", "Web"]);
  for (const name of ["nils", "pia", "rui"]) await add(house, `${name}@acme.example`);
  const scope = { serviceIds: [idOf(house, "API")], groupIds: [] };
  await add(house, "olaf@harbour.example", {
    confirmation: "ask",
    choices: { scope, storyIds: [], leastImpact: "none", onlyStartAndEnd: false },
  });
  const page = await open(house);
  await list(page).getByRole("listitem").nth(3).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("HARBOUR");
  await expect.poll(() => list(page).getByRole("listitem").count()).toBe(1);
  expect(page.url()).toContain("q=HARBOUR");
  await page.reload();
  await list(page).getByText("olaf@harbour.example").waitFor();
  expect(await page.getByLabel("Search addresses").inputValue()).toBe("HARBOUR");
  await page.getByLabel("Search addresses").press("Escape");
  await expect.poll(() => list(page).getByRole("listitem").count()).toBe(4);
  await page.getByRole("link", { name: "Unconfirmed 1" }).click();
  await page.getByText("told of nothing before they say yes").waitFor();
  await expect.poll(() => list(page).getByRole("listitem").count()).toBe(1);
  await page.getByRole("link", { name: "All", exact: true }).click();
  await page.getByRole("combobox", { name: "Service" }).click();
  await page.getByRole("option", { name: "Web 3" }).click();
  await expect.poll(() => list(page).getByRole("listitem").count()).toBe(3);
  await page.getByRole("combobox", { name: "Channel" }).click();
  await page.getByRole("option", { name: "Slack" }).click();
  await page.getByText("Nobody matches").waitFor();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect.poll(() => list(page).getByRole("listitem").count()).toBe(4);
});

test("a long list comes in parts, and is walked by keys", async () => {
  const house = await foundHouse(fanal, "long", ["API"]);
  const csv = `email\n${Array.from({ length: 150 }, (_, index) => `r${index}@acme.example`).join("\n")}`;
  const pageId = await pageIdOf(house);
  await house.person.client.subscriberImports.create({
    organization: "long",
    pageId,
    confirmation: "vouched",
    csv,
  });
  const page = await open(house);
  await expect.poll(() => list(page).getByRole("listitem").count()).toBe(100);
  await page.getByRole("button", { name: "Show more subscribers" }).click();
  await expect.poll(() => list(page).getByRole("listitem").count()).toBe(150);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.getByRole("dialog", { name: "r148@acme.example" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.getByRole("heading", { name: "Maintenance, next 7 days" }).waitFor();
  // A busy machine may let more time pass between the two than people do.
  await expect
    .poll(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press("u");
      return page.url();
    })
    .toContain("/subscribers");
  await list(page).waitFor();
});

test("a file is looked at, imported with progress, and its errors are said by line, while a colleague looks on", {
  timeout: 120_000,
}, async () => {
  const house = await foundHouse(fanal, "filed", ["API"]);
  const [page, colleague] = [await open(house), await open(house)];
  await page.getByText("Nobody subscribed yet").waitFor();
  await page.getByRole("main").getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog");
  const file = (text: string) => ({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await dialog.getByLabel("CSV file").setInputFiles(file("name\nNils"));
  await dialog.getByText("No column is named “email”").waitFor();
  const rows = Array.from({ length: 30_000 }, (_, index) =>
    index === 1 ? "nobody," : `reader${index}@acme.example,API`,
  );
  await dialog.getByLabel("CSV file").setInputFiles(file(`E-mail,Services\n${rows.join("\n")}`));
  const preview = dialog.getByRole("table", { name: "First rows of the file" });
  await preview.getByText("reader0@acme.example").waitFor();
  await preview.getByText("This is no e-mail address.").waitFor();
  await dialog.getByLabel("They agreed already").click();
  await dialog.getByRole("button", { name: "Import subscribers" }).click();
  await page.getByRole("dialog", { name: "Import finished" }).waitFor({ timeout: 60_000 });
  await dialog.getByText("30,000 of 30,000 rows").waitFor();
  await dialog.getByText("29,999").waitFor();
  await dialog.getByText("This is no e-mail address.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  for (const window of [page, colleague]) {
    await list(window).getByText("reader29999@acme.example").waitFor();
    await window.getByRole("link", { name: "Active 29,999" }).waitFor();
  }
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("subscribers.csv");
});

test("whoever may only read sees who is told and changes nothing, and a viewer is told why they do not", async () => {
  const house = await foundHouse(fanal, "roles", ["API"]);
  await add(house, "nils@acme.example");
  for (const [role, proof] of [
    ["responder", "nils@acme.example"],
    ["viewer", "Not for viewers"],
  ] as const) {
    const person = await fanal.signUp(`Rui ${role}`);
    const [made] = await house.person.client.invitations.create({
      organization: "roles",
      emails: [person.email],
      role,
    });
    await person.client.invitations.accept({ token: made?.link?.split("/").at(-1) ?? "" });
    const page = await open({ ...house, person });
    await page.getByText(proof).waitFor();
    const dead = /add|import|remove|more actions/i;
    expect(await page.getByRole("main").getByRole("button", { name: dead }).count(), role).toBe(0);
    const nav = page.getByRole("link", { name: "Subscribers", exact: true });
    expect(await nav.count(), role).toBe(role === "viewer" ? 0 : 1);
  }
});

test("subscribers and what opens over them have no barrier", { timeout: 120_000 }, async () => {
  const house = await foundHouse(fanal, "open", ["API"]);
  await add(
    house,
    `${"a.rather.long.address.of.somebody".repeat(2).slice(0, 60)}@${"subsidiary.".repeat(12)}acme.example`,
  );
  await add(house, "pia@acme.example", { confirmation: "ask", isShared: true });
  for (const { size } of devices) {
    const page = await open(house, size);
    await list(page).getByText("pia@acme.example").waitFor();
    await expectNoBarrier(page);
    await page.getByRole("main").getByRole("button", { name: "Add subscriber" }).click();
    await page.getByRole("dialog").getByLabel("Some services or groups").click();
    await expectNoBarrier(page);
    await page.keyboard.press("Escape");
    await page.context().close();
  }
});
