import {
  type Person,
  startTestFanal,
  startTestReceiver,
  type TestFanal,
  type TestReceiver,
} from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, idOf, isTooWide, openAs, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;
let receiver: TestReceiver;

beforeAll(async () => {
  [fanal, browser, receiver] = await Promise.all([
    startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true }),
    launchBrowser(),
    startTestReceiver(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});

test("a team's notices are added, tested, sent when an incident opens, changed and removed", async () => {
  const house = await foundHouse(fanal, "beacon", ["Webhooks"]);
  const { client } = house.person;
  const { id: teamId } = await client.teams.create({ organization: "beacon", name: "Platform" });
  const serviceId = idOf(house, "Webhooks");
  await client.services.update({ organization: "beacon", serviceId, teamId });
  const page = await open(house.person, "beacon/teams");
  const team = page.getByRole("region", { name: "Platform" });
  await team.getByText("Nobody is told when an incident on its services opens").waitFor();
  await team.getByRole("button", { name: "Add notices to Platform" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Where").click();
  await page.getByRole("option", { name: "Webhook" }).click();
  await dialog.getByRole("button", { name: "Add notices" }).click();
  await dialog.getByText("Paste the address.").waitFor();
  await dialog.getByLabel("Address").fill(`${receiver.url}/platform`);
  await dialog.getByRole("button", { name: "Add notices" }).click();
  expect(await dialog.getByLabel("Secret").inputValue()).toMatch(/^whsec_/);
  await dialog.getByRole("button", { name: "Done" }).click();

  const row = team.getByRole("list", { name: "Notices to Platform" }).getByRole("listitem");
  await row.getByText("All notices").waitFor();
  expect(await row.textContent()).not.toContain("/platform");
  receiver.answer("/platform", (response) => void response.writeHead(404).end());
  await act(page, "Send a test");
  await row.getByText(/Failing since .*It answered 404\./).waitFor();
  receiver.answer("/platform", (response) => void response.writeHead(204).end());
  await act(page, "Send a test");
  await row.getByText(/Test arrived/).waitFor();

  const services = [{ serviceId, status: "partial_outage" as const }];
  const input = { organization: "beacon", title: "Webhooks are late", message: "We look.", services };
  await client.incidents.create(input);
  await row.getByText(/Last notice arrived/).waitFor();
  const posts = await receiver.atLeast(3, "/platform");
  expect(JSON.parse(posts.at(-1)?.body ?? "").type).toBe("notice.incident_opened");

  await act(page, "Edit…");
  await dialog.getByRole("checkbox", { name: "An incident opens" }).click();
  await dialog.getByRole("button", { name: "Save notices" }).click();
  await row.getByText("Incidents: late, silent").waitFor();
  await act(page, "Remove…");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove notices" }).click();
  await team.getByText("Nobody is told when an incident on its services opens").waitFor();
});

test("notices are added, tried, muted and their secret is renewed without a pointer", async () => {
  const house = await foundHouse(fanal, "keys", ["API"]);
  const { client } = house.person;
  await client.noticeTargets.create({ organization: "keys", teamId: null, channel: "email" });
  const page = await open(house.person, "keys/teams");
  const rows = page.getByRole("list", { name: "Notices to all services" }).getByRole("listitem");
  await rows.getByText("E-mail to 1 member").waitFor();
  const { keyboard } = page;
  const secret = page.getByRole("textbox", { name: "Secret", exact: true });

  await tabTo(page, "Add notices to all services");
  await keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Notices to all services" });
  await dialog.waitFor();
  await tabTo(page, "Where");
  await keyboard.press("Enter");
  await page.getByRole("option", { name: "Webhook" }).waitFor();
  await keyboard.press("End");
  await hasFocus(page.getByRole("option", { name: "Webhook" }));
  await keyboard.press("Enter");
  // It comes back when the list is gone, also to whoever was quick enough to be elsewhere by then.
  await hasFocus(dialog.getByRole("combobox", { name: "Where" }));
  await tabTo(page, "Address");
  await keyboard.type(`${receiver.url}/keys`);
  await tabTo(page, "An incident opens");
  await keyboard.press("Space");
  await tabTo(page, "Add notices");
  await keyboard.press("Enter");
  await secret.waitFor();
  await tabTo(page, "Done");
  await keyboard.press("Enter");
  await secret.waitFor({ state: "detached" });
  await rows.getByText("Incidents: late, silent").waitFor();

  await choose(page, "Webhook", "Send a test");
  await rows.getByText(/Test arrived/).waitFor();
  await choose(page, "Webhook", "Renew secret…");
  await page.getByRole("alertdialog", { name: "Renew the secret of Webhook?" }).waitFor();
  await tabTo(page, "Renew secret");
  await keyboard.press("Enter");
  expect(await secret.inputValue()).toMatch(/^whsec_/);
  await tabTo(page, "Done");
  await keyboard.press("Enter");
  await secret.waitFor({ state: "detached" });

  await choose(page, "E-mail to 1 member", "Mute for me");
  await rows.getByText("All notices, muted for you").waitFor();
  await choose(page, "E-mail to 0 members", "Mail me again");
  await rows.getByText("E-mail to 1 member").waitFor();
});

test("who may not change them sees them only, and on a phone nothing is too wide", async () => {
  const house = await foundHouse(fanal, "lighter", ["API"]);
  const { client } = house.person;
  const { id: teamId } = await client.teams.create({ organization: "lighter", name: "Platform" });
  const url = "https://hooks.slack.com/services/T0/B0/verylongsecretx4Tq";
  await client.noticeTargets.create({ organization: "lighter", teamId, channel: "slack", url });
  await client.noticeTargets.create({ organization: "lighter", teamId: null, channel: "email" });
  const narrow = await openAs(browser, fanal.url, house.person, phone);
  await narrow.goto(`${fanal.url}/app/lighter/teams`);
  await narrow.getByText("hooks.slack.com/…x4Tq").waitFor();
  await narrow.getByText("E-mail to 1 member").waitFor();
  expect(await isTooWide(narrow)).toBe(false);

  const guest = await fanal.signUp("Gita Guest");
  const emails = [guest.email];
  const [invited] = await client.invitations.create({ organization: "lighter", emails, role: "viewer" });
  await guest.client.invitations.accept({ token: invited?.link?.split("/").at(-1) ?? "" });
  const page = await open(guest, "lighter/teams");
  await page.getByText("hooks.slack.com/…x4Tq").waitFor();
  expect(
    await page
      .getByRole("main")
      .getByRole("button", { name: /notices|Slack/i })
      .count(),
  ).toBe(0);
});

/** Presses Tab until something has the focus, as somebody does who has no pointer. */
async function tabTo(page: Page, name: string): Promise<void> {
  const nameOfFocused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (element === null) return "";
      const labels = "labels" in element ? (element.labels as NodeListOf<HTMLElement> | null) : null;
      return (
        element.getAttribute("aria-label") ??
        labels?.[0]?.textContent ??
        element.textContent ??
        ""
      ).trim();
    });
  for (let presses = 0; presses < 80; presses++) {
    if ((await nameOfFocused()) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Nothing called ${name} can be reached by Tab`);
}

function hasFocus(wanted: Locator): Promise<void> {
  return expect.poll(() => wanted.evaluate((element) => element === document.activeElement)).toBe(true);
}

/** Chooses something from the menu of a row, by keyboard alone. */
async function choose(page: Page, target: string, item: string): Promise<void> {
  await tabTo(page, `More actions for ${target} of all services`);
  await page.keyboard.press("Enter");
  const wanted = page.getByRole("menuitem", { name: item });
  await wanted.waitFor();
  // The menu finds an item by how it begins.
  await page.keyboard.type(item.slice(0, 4));
  await hasFocus(wanted);
  await page.keyboard.press("Enter");
}

/** Chooses something from the menu of the only row. */
async function act(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "More actions for Webhook of Platform" }).click();
  await page.getByRole("menuitem", { name }).click();
}

async function open(person: Person, path: string): Promise<Page> {
  const page = await openAs(browser, fanal.url, person);
  await page.goto(`${fanal.url}/app/${path}`);
  return page;
}
