import {
  type Auth0StandIn,
  type SamlStandIn,
  setTxtRecords,
  startAuth0StandIn,
  startSamlStandIn,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, isTooWide, openAs, openWindow, phone } from "./support/dashboard.ts";

let saml: SamlStandIn;
let oidc: Auth0StandIn;
let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [saml, oidc, browser, fanal] = await Promise.all([
    startSamlStandIn(),
    startAuth0StandIn(),
    launchBrowser(),
    startTestFanal(inject("clusterUrl"), { allowsPrivateNetworks: true }),
  ]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
  await oidc[Symbol.asyncDispose]();
  await saml[Symbol.asyncDispose]();
});

/** Our own page asks for an address too, so it is told apart by where it is. */
async function signInAt(page: Page, origin: string, email: string): Promise<void> {
  await page.waitForURL((url) => url.origin === origin);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

/** Adds a domain on the page and puts the record that it shows into the DNS. */
async function proveDomain(page: Page, domain: string): Promise<void> {
  await page.getByLabel("New domain").fill(domain);
  await page.getByRole("button", { name: "Add domain" }).click();
  const row = page
    .getByRole("list", { name: "E-mail domains" })
    .getByRole("listitem")
    .filter({ hasText: domain });
  await row.getByText("Waiting for DNS").waitFor();
  await row.getByRole("button", { name: `Verify ${domain}` }).click();
  await row.getByText("The TXT record was not found").waitFor();
  const value = await row.getByRole("definition").nth(1).textContent();
  setTxtRecords(`_fanal-sign-in.${domain}`, [value?.trim() ?? ""]);
  await row.getByRole("button", { name: `Verify ${domain}` }).click();
  await row.getByText("Verified", { exact: true }).waitFor();
}

test("an admin sets up SAML and tries it out, and another tab follows", async () => {
  const { person } = await foundHouse(fanal, "acme", ["API"]);
  saml.addPerson({ email: "jo@acme.example", name: "Jo Lind" });
  saml.addPerson({ email: "eve@elsewhere.example", name: "Eve" });
  const samlOrigin = new URL(saml.signInUrl).origin;
  const admin = await openAs(browser, fanal.url, person);
  const other = await openAs(browser, fanal.url, person);
  await other.goto(`${fanal.url}/app/acme/settings/sign-in`);
  await other.getByRole("button", { name: "Add identity provider" }).waitFor();
  await admin.goto(`${fanal.url}/app/acme/settings/sign-in`);
  await admin.getByLabel("New domain").fill("gmail.com");
  await admin.getByRole("button", { name: "Add domain" }).click();
  await admin.getByText("Anybody can have an address at gmail.com.").waitFor();
  await proveDomain(admin, "acme.example");

  await admin.getByRole("button", { name: "Add identity provider" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("radio", { name: "SAML 2.0" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Directory");
  await dialog.getByLabel("Metadata").fill("<html>");
  await dialog.getByRole("button", { name: "Add provider" }).click();
  await dialog.getByText("This is no XML.").waitFor();
  await dialog.getByLabel("Metadata").fill(saml.metadata);
  await dialog.getByRole("button", { name: "Add provider" }).click();
  await dialog.waitFor({ state: "detached" });
  await admin.getByText("Not tested").waitFor();
  // In another tab too, by itself.
  await other.getByText("Not tested").waitFor();

  await admin.getByRole("button", { name: "Test sign-in with Directory" }).click();
  await signInAt(admin, samlOrigin, "eve@elsewhere.example");
  await admin.getByText("The test sign-in was refused. Your e-mail address is of a domain").waitFor();
  await admin.getByRole("button", { name: "Test sign-in with Directory" }).click();
  await signInAt(admin, samlOrigin, "jo@acme.example");
  await admin.getByText("The test sign-in worked").waitFor();
  await other.getByText("Works", { exact: true }).waitFor();
});

test("a colleague is led to SAML by their address, and is in; a stranger is told why they are not", async () => {
  const { person } = await foundHouse(fanal, "dock", ["API"]);
  const organization = "dock";
  saml.addPerson({ email: "jo@dock.example", name: "Jo Lind" });
  saml.addPerson({ email: "eve@elsewhere.example", name: "Eve" });
  const samlOrigin = new URL(saml.signInUrl).origin;
  const { client } = person;
  await client.ssoProviders.create({ organization, name: "Directory", saml: { metadata: saml.metadata } });
  const { id: emailDomainId, record } = await client.emailDomains.add({
    organization,
    domain: "dock.example",
  });
  setTxtRecords(record.name, [record.value]);
  await client.emailDomains.verify({ organization, emailDomainId });

  const page = await openWindow(browser, phone);
  await page.goto(`${fanal.url}/sign-in`);
  await page.getByRole("link", { name: "Use single sign-on" }).click();
  // The page before has a field for an e-mail address too.
  await page.getByRole("heading", { name: "Use single sign-on" }).waitFor();
  await page.getByLabel("E-mail").fill("somebody@nowhere.example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByText("There is no single sign-on for this address").waitFor();
  await page.getByLabel("E-mail").fill("jo@dock.example");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await signInAt(page, samlOrigin, "jo@dock.example");
  await page.waitForURL(`${fanal.url}/app/dock`);
  await page.goto(`${fanal.url}/app/dock/services`);
  await page.getByText("API").first().waitFor();
  expect(await isTooWide(page)).toBe(false);
  await page.context().close();

  const eve = await openWindow(browser);
  await eve.goto(`${fanal.url}/sign-in?organization=dock`);
  await eve.getByRole("button", { name: "Continue with Directory" }).click();
  await signInAt(eve, samlOrigin, "eve@elsewhere.example");
  await eve.getByText("Your e-mail address is of a domain that this organization has not verified").waitFor();
});

test("an admin sets up OpenID Connect; a colleague comes back to the page that they wanted to see", async () => {
  const { person } = await foundHouse(fanal, "harbor", ["API"]);
  oidc.addPerson({ email: "kim@harbor.example", name: "Kim Aro" });
  const admin = await openAs(browser, fanal.url, person, phone);
  await admin.goto(`${fanal.url}/app/harbor/settings/sign-in`);
  await proveDomain(admin, "harbor.example");
  await admin.getByRole("button", { name: "Add identity provider" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Directory");
  await dialog.getByLabel("Issuer").fill(oidc.origin);
  await dialog.getByLabel("Client ID").fill(oidc.clientId);
  await dialog.getByLabel("Client secret").fill("not the secret");
  await dialog.getByRole("button", { name: "Add provider" }).click();
  await dialog.getByText("It does not take this client id with this client secret.").waitFor();
  await dialog.getByLabel("Client secret").fill(oidc.clientSecret);
  await dialog.getByRole("button", { name: "Add provider" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await isTooWide(admin)).toBe(false);
  const redirectUri = await admin.getByText("/api/auth/sso/callback/").textContent();
  oidc.allowed.callbacks.add(redirectUri?.trim() ?? "");
  await admin.context().close();

  const page = await openWindow(browser);
  await page.goto(`${fanal.url}/app/harbor/services`);
  await page.getByRole("button", { name: "Continue with Directory" }).click();
  await signInAt(page, oidc.origin, "kim@harbor.example");
  await page.waitForURL(`${fanal.url}/app/harbor/services`);
  await page.getByRole("button", { name: /Kim Aro/ }).waitFor();
});
