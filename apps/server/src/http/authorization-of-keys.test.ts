import { apiKeyScopes, scopes } from "@fanal/domain";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  endsWhatItNames,
  expectRefusal,
  type House,
  inOrganization,
  startHouse,
} from "./authorization.fixture.ts";
import { addressOf, exampleBody, furnish, type IdName, namedBy } from "./examples.fixture.ts";
import { type Answer, ask, writtenFor } from "./test-helpers.ts";

let house: House;

beforeAll(async () => {
  house = await startHouse(inject("clusterUrl"));
});
afterAll(() => house[Symbol.asyncDispose]());

async function furnished(named?: readonly IdName[]) {
  const { owner, guest } = house.people;
  const acme = await owner.client.organizations.create({ name: "Acme" });
  const keys = await house.makeKeys(acme.slug);
  return { acme, keys, ids: await furnish(owner.client, acme.slug, guest, named) };
}
let forReading: ReturnType<typeof furnished> | undefined;
/** One organization for all that is only read: no answer changes what the next one says. */
function furnishedOnce() {
  forReading ??= furnished();
  return forReading;
}

test.for(inOrganization)("$name answers each key as its scopes say", async (procedure) => {
  const { fanal, database, people, strangersKey } = house;
  const { name, method, path, permission, successStatus } = procedure;
  if (permission === undefined || permission === "signed_in" || permission === "anyone")
    throw new Error(`${name} asks for no permission`);
  const { acme, keys, ...made } = await (method === "GET" ? furnishedOnce() : furnished(namedBy(procedure)));
  let { ids } = made;
  const call = (headers: Record<string, string>): Promise<Answer> =>
    ask(fanal.url, {
      method,
      path: addressOf(path, acme.slug, ids),
      body: exampleBody(name, ids),
      headers,
    });

  const before = await writtenFor(database, acme.id);
  for (const wrong of [keys.revoked, keys.expired, keys.mistyped, keys.prefix, ""]) {
    const answer = await call({ authorization: `Bearer ${wrong}`, cookie: people.owner.cookie });
    expectRefusal(answer, 401, "unauthorized");
  }
  expectRefusal(await call({ authorization: `Bearer ${strangersKey}` }), 404, "not_found");
  for (const scope of apiKeyScopes.filter((one) => !scopes[one].includes(permission))) {
    expectRefusal(await call({ authorization: `Bearer ${keys[scope]}` }), 403, "forbidden");
  }
  expect(await writtenFor(database, acme.id)).toBe(before);

  const allowed = apiKeyScopes.filter((one) => scopes[one].includes(permission));
  for (const [index, scope] of allowed.entries()) {
    if (index > 0 && endsWhatItNames(procedure))
      ids = await furnish(people.owner.client, acme.slug, people.guest, namedBy(procedure));
    const answer = await call({ authorization: `Bearer ${keys[scope]}` });
    expect({ scope, status: answer.status, body: answer.body }).toMatchObject({
      scope,
      status: successStatus,
    });
  }
});
