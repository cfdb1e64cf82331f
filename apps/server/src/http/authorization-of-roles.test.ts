import { allows, type Role } from "@fanal/domain";
import type { Person } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  endsWhatItNames,
  expectRefusal,
  type House,
  inOrganization,
  startHouse,
} from "./authorization.fixture.ts";
import { addressOf, exampleBody, furnish, type IdName, namedBy } from "./examples.fixture.ts";
import { type Answer, ask, errorOf, writtenFor } from "./test-helpers.ts";

const rising: readonly Role[] = ["viewer", "responder", "admin", "owner"];

let house: House;

beforeAll(async () => {
  house = await startHouse(inject("clusterUrl"));
});
afterAll(() => house[Symbol.asyncDispose]());

async function furnished(named?: readonly IdName[]) {
  const acme = await house.foundWithEveryRole();
  return { acme, ids: await furnish(house.people.owner.client, acme.slug, house.people.guest, named) };
}
let forReading: ReturnType<typeof furnished> | undefined;
/** One organization for all that is only read: no answer changes what the next one says. */
function furnishedOnce() {
  forReading ??= furnished();
  return forReading;
}

test.for(inOrganization)("$name answers each caller as the table of permissions says", async (procedure) => {
  const { fanal, database, people } = house;
  const { name, method, path, permission, successStatus } = procedure;
  if (permission === undefined || permission === "signed_in" || permission === "anyone")
    throw new Error(`${name} asks for no permission`);
  const { acme, ...made } = await (method === "GET" ? furnishedOnce() : furnished(namedBy(procedure)));
  let { ids } = made;
  const call = (person: Person | null, organization = acme.slug): Promise<Answer> =>
    ask(fanal.url, {
      method,
      path: addressOf(path, organization, ids),
      body: exampleBody(name, ids),
      headers: person === null ? {} : { cookie: person.cookie },
    });

  const before = await writtenFor(database, acme.id);
  expectRefusal(await call(null), 401, "unauthorized");
  const toStranger = await call(people.stranger);
  expectRefusal(toStranger, 404, "not_found");
  expectRefusal(await call(people.stranger, acme.id), 404, "not_found");
  const missing = await call(people.stranger, "no-such-organization");
  expect(errorOf(missing).message).toBe(errorOf(toStranger).message);
  for (const role of rising.filter((one) => !allows(one, permission))) {
    expectRefusal(await call(people[role]), 403, "forbidden");
  }
  expect(await writtenFor(database, acme.id)).toBe(before);

  const allowed = rising.filter((one) => allows(one, permission));
  for (const [index, role] of allowed.entries()) {
    if (index > 0 && endsWhatItNames(procedure))
      ids = await furnish(people.owner.client, acme.slug, people.guest, namedBy(procedure));
    const answer = await call(people[role]);
    expect({ role, status: answer.status, body: answer.body }).toMatchObject({ role, status: successStatus });
  }
});
