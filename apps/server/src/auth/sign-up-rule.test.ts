import path from "node:path";
import { startFanal } from "@fanal/server";
import { type Person, startAuth0StandIn, startTestFanal, type TestFanal, testConfig } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { tokenOf } from "../http/examples.fixture.ts";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { begin, configOf, land, whoIs } from "./auth0/auth0.fixture.ts";

let auth0: Awaited<ReturnType<typeof startAuth0StandIn>>;
let fanal: TestFanal;
let mara: Person;
let acme: { slug: string };
/** What the pages for strangers say before there is an account, and after. */
let saidBefore: string;

beforeAll(async () => {
  auth0 = await startAuth0StandIn();
  fanal = await startTestFanal(inject("clusterUrl"), { isSignUpOpen: false, auth0: configOf(auth0) });
  auth0.allowed.callbacks.add(`${fanal.url}/api/auth/auth0/callback`);
  saidBefore = await page();
  mara = await fanal.signUp("Mara Ilves");
  acme = await mara.client.organizations.create({ name: "Acme" });
});

afterAll(async () => {
  await fanal[Symbol.asyncDispose]();
  await auth0[Symbol.asyncDispose]();
});

const closed = '<meta name="fanal-sign-up" content="closed">';
const refused = {
  status: 403,
  code: "sign_up_closed",
  message:
    "New accounts are made by invitation here. Open the link of yours, or ask somebody who uses this Fanal for one.",
};

test("closed sign-up makes the first account and none after it, and the pages say so", async () => {
  expect(saidBefore).not.toContain(closed);
  expect(await page()).toContain(closed);
  expect(await signUp("nils@acme.example")).toMatchObject(refused);
  expect(await isThere("nils@acme.example")).toBe(false);
});

test("the address of somebody who has an account is refused with the same words", async () => {
  expect(await signUp(mara.email)).toMatchObject(refused);
});

test("the link of an invitation makes the account of its address, and of no other", async () => {
  const email = "Otto@acme.example";
  const invitation = await invite(email);
  expect(await signUp("somebody.else@acme.example", invitation)).toMatchObject(refused);
  expect(await signUp(email, "made-up")).toMatchObject(refused);
  expect(await signUp(email)).toMatchObject(refused);
  expect(await signUp(email, invitation)).toMatchObject({ status: 200 });
  expect(await isThere("otto@acme.example")).toBe(true);
});

test("an invitation that was revoked makes no account", async () => {
  const email = "petra@acme.example";
  const invitation = await invite(email);
  for (const { id: invitationId } of await mara.client.invitations.list({ organization: acme.slug }))
    await mara.client.invitations.revoke({ organization: acme.slug, invitationId });
  expect(await signUp(email, invitation)).toMatchObject(refused);
  expect(await isThere(email)).toBe(false);
});

test("whom Auth0 vouches for still gets an account", async () => {
  auth0.addPerson({ email: "jo@acme.example", name: "Jo Lind" });
  const begun = await begin(fanal, {});
  const landed = await land(fanal, await auth0.signIn(begun.url, "jo@acme.example", new Map()), begun.cookie);
  expect(await whoIs(fanal, landed.cookie)).toMatchObject({ email: "jo@acme.example" });
});

test("of many who sign up at the same instant, at two servers, one is the first and the others are refused", async () => {
  await using first = await startTestFanal(inject("clusterUrl"), { isSignUpOpen: false });
  const dataDirectory = path.join(first.dataDirectory, "second");
  await using second = await startFanal({
    ...testConfig(first.databaseUrl, dataDirectory),
    isSignUpOpen: false,
  });
  const comers = [0, 1, 2].flatMap((index) =>
    [first, second].map(({ url }, at) => signUp(`comer.${index}.${at}@acme.example`, undefined, url)),
  );
  const answers = await Promise.all(comers);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403, 403, 403, 403, 403]);
  await using database = openAsSuperuser(first.databaseUrl);
  expect((await database.pool.query('select email from auth."user"')).rows).toHaveLength(1);
});

async function page(): Promise<string> {
  return (await fetch(`${fanal.url}/sign-up`)).text();
}

async function signUp(email: string, invitation?: string, url = fanal.url) {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ name: "Somebody", email, password: "correct-horse-battery", invitation }),
  });
  return { status: response.status, ...(await response.json()) };
}

async function invite(email: string): Promise<string> {
  const [invitation] = await mara.client.invitations.create({ organization: acme.slug, emails: [email] });
  return tokenOf(invitation?.link);
}

async function isThere(email: string): Promise<boolean> {
  await using database = openAsSuperuser(fanal.databaseUrl);
  return (await database.pool.query('select 1 from auth."user" where email = $1', [email])).rows.length > 0;
}
