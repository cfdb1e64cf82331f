import { type Auth0StandIn, startAuth0StandIn, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, isTooWide, openAs, openWindow, phone } from "./support/dashboard.ts";

const organizationAtAuth0 = "org_Zx81BcTpYq0aLmNe";

let auth0: Auth0StandIn;
let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  auth0 = await startAuth0StandIn();
  [fanal, browser] = await Promise.all([start(false), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await auth0[Symbol.asyncDispose]();
});

async function start(isOnlyWay: boolean): Promise<TestFanal> {
  const { origin, clientId, clientSecret } = auth0;
  const config = { origin, clientId, clientSecret, rolesClaim: "https://fanal.dev/roles", isOnlyWay };
  const started = await startTestFanal(inject("clusterUrl"), { auth0: config });
  auth0.allowed.callbacks.add(`${started.url}/api/auth/auth0/callback`);
  auth0.allowed.logouts.add(`${started.url}/sign-in`);
  return started;
}

/** Our own page asks for an address too, so it is told apart by where it is. */
function untilAtAuth0(page: Page): Promise<void> {
  return page.waitForURL(
    ({ origin, pathname }) => origin === auth0.origin && pathname.startsWith("/u/login/"),
  );
}

/** Says at Auth0 who one is. */
async function signInAtAuth0(page: Page, email: string): Promise<void> {
  await untilAtAuth0(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

test("an admin links an organization to one of Auth0; its members come in by their own page, and leave both", async () => {
  const { person } = await foundHouse(fanal, "acme", ["API"]);
  const admin = await openAs(browser, fanal.url, person);
  await admin.goto(`${fanal.url}/app/acme/settings/sign-in`);
  await admin.getByLabel("Organization at Auth0").fill("acme");
  await admin.getByRole("button", { name: "Save sign-in" }).click();
  await admin.getByText("it begins with org_").waitFor();
  await admin.getByLabel("Organization at Auth0").fill(organizationAtAuth0);
  await admin.getByRole("button", { name: "Save sign-in" }).click();
  await admin.getByText("Sign-in saved.").waitFor();
  // It counts once the admin has come through it.
  await admin.getByText("Nobody comes in this way yet.").waitFor();
  auth0.addPerson({ email: person.email, name: person.name });
  auth0.setMember(organizationAtAuth0, person.email, ["owner"]);
  await admin.getByRole("button", { name: "Sign in with Auth0 now" }).click();
  await signInAtAuth0(admin, person.email);
  await admin.waitForURL(`${fanal.url}/app/acme/settings/sign-in`);
  await admin.getByLabel("Organization at Auth0").waitFor();
  expect(await admin.getByText("Nobody comes in this way yet.").count()).toBe(0);

  auth0.addPerson({ email: "jo@acme.example", name: "Jo Lind" });
  auth0.setMember(organizationAtAuth0, "jo@acme.example", ["responder"]);
  const page = await openWindow(browser);
  await page.goto(`${fanal.url}/app/acme/services`);
  await page.getByRole("button", { name: "Continue with Auth0" }).click();
  await signInAtAuth0(page, "jo@acme.example");
  await page.waitForURL(`${fanal.url}/app/acme/services`);
  await page.getByRole("button", { name: "Status of API: Operational" }).waitFor();

  await page.getByRole("button", { name: /Jo Lind/ }).click();
  const leaving = page.waitForRequest((request) => request.url().startsWith(`${auth0.origin}/v2/logout`));
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await leaving;
  await page.waitForURL(`${fanal.url}/sign-in`);
  // Auth0 asks again who one is.
  await page.getByRole("button", { name: "Continue with Auth0" }).click();
  await untilAtAuth0(page);
  await page.context().close();

  const invitation = auth0.invite(organizationAtAuth0, "kim@acme.example");
  auth0.addPerson({ email: "kim@acme.example", name: "Kim Aro" });
  const invited = await openWindow(browser);
  await invited.goto(
    `${fanal.url}/sign-in?invitation=${invitation}&organization=${organizationAtAuth0}&organization_name=acme`,
  );
  await signInAtAuth0(invited, "kim@acme.example");
  await invited.waitForURL(`${fanal.url}/app/acme`);
  await invited.getByRole("button", { name: /Kim Aro/ }).waitFor();

  auth0.removeMember(organizationAtAuth0, "kim@acme.example");
  await invited.goto(`${fanal.url}/sign-in?organization=acme`);
  await invited.getByRole("button", { name: "Continue with Auth0" }).click();
  await invited.getByText("Auth0 says that you are not a member of this organization.").waitFor();
});

test("where Auth0 is the only way in, there is one button, on a phone too", async () => {
  await using only = await start(true);
  const page = await openWindow(browser, phone);
  await page.goto(`${only.url}/sign-in`);
  await page.getByRole("button", { name: "Continue with Auth0" }).waitFor();
  expect(await page.getByRole("button").count()).toBe(1);
  expect(await page.getByRole("textbox").count()).toBe(0);
  expect(await isTooWide(page)).toBe(false);
  for (const path of ["/sign-up", "/forgot-password", "/reset-password", "/magic-link"]) {
    await page.goto(only.url + path);
    await page.waitForURL("**/sign-in");
  }
  await page.goto(`${only.url}/sign-in?refusal=auth0_email_unverified`);
  await page.getByText("Auth0 has not verified your e-mail address yet.").waitFor();
  await page.goto(`${only.url}/sign-in?refusal=<script>`);
  await page.getByRole("button", { name: "Continue with Auth0" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);

  auth0.addPerson({ email: "lea@only.example", name: "Lea Only" });
  await page.getByRole("button", { name: "Continue with Auth0" }).click();
  await signInAtAuth0(page, "lea@only.example");
  await page.getByLabel("Organization name").fill("Only");
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.waitForURL("**/app/only**");
  await page.goto(`${only.url}/app/only/settings/sign-in`);
  const ways = page.getByRole("group", { name: "Allowed ways to sign in" });
  await ways.getByRole("checkbox", { name: "Auth0" }).waitFor();
  expect(await ways.getByRole("checkbox").count()).toBe(1);
  await page.getByText("Not on this server: everybody signs in with Auth0 here").waitFor();
  expect(await page.getByRole("button", { name: "Add identity provider" }).count()).toBe(0);
});
