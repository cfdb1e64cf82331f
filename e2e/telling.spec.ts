import { startTestFanal, subscribeAll, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { devices, expectAccessible, expectNoBarrier, inDark } from "./support/accessibility.ts";
import { foundHouse, type House, idOf, openAs, openDeclare } from "./support/dashboard.ts";
import { firstPageId } from "./support/editor.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** A house whose page two people follow by e-mail. */
async function followed(organization: string): Promise<House> {
  const house = await foundHouse(fanal, organization, ["API"]);
  const { client } = house.person;
  const [page] = await client.statusPages.list({ organization });
  for (const email of ["pia@example.com", "tom@example.com"])
    await client.subscribers.create({
      organization,
      pageId: page?.id ?? "",
      email,
      confirmation: "vouched",
    });
  return house;
}

/** The same, and programs and chats that follow it too. */
async function followedByAll(organization: string): Promise<House> {
  const house = await followed(organization);
  const { client } = house.person;
  const [page] = await client.statusPages.list({ organization });
  const { id: organizationId } = await client.organizations.get({ organization });
  await subscribeAll(
    fanal.databaseUrl,
    { organizationId, pageId: page?.id ?? "" },
    (["webhook", "slack", "discord", "microsoft_teams"] as const).map((channel) => ({
      channel,
      address: `http://127.0.0.1:9/${channel}`,
    })),
  );
  return house;
}

async function openIncident(house: House): Promise<{ page: Page; incidentId: string }> {
  const { id: incidentId } = await house.person.client.incidents.create({
    organization: house.organization,
    title: "API is slow",
    message: "We look.",
    services: [{ serviceId: idOf(house, "API"), status: "partial_outage" }],
    notify: false,
  });
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/app/${house.organization}/incidents/${incidentId}`);
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  return { page, incidentId };
}

const write = (page: Page, words: string) => page.getByRole("textbox", { name: "Message" }).fill(words);
const post = (page: Page) => page.getByRole("button", { name: "Post update" }).click();

test("who is told is seen before an update is posted, with the messages; held back it is recalled, then told, and the numbers come by themselves", async () => {
  const house = await followed("acme");
  await house.person.client.statusPages.update({
    organization: "acme",
    pageId: await firstPageId(house),
    replyTo: "help@acme.example",
  });
  const { page } = await openIncident(house);
  await write(page, "A **disk** is full.");
  await page.getByRole("button", { name: "2 e-mails to the outbox" }).click();
  await page.getByRole("list", { name: "Pages" }).getByText("E-mail 2").waitFor();
  await page.getByText("No mail server is set up, so e-mails go no further than the outbox.").waitFor();
  await page.getByRole("button", { name: "Preview messages" }).click();
  const dialog = page.getByRole("dialog", { name: "What subscribers get" });
  await dialog.getByText("Reply-To").waitFor();
  await dialog.getByText("help@acme.example").waitFor();
  const mail = page.frameLocator('iframe[title="E-mail"]');
  await mail.getByText("A disk is full.").waitFor();
  expect(await mail.locator("strong").first().textContent()).toBe("disk");
  await dialog.getByRole("radio", { name: "Plain text" }).click();
  await dialog.getByRole("region", { name: "Plain text" }).getByText("API is slow").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "2 e-mails to the outbox" }).click();
  await page.getByRole("radio", { name: "5", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "2 e-mails to the outbox in 5 min" }).waitFor();
  await post(page);
  await page
    .getByText("Update live on 1 page. 2 e-mails go to the outbox in 5 min: no mail server is set up.")
    .waitFor();
  await page
    .getByRole("timer")
    .getByText(/Held, told in [45]:\d\d/)
    .waitFor();
  await page.getByRole("button", { name: "Recall", exact: true }).click();
  await page.getByRole("button", { name: "Recalled, nobody was told" }).waitFor();

  await write(page, "It is restarted.");
  await page.getByRole("button", { name: "2 e-mails to the outbox", exact: true }).waitFor();
  await post(page);
  await page
    .getByText("Update live on 1 page. 2 e-mails go to the outbox: no mail server is set up.")
    .waitFor();
  const line = page.getByRole("button", { name: "In the outbox 2 of 2" });
  await line.click();
  const sheet = page.getByRole("dialog", { name: "In the outbox 2 of 2" });
  await sheet.getByRole("region", { name: "Deliveries" }).getByText("pia@example.com").waitFor();
  // It would only be kept again.
  await sheet.getByText("No mail server is set up").waitFor();
  expect(await sheet.getByRole("button", { name: /^Send again/ }).count()).toBe(0);
  const { client } = house.person;
  const told = await client.notifications.list({ organization: "acme" });
  expect(told.map(({ counts }) => counts)).toEqual([{ kept: 2 }, { recalled: 2 }]);
  const { items } = await client.deliveries.list({
    organization: "acme",
    notificationId: told[0]?.id ?? "",
  });
  await expect(
    client.deliveries.replay({ organization: "acme", deliveryId: items[0]?.id ?? "" }),
  ).rejects.toThrow("No mail server is set up");
});

test("before an update is posted each chat is drawn as it will show it, and a webhook's JSON is written out", async () => {
  const { page } = await openIncident(await followedByAll("chats"));
  await write(page, "A **disk** is full.\n\n- one\n- two");
  await page.getByRole("button", { name: "Tells 4 subscribers, 2 e-mails to the outbox" }).click();
  await page.getByRole("button", { name: "Preview messages" }).click();
  const dialog = page.getByRole("dialog", { name: "What subscribers get" });
  for (const [chat, formatted] of [
    ["Slack", 0],
    ["Discord", 1],
    ["Microsoft Teams", 1],
  ] as const) {
    await dialog.getByRole("radio", { name: chat }).click();
    const drawn = dialog.getByRole("region", { name: `What ${chat} gets` });
    await drawn.getByText("API is slow").last().waitFor();
    await drawn.getByText("Partial outage").waitFor();
    await drawn.getByText("Choose what you are told").waitFor();
    // Slack is sent plain text: nothing that is written there can call everybody in.
    await expect.poll(() => drawn.locator("strong").count(), { message: chat }).toBe(formatted);
    expect(await drawn.textContent()).not.toContain('":');
    for (const theme of ["Dark", "Light"]) {
      await dialog.getByRole("radio", { name: theme }).click();
      await expectAccessible(page);
    }
  }
  await dialog.getByRole("radio", { name: "Webhook" }).click();
  const json = dialog.getByRole("region", { name: "What Webhook gets" });
  await json.getByText('"incident.updated"').waitFor();
  await dialog.getByRole("button", { name: "Copy json" }).waitFor();
  expect(await dialog.getByRole("radio", { name: "Dark" }).count()).toBe(0);
});

test("an update is called live once the page shows it, with the way there, and not before", async () => {
  const house = await followed("lively");
  const { page, incidentId } = await openIncident(house);
  const held: (() => void)[] = [];
  let isHeld = false;
  await page.routeWebSocket(/\/live$/, (window) => {
    window.connectToServer().onMessage((message) => {
      const tell = () => window.send(message);
      if (isHeld) held.push(tell);
      else tell();
    });
  });
  await page.reload();
  await page.getByRole("button", { name: "2 e-mails to the outbox" }).waitFor();
  await page.getByRole("button", { name: "Connection: Live" }).waitFor();
  isHeld = true;
  await write(page, "A disk is full.");
  await post(page);
  await page.getByText("Update posted. 2 e-mails go to the outbox: no mail server is set up.").waitFor();
  isHeld = false;
  for (const tell of held) tell();
  await page
    .getByText("Update live on 1 page. 2 e-mails go to the outbox: no mail server is set up.")
    .waitFor();
  const link = page.getByRole("link", { name: /^lively ?, as visitors see it/ });
  expect(await link.getAttribute("href")).toMatch(new RegExp(`/status/lively/incidents/${incidentId}$`));
  await expectAccessible(page);
});

test("an update that tells nobody says so before and after", async () => {
  const { page } = await openIncident(await followed("quiet"));
  await write(page, "Only a correction.");
  await page.getByRole("button", { name: "2 e-mails to the outbox" }).click();
  await page.getByRole("switch", { name: "Tell subscribers" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Tells nobody" }).waitFor();
  await post(page);
  await page.getByText("Update live on 1 page. Nobody was told.").waitFor();
  // The next one is told again, unless that is chosen anew.
  await page.getByRole("button", { name: "2 e-mails to the outbox" }).waitFor();
});

test("what reached nobody is loud on the overview and at the incident, and is sent again from there", async () => {
  const house = await followed("silent");
  const { page, incidentId } = await openIncident(house);
  await write(page, "A disk is full.");
  await page.getByRole("button", { name: "2 e-mails to the outbox" }).waitFor();
  await post(page);
  await page.getByRole("button", { name: "In the outbox 2 of 2" }).waitFor();
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query("update deliveries set state = 'given_up', error = 'It answered 404.'");
  await database.query("update notifications set created_at = now() - interval '6 minutes'");
  await database.end();
  await page.goto(`${fanal.url}/app/silent`);
  await page
    .getByRole("list", { name: "Updates that reached nobody" })
    .getByRole("link", { name: "API is slow" })
    .click();
  await page.getByRole("alert").getByText("2 subscribers should have been told").waitFor();
  await page.getByRole("button", { name: "See why" }).click();
  await page.getByText("It answered 404.").first().waitFor();
  await page.getByRole("button", { name: "Send again to the 2 missed" }).click();
  await page.getByText("Telling 2 subscribers again.").waitFor();
  await expect
    .poll(async () => {
      const { client } = house.person;
      const [told] = await client.notifications.list({ organization: "silent", incidentId });
      return told?.counts;
    })
    .toEqual({ kept: 2 });
  await page.getByRole("alert").waitFor({ state: "detached" });
});

test("without a mail server the outbox shows each e-mail as it would look", async () => {
  const house = await followed("kept");
  const { page } = await openIncident(house);
  await write(page, "A disk is full.");
  await page.getByRole("button", { name: "2 e-mails to the outbox" }).waitFor();
  await post(page);
  await page.getByRole("button", { name: "In the outbox 2 of 2" }).waitFor();
  await page.goto(`${fanal.url}/app/kept/outbox`);
  await page.getByText("No mail server is set up").waitFor();
  const mails = page.getByRole("list", { name: "E-mails" }).getByRole("button");
  expect(await mails.count()).toBe(2);
  await mails.filter({ hasText: "pia@example.com" }).click();
  await page.frameLocator('iframe[title="E-mail"]').getByText("A disk is full.").waitFor();
});

test.for(devices)("what is told has no barrier on a $device", async ({ device, size }) => {
  const organization = `look-${device}`;
  const house = await followedByAll(organization);
  const { id: incidentId } = await house.person.client.incidents.create({
    organization,
    title: "API is slow",
    message: "We look.",
    services: [{ serviceId: idOf(house, "API"), status: "partial_outage" }],
  });
  const page = await openAs(browser, fanal.url, house.person, size);
  const seen = async (name: string) => {
    await expectNoBarrier(page, name);
    const folder = process.env.SCREENSHOTS;
    if (folder === undefined) return;
    await page.screenshot({ path: `${folder}/${name}-light-${device}.png` });
    await inDark(page, () => page.screenshot({ path: `${folder}/${name}-dark-${device}.png` }));
  };
  await page.goto(`${fanal.url}/app/${organization}/incidents/${incidentId}`);
  await page.getByRole("button", { name: "Tells 4 subscribers, 2 e-mails to the outbox" }).waitFor();
  await write(page, "A **disk** is full. All data is safe.");
  await page
    .getByRole("button", { name: /^In the outbox 2 of 6/ })
    .first()
    .waitFor();
  await seen("incident");
  await page.getByRole("button", { name: "Tells 4 subscribers, 2 e-mails to the outbox" }).click();
  await page.getByRole("list", { name: "Pages" }).waitFor();
  await seen("chip");
  await page.getByRole("button", { name: "Preview messages" }).click();
  await page.frameLocator('iframe[title="E-mail"]').getByText("All data is safe.").waitFor();
  await seen("messages");
  await page.getByRole("radio", { name: "Dark" }).click();
  await page.frameLocator('iframe[title="E-mail"]').getByText("All data is safe.").waitFor();
  await seen("messages-dark");
  for (const chat of ["Slack", "Discord", "Microsoft Teams", "Webhook"]) {
    await page.getByRole("radio", { name: chat }).click();
    const drawn = page.getByRole("region", { name: `What ${chat} gets` });
    await drawn.getByText("All data is safe.").first().waitFor();
    await seen(`messages-${chat.toLowerCase().replace(" ", "-")}`);
  }
  await page.keyboard.press("Escape");
  await page
    .getByRole("button", { name: /^In the outbox 2 of 6/ })
    .first()
    .click();
  await page.getByText("pia@example.com").waitFor();
  await seen("sheet");
  await page.goto(`${fanal.url}/app/${organization}/outbox`);
  await page.getByRole("list", { name: "E-mails" }).waitFor();
  await seen("outbox");
  const dialog = await openDeclare(page);
  await dialog.getByRole("button", { name: "Tells 4 subscribers, 2 e-mails to the outbox" }).waitFor();
  await seen("declare");
  await page.goto(`${fanal.url}/app/${organization}/maintenances/new`);
  await page.getByRole("button", { name: "Tells 4 subscribers, 2 e-mails to the outbox" }).waitFor();
  await page
    .getByRole("button", { name: "Tells 4 subscribers, 2 e-mails to the outbox" })
    .scrollIntoViewIfNeeded();
  await seen("maintenance");
});
