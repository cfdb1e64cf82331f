import { randomUUID } from "node:crypto";
import { createClient } from "@fanal/contract/client";
import {
  type Auth0StandIn,
  type Person,
  startAuth0StandIn,
  startTestFanal,
  type TestFanal,
} from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";
import { begin, configOf, land, postBegin, whoIs } from "./auth0.fixture.ts";

let auth0: Auth0StandIn;
let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let acme: { id: string; slug: string; auth0Id: string };
let jo: string;

beforeAll(async () => {
  auth0 = await startAuth0StandIn();
  fanal = await startTestFanal(inject("clusterUrl"), { auth0: configOf(auth0) });
  auth0.allowed.callbacks.add(`${fanal.url}/api/auth/auth0/callback`);
  auth0.allowed.logouts.add(`${fanal.url}/sign-in`);
  database = openAsSuperuser(fanal.databaseUrl);
});

beforeEach(async () => {
  mara = await fanal.signUp("Mara Ilves");
  const { id, slug } = await mara.client.organizations.create({ name: "Acme" });
  acme = { id, slug, auth0Id: `org_${randomUUID().replaceAll("-", "")}` };
  await database.pool.query("update auth.organization set auth0_organization_id = $1 where id = $2", [
    acme.auth0Id,
    id,
  ]);
  jo = `jo.${randomUUID().slice(0, 8)}@acme.example`;
  auth0.addPerson({ email: jo, name: "Jo Lind" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await auth0[Symbol.asyncDispose]();
});

/** Signs in at Auth0, in a browser that was not there before, and comes back. */
async function signIn(email: string, input: object = {}, cookies = new Map<string, string>()) {
  const begun = await begin(fanal, input);
  return land(fanal, await auth0.signIn(begun.url, email, cookies), begun.cookie);
}

test("who signs in with Auth0 for the first time has an account here, by the name and address of there", async () => {
  const landed = await signIn(jo);
  expect(landed.at).toBe("/");
  expect(await whoIs(fanal, landed.cookie)).toMatchObject({ name: "Jo Lind", email: jo, organizations: [] });
  const again = await signIn(jo);
  expect((await whoIs(fanal, again.cookie))?.email).toBe(jo);
});

test("from the page of an organization one is its member at the first sign-in, with the role that Auth0 says", async () => {
  auth0.setMember(acme.auth0Id, jo, ["responder", "something else"]);
  const landed = await signIn(jo, { organization: acme.slug, returnPath: `/app/${acme.slug}/services` });
  expect(landed.at).toBe(`/app/${acme.slug}/services`);
  expect(await whoIs(fanal, landed.cookie)).toMatchObject({
    organizations: [{ slug: acme.slug, role: "responder" }],
  });
  expect(await eventsOf(acme.id)).toEqual([
    { type: "member.joined", who: "Jo Lind", data: { name: "Jo Lind", role: "responder", source: "auth0" } },
  ]);
});

async function eventsOf(organizationId: string) {
  const { rows } = await database.pool.query(
    `select type, actor->>'name' as who, data from events
     where organization_id = $1 and type like 'member.%' order by position`,
    [organizationId],
  );
  return rows;
}

void createClient;
void postBegin;
