import {
  codeOf,
  startTestFanal,
  startTestMailServer,
  type TestFanal,
  type TestMailServer,
} from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { foundHouse, openAs, openWindow, phone } from "./support/dashboard.ts";
import { addPasskey } from "./support/passkey.ts";

const password = "correct-horse-battery";
const newPassword = "staple-lantern-harbour";

let mailServer: TestMailServer;
let fanal: TestFanal;
let browser: Browser;
let number = 0;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  const mail = { smtpUrl: mailServer.url, from: "Fanal <fanal@lumen.example>" };
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl"), { mail }), launchBrowser()]);
});
let email: string;
beforeEach(() => {
  email = `mara.${++number}@example.com`;
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

/** The address that somebody's mail leads to. */
async function linkOf(to: string, subject: string): Promise<string> {
  const find = () =>
    mailServer.received.findLast((mail) => mail.recipients.includes(to) && mail.subject === subject);
  await expect.poll(find).toBeDefined();
  return find()?.links[0] ?? "";
}

async function fillSignIn(page: Page, secret: string): Promise<void> {
  await page.goto(`${fanal.url}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** An account with an organization, and a window where it is signed in. */
async function openAccount(slug: string) {
  const house = await foundHouse(fanal, slug, ["API"]);
  ({ email } = house.person);
  const page = await openAs(browser, fanal.url, house.person);
  await page.goto(`${fanal.url}/account`);
  await page.getByRole("heading", { name: "Account", exact: true }).waitFor();
  return { ...house, page };
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

test("somebody signs up, confirms their address, forgets the password and sets another, on a phone", async () => {
  const page = await openWindow(browser, phone);
  await page.goto(`${fanal.url}/sign-up`);
  await page.getByLabel("Name").fill("Mara Ilves");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill("password123");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("alert").getByText("most common ones").waitFor();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();

  await page.goto(await linkOf(email, "Confirm your e-mail address"));
  await page.getByLabel("Password").fill("not-the-right-one");
  expect(page.url()).toBe(`${fanal.url}/confirm-sign-up`);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await page.getByRole("alert").getByText("another password").waitFor();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await page.getByRole("heading", { name: "Name your organization" }).waitFor();
  await signOut(page);

  await page.goto(`${fanal.url}/sign-in`);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.getByRole("heading", { name: "Set a new password" }).waitFor();
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Send link" }).click();
  await page.getByRole("heading", { name: "Check your inbox" }).waitFor();
  const link = await linkOf(email, "Set a new password");
  await page.goto(link);
  await page.getByLabel("New password").fill(newPassword);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByRole("heading", { name: "Password set" }).waitFor();

  await fillSignIn(page, password);
  await page.getByRole("alert").getByText("do not match").waitFor();
  await fillSignIn(page, newPassword);
  await page.getByRole("heading", { name: "Name your organization" }).waitFor();

  await page.goto("about:blank");
  await page.goto(link);
  await page.getByLabel("New password").fill("another-lantern-harbour");
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByRole("alert").getByText("has been used").waitFor();
});

test("a second factor is set up, and asked for at the next sign-in; a recovery code stands in for it once", async () => {
  const { page, person } = await openAccount("factor");
  const section = page.getByRole("region", { name: "Second factor" });
  await section.getByLabel("Your password").fill(person.password);
  await section.getByRole("button", { name: "Set up second factor" }).click();
  const codes = section.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await codes.first().waitFor();
  const recovery = (await codes.first().textContent()) ?? "";
  const key = (await section.getByTestId("totp-key").textContent()) ?? "";
  const uri = `otpauth://totp/Fanal?secret=${key}`;
  await section.getByLabel("Code that the app shows").fill(codeOf(uri));
  await section.getByRole("button", { name: "Turn on second factor" }).click();
  await section.getByRole("button", { name: "Turn off second factor" }).waitFor();

  for (const code of [codeOf(uri, { ahead: 1 }), recovery]) {
    await signOut(page);
    await fillSignIn(page, person.password);
    await page.getByRole("heading", { name: "Second factor" }).waitFor();
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL("**/app/factor**");
  }

  await signOut(page);
  await fillSignIn(page, person.password);
  await page.getByLabel("Code").fill(recovery);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("alert").getByText("not right").waitFor();
});

test("recovery codes are renewed: those from before no longer work", async () => {
  const { page, person } = await openAccount("renewed");
  const section = page.getByRole("region", { name: "Second factor" });
  await section.getByLabel("Your password").fill(person.password);
  await section.getByRole("button", { name: "Set up second factor" }).click();
  const codes = section.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  const key = (await section.getByTestId("totp-key").textContent()) ?? "";
  const former = (await codes.first().textContent()) ?? "";
  await section.getByLabel("Code that the app shows").fill(codeOf(`otpauth://totp/Fanal?secret=${key}`));
  await section.getByRole("button", { name: "Turn on second factor" }).click();

  await section.getByLabel("Your password").fill("not my password");
  await section.getByRole("button", { name: "Renew recovery codes" }).click();
  await section.getByText("This is not your password.").waitFor();
  await section.getByLabel("Your password").fill(person.password);
  await section.getByRole("button", { name: "Renew recovery codes" }).click();
  const renewed = (await codes.first().textContent()) ?? "";

  await signOut(page);
  await fillSignIn(page, person.password);
  await page.getByLabel("Code").fill(former);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("alert").getByText("not right").waitFor();
  await page.getByLabel("Code").fill(renewed);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/app/renewed**");
});

test("theme and time zone follow the account to another device", async () => {
  const { page, person } = await openAccount("follow");
  const other = await openAs(browser, fanal.url, person);
  await other.goto(`${fanal.url}/account`);
  await page.getByRole("radio", { name: "Dark" }).click();
  await page.locator("html.dark").waitFor();
  await page.getByRole("button", { name: /^Time zone/ }).click();
  await page.getByPlaceholder("Berlin, New York").fill("Kolkata");
  await page.getByRole("option", { name: /Calcutta|Kolkata/ }).click();
  await page.getByRole("button", { name: "Follow this device" }).waitFor();
  await expect.poll(async () => (await person.client.me.get()).timeZone).toMatch(/Calcutta|Kolkata/);
  await other.goto(`${fanal.url}/app/follow/audit-log`);
  await other.locator("html.dark").waitFor();
  await other.getByText("GMT+5:30").first().waitFor();
});

test("a passkey is added, and signs in without a password", async () => {
  const { page } = await openAccount("passkey");
  await addPasskey(page);

  await signOut(page);
  await page.goto(`${fanal.url}/sign-in`);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/app/passkey**");
});

test("sessions that are ended are out at once, also a tab that is open", async () => {
  const { page, person } = await openAccount("sessions");
  const other = await openWindow(browser);
  await fillSignIn(other, person.password);
  await other.waitForURL("**/app/sessions**");
  await other.goto(`${fanal.url}/app/sessions/services`);
  await other.getByRole("button", { name: "Status of API: Operational" }).waitFor();

  await page.reload();
  const section = page.getByRole("region", { name: "Sessions" });
  await section.getByRole("listitem").nth(1).waitFor();
  await section.getByRole("button", { name: "End all other sessions" }).click();
  await expect.poll(() => section.getByRole("listitem").count()).toBe(1);
  await other.getByRole("alert").getByText("Your session ended").waitFor();
});

test("an account is deleted once its address is typed, and not while its organization would have no owner", async () => {
  const { page, person, organization } = await openAccount("deleted");
  const remove = async () => {
    await page.getByRole("button", { name: "Delete account…" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel(/^Type/).fill(person.email);
    await dialog.getByLabel("Your password").fill(person.password);
    await dialog.getByRole("button", { name: "Delete account" }).click();
    return dialog;
  };
  const dialog = await remove();
  await dialog.getByRole("alert").getByText(`only member of ${organization}`).waitFor();

  const alone = await fanal.signUp("Nils Berg");
  const window = await openAs(browser, fanal.url, alone);
  await window.goto(`${fanal.url}/account`);
  await window.getByRole("button", { name: "Delete account…" }).click();
  const second = window.getByRole("alertdialog");
  await second.getByLabel(/^Type/).fill("somebody@else.example");
  await second.getByRole("button", { name: "Delete account" }).click();
  await second.getByRole("alert").getByText("Type it to go on").waitFor();
  await second.getByLabel(/^Type/).fill(alone.email);
  await second.getByLabel("Your password").fill(alone.password);
  await second.getByRole("button", { name: "Delete account" }).click();
  await window.waitForURL("**/sign-in");
  await expect(alone.client.me.get()).rejects.toMatchObject({ code: "unauthorized" });
});
