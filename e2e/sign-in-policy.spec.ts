import { codeOf, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { foundHouse, isTooWide, openAs, phone } from "./support/dashboard.ts";
import { addPasskey } from "./support/passkey.ts";

let fanal: TestFanal;
let browser: Browser;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** An organization with an owner and a viewer, each in a window of their own. */
async function openHouse(slug: string) {
  const { person: mara } = await foundHouse(fanal, slug, ["API"]);
  const nils = await fanal.signUp("Nils Berg");
  const [invitation] = await mara.client.invitations.create({
    organization: slug,
    emails: [nils.email],
    role: "viewer",
  });
  await nils.client.invitations.accept({ token: invitation?.link?.split("/").at(-1) ?? "" });
  return {
    slug,
    mara: { ...mara, page: await openAs(browser, fanal.url, mara) },
    nils: { ...nils, page: await openAs(browser, fanal.url, nils, phone) },
  };
}

/** Sets up an authenticator app on the account page. */
async function setUpSecondFactor(page: Page, password: string): Promise<void> {
  const section = page.getByRole("region", { name: "Second factor" });
  await section.getByLabel("Your password").fill(password);
  await section.getByRole("button", { name: "Set up second factor" }).click();
  const key = (await section.getByTestId("totp-key").textContent()) ?? "";
  await section.getByLabel("Code that the app shows").fill(codeOf(`otpauth://totp/Fanal?secret=${key}`));
  await section.getByRole("button", { name: "Turn on second factor" }).click();
  await section.getByRole("button", { name: "Turn off second factor" }).waitFor();
}

test("a second factor is required: who lacks it is led to set one up, in a tab that is open, and is in again", async () => {
  const { slug, mara, nils } = await openHouse("factors");
  await nils.page.goto(`${fanal.url}/app/${slug}/services`);
  await nils.page.getByText("API").first().waitFor();

  await mara.page.goto(`${fanal.url}/app/${slug}/settings/sign-in`);
  const required = mara.page.getByRole("switch", { name: "Require a second factor" });
  await required.click();
  await mara.page.getByRole("alert").getByText("You did not show a second factor yourself").waitFor();
  expect(await required.isChecked()).toBe(false);
  await mara.page.getByRole("link", { name: "Open my account" }).click();
  await setUpSecondFactor(mara.page, mara.password);
  await mara.page.goto(`${fanal.url}/app/${slug}/settings/sign-in`);
  await required.click();
  await mara.page.getByText("Members need a second factor now.").waitFor();
  expect(await required.isChecked()).toBe(true);

  await nils.page.getByRole("heading", { name: `${slug} asks for a second factor` }).waitFor();
  expect(await isTooWide(nils.page)).toBe(false);
  await nils.page.getByRole("link", { name: "Set up a second factor" }).click();
  await setUpSecondFactor(nils.page, nils.password);
  await nils.page.getByRole("link", { name: "Back", exact: true }).click();
  await nils.page.waitForURL(`**/app/${slug}**`);
  await nils.page.getByRole("main", { name: slug }).waitFor();
});

test("ways of signing in are taken away: an open tab says which are left, and comes back by itself when they are given again", async () => {
  const { slug, mara, nils } = await openHouse("ways");
  await nils.page.goto(`${fanal.url}/app/${slug}/services`);
  await nils.page.getByText("API").first().waitFor();

  await mara.page.goto(`${fanal.url}/account`);
  await addPasskey(mara.page);
  await mara.page.goto(`${fanal.url}/app/${slug}/settings/sign-in`);
  const ways = mara.page.getByRole("group", { name: "Allowed ways to sign in" });
  const save = mara.page.getByRole("button", { name: "Save allowed ways" });
  for (const way of ["Password", "Link by mail"]) await ways.getByRole("checkbox", { name: way }).click();
  await save.click();
  await mara.page.getByRole("alert").getByText("You are not signed in one of these ways yourself").waitFor();

  await mara.page.context().clearCookies();
  await mara.page.goto(`${fanal.url}/sign-in?return=/app/${slug}/settings/sign-in`);
  await mara.page.getByRole("button", { name: "Use a passkey" }).click();
  for (const way of ["Password", "Link by mail"]) await ways.getByRole("checkbox", { name: way }).click();
  await save.click();
  await mara.page.getByText("Allowed ways to sign in saved.").waitFor();

  await nils.page.getByRole("heading", { name: `${slug} wants you to sign in another way` }).waitFor();
  await nils.page.getByText("It takes: Passkey. Sign in again").waitFor();
  for (const way of ["Password", "Link by mail"]) await ways.getByRole("checkbox", { name: way }).click();
  await save.click();
  await nils.page.getByText("API").first().waitFor();
});
