import { startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { devices, expectNoBarrier, type Furnished, furnish, longWord } from "../support/accessibility.ts";
import { openAs, openWindow } from "../support/dashboard.ts";

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

describe.each(devices)("on a $device", ({ device, size }) => {
  test("pages for those who are not signed in have no barrier", { timeout: 60_000 }, async () => {
    const page = await openWindow(browser, size);
    const paths = [
      "/sign-in",
      "/sign-up",
      "/forgot-password",
      "/magic-link",
      "/magic-link#token=made-up",
      "/reset-password",
      "/reset-password#token=made-up",
      "/verify-email#token=made-up",
      "/confirm-sign-up#token=made-up",
      "/second-factor",
      house.invitation,
      "/invitations/made-up",
      "/status/lumen",
      "/status/nobody",
    ];
    for (const path of paths) {
      await page.goto("about:blank");
      await page.goto(fanal.url + path);
      await page.getByRole("heading").first().waitFor();
      await expectNoBarrier(page, path);
    }
  });

  test("people, keys, the log and one's account have no barrier", { timeout: 120_000 }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const places: [path: string, proof: string][] = [
      ["/app/lumen/members", "Konstantinos Papadopoulos-Oikonomou"],
      ["/app/lumen/teams", "Failing since"],
      ["/app/lumen/monitoring", "Nightly backup of the"],
      ["/app/lumen/monitoring/checks", "It refused the connection."],
      ["/app/lumen/monitoring/alerts", "Alertmanager of the"],
      ["/app/lumen/settings", "Organization name"],
      ["/app/lumen/settings/sign-in", "Okta of the"],
      ["/app/lumen/settings/api-keys", "Deploys of the"],
      ["/app/lumen/settings/import", "Ready to start"],
      ["/app/lumen/audit-log", "made API key"],
      ["/account", "Sessions"],
      [house.invitation, "This invitation is for somebody else"],
    ];
    for (const [path, proof] of places) {
      await page.goto(fanal.url + path);
      await page.getByText(proof).first().waitFor();
      await expectNoBarrier(page, path);
    }
  });

  test("what opens over people, keys and the log has no barrier", { timeout: 120_000 }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const main = page.getByRole("main");
    const openings: [path: string, button: string][] = [
      ["members", "Invite people"],
      ["teams", "New team"],
      ["monitoring", "New heartbeat"],
      ["monitoring/checks", "New check"],
      ["monitoring/alerts", "New source"],
      ["settings", "Delete organization…"],
      ["settings/api-keys", "New key"],
      ["settings/api-keys", `Revoke Deploys of the ${longWord}`],
      ["settings/import", "New import"],
      ["settings/import", "Show the import from Statuspage"],
      ["settings/sign-in", "Add identity provider"],
      ["settings/sign-in", `Edit Directory of the ${longWord}`],
      ["settings/sign-in", `Revoke Okta of the ${longWord}`],
      ["audit-log", "Who"],
      ["audit-log", "When"],
      ["audit-log", `made API key Deploys of the ${longWord}`],
    ];
    for (const [path, button] of openings) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await main.getByRole("button", { name: button, exact: true }).click();
      await page.locator('[role="dialog"], [role="alertdialog"]').waitFor();
      await expectNoBarrier(page, `${path}: ${button}`);
    }
  });

  test("notices to teams, and what opens over them, have no barrier", { timeout: 120_000 }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    const open = async () => {
      await page.goto(`${fanal.url}/app/lumen/teams`);
      await page.getByRole("list", { name: /^Notices to Platform/ }).waitFor();
    };
    const dialog = page.getByRole("dialog");
    await open();
    await page.getByRole("button", { name: /^Add notices to Platform/ }).click();
    await dialog.getByText("To the members of the team").waitFor();
    await expectNoBarrier(page, "notices by e-mail");
    await dialog.getByLabel("Where").click();
    await page.getByRole("option", { name: "Slack" }).click();
    for (const kind of await dialog.getByRole("checkbox").all()) await kind.click();
    await dialog.getByRole("button", { name: "Add notices" }).click();
    await dialog.getByText("Choose at least one.").waitFor();
    await expectNoBarrier(page, "notices that lack something");
    for (const [item, shown] of [
      ["Edit…", "New address"],
      ["Renew secret…", "Notices are signed with the new one"],
      ["Remove…", "its address is forgotten"],
    ] as const) {
      await open();
      await page.getByRole("button", { name: /^More actions for Webhook of Platform/ }).click();
      await page.getByRole("menuitem", { name: item }).click();
      await page.getByText(shown).first().waitFor();
      await expectNoBarrier(page, item);
    }
    await page.context().close();
  });

  test("what is wrong with a provider, and what a directory is given, has no barrier", {
    timeout: 60_000,
  }, async () => {
    const page = await openAs(browser, fanal.url, house.person, size);
    await page.goto(`${fanal.url}/app/lumen/settings/sign-in`);
    await page.getByRole("button", { name: "Add identity provider" }).click();
    await page.getByRole("radio", { name: "SAML 2.0" }).click();
    await page.getByRole("button", { name: "Add provider" }).click();
    await page.getByText("Name it, so that people know").waitFor();
    await expectNoBarrier(page);
    await page.keyboard.press("Escape");
    const name = `${device} of the ${longWord}`;
    await page.getByLabel("Directory", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Make token" }).click();
    await page.getByRole("dialog", { name: `${name} is made` }).waitFor();
    await page.getByRole("button", { name: `Revoke ${name}`, includeHidden: true }).waitFor();
    await expectNoBarrier(page);
  });

  test("what a viewer sees has no barrier, and no button that does nothing for them", {
    timeout: 120_000,
  }, async () => {
    const page = await openAs(browser, fanal.url, house.viewer, size);
    const places: [path: string, proof: string][] = [
      ["members", "Mara Ilves"],
      ["teams", "Platform"],
      ["monitoring", "Nightly backup of the"],
      ["monitoring/alerts", "Alertmanager of the"],
      ["settings", "Your role"],
      ["settings/sign-in", "Only admins see"],
      ["settings/api-keys", "Admins of the organization see its keys here."],
      ["settings/import", "Admins of the organization import its past here."],
      ["audit-log", "Admins of the organization read its log here."],
    ];
    for (const [path, proof] of places) {
      await page.goto(`${fanal.url}/app/lumen/${path}`);
      await page.getByText(proof).first().waitFor();
      await expectNoBarrier(page, path);
      const dead = /invite|new|add|remove|revoke|rename|delete|save|make|export|role of/i;
      expect(await page.getByRole("main").getByRole("button", { name: dead }).count(), path).toBe(0);
    }
  });
});
