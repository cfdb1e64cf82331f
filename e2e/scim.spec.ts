import { type Person, setTxtRecords, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, openAs, phone } from "./support/dashboard.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** What a directory asks. */
async function ask(token: string, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${fanal.url}/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function asDirectory({ email }: Person, { active }: { active: boolean }): object {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName: email,
    emails: [{ primary: true, value: email, type: "work" }],
    active,
  };
}

/** Somebody with an address of a domain, who has followed the link that shows that it is theirs. */
async function signUpAt(domain: string, name: string): Promise<Person> {
  const person = await fanal.signUp(name);
  const email = person.email.replace(/@.*/, `@${domain}`);
  const database = new pg.Client({ connectionString: fanal.databaseUrl });
  await database.connect();
  await database.query('update auth."user" set email = $1, email_verified = true where email = $2', [
    email,
    person.email,
  ]);
  await database.end();
  return { ...person, email };
}

test("a directory brings somebody in, and their open tab goes to the sign-in page once it deactivates them", async () => {
  const { person } = await foundHouse(fanal, "harbour", ["API"]);
  const domain = "harbour.example";
  const nils = await signUpAt(domain, "Nils Berg");
  const { id: emailDomainId, record } = await person.client.emailDomains.add({
    organization: "harbour",
    domain,
  });
  setTxtRecords(record.name, [record.value]);
  await person.client.emailDomains.verify({ organization: "harbour", emailDomainId });

  const admin = await openAs(browser, fanal.url, person);
  await admin.goto(`${fanal.url}/app/harbour/settings/sign-in`);
  await admin.getByText("No tokens yet.").waitFor();
  await admin.getByRole("button", { name: "Make token" }).click();
  await admin.getByText("Name the directory, for example Okta.").waitFor();
  await admin.getByLabel("Directory", { exact: true }).fill("Okta");
  await admin.getByRole("button", { name: "Make token" }).click();
  const shown = admin.getByRole("dialog", { name: "Okta is made" });
  const token = await shown.getByLabel("Token", { exact: true }).inputValue();
  await shown.getByRole("button", { name: "Done" }).click();
  const row = admin.getByRole("list", { name: "Provisioning tokens" }).getByRole("listitem");
  await row.getByText("never used").waitFor();

  await admin.goto(`${fanal.url}/app/harbour/members`);
  await admin.getByRole("listitem", { name: "Mara Ilves" }).waitFor();
  const made = await ask(token, "POST", "/Users", asDirectory(nils, { active: true }));
  expect(made.status).toBe(201);
  const { id }: { id: string } = await made.json();
  await admin.getByRole("listitem", { name: "Nils Berg" }).waitFor();

  const theirs = await openAs(browser, fanal.url, nils, phone);
  await theirs.goto(`${fanal.url}/app/harbour/services`);
  await theirs.getByText("API").first().waitFor();
  await ask(token, "PUT", `/Users/${id}`, asDirectory(nils, { active: false }));
  await theirs.waitForURL("**/sign-in");
  await theirs.getByText("You are no longer a member of harbour.").waitFor();
  await admin.getByRole("listitem", { name: "Nils Berg" }).waitFor({ state: "detached" });

  await admin.goto(`${fanal.url}/app/harbour/settings/sign-in`);
  await row.getByText("used now").waitFor();
  await admin.getByRole("button", { name: "Revoke Okta" }).click();
  await admin.getByRole("button", { name: "Revoke token" }).click();
  await admin.getByText("No tokens yet.").waitFor();
  expect((await ask(token, "GET", "/Users")).status).toBe(401);
});

test("tokens that cannot be loaded are asked for again, and a name that was typed while the server was away is kept", async () => {
  const { person } = await foundHouse(fanal, "quay", ["API"]);
  const page = await openAs(browser, fanal.url, person);
  let isAway = true;
  await page.route(/\/scim-tokens$/, (route) => (isAway ? route.abort() : route.continue()));
  await page.goto(`${fanal.url}/app/quay/settings/sign-in`);
  const section = page.getByRole("region", { name: "Provisioning (SCIM)" });
  await section.getByText("Could not load tokens.").waitFor();
  expect(await section.getByRole("button", { name: "Make token" }).count()).toBe(0);
  isAway = false;
  await section.getByRole("button", { name: "Retry" }).click();
  await section.getByText("No tokens yet.").waitFor();

  isAway = true;
  await section.getByLabel("Directory", { exact: true }).fill("Entra");
  await section.getByRole("button", { name: "Make token" }).click();
  await section.getByRole("alert").getByText("The server does not answer.").waitFor();
  expect(await section.getByLabel("Directory", { exact: true }).inputValue()).toBe("Entra");
  isAway = false;
  await section.getByRole("button", { name: "Make token" }).click();
  await page.getByRole("dialog", { name: "Entra is made" }).waitFor();
});
