import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  byToken,
  expectRefusal,
  forMe,
  type House,
  procedures,
  startHouse,
} from "./authorization.fixture.ts";
import { exampleBodies, exampleBody, makeIds } from "./examples.fixture.ts";
import { ask, giveRole } from "./test-helpers.ts";

let house: House;

beforeAll(async () => {
  house = await startHouse(inject("clusterUrl"));
});
afterAll(() => house[Symbol.asyncDispose]());

test("every procedure is either about the caller or about the organization that its address names", () => {
  expect(procedures.map(({ name }) => name).sort()).toEqual(Object.keys(exampleBodies).sort());
  for (const { permission, name } of forMe)
    expect({ name, permission }).toEqual({ name, permission: "signed_in" });
  expect(byToken.map(({ name, permission }) => [name, permission])).toEqual([
    ["invitations.preview", "anyone"],
    ["invitations.signUp", "anyone"],
    ["invitations.accept", "signed_in"],
  ]);
});

test.for(forMe)("$name is for nobody who brings a key, whoever is signed in beside it", async (procedure) => {
  const { fanal, people, strangersKey } = house;
  const { name, method, path } = procedure;
  const request = {
    method,
    path: `/api/v1${path}`,
    body: exampleBody(
      name,
      makeIds(() => ""),
    ),
  };
  const organizations = await countOrganizations();
  const headers = { authorization: `Bearer ${strangersKey}`, cookie: people.stranger.cookie };
  expectRefusal(await ask(fanal.url, { ...request, headers }), 401, "unauthorized");
  expect(await countOrganizations()).toEqual(organizations);
});

test.for(forMe)("$name is for everybody who is signed in, and for nobody else", async (procedure) => {
  const { fanal, people } = house;
  const { name, method, path, successStatus } = procedure;
  const ids = makeIds(() => "");
  const request = { method, path: `/api/v1${path}`, body: exampleBody(name, ids) };
  const organizations = await countOrganizations();
  expectRefusal(await ask(fanal.url, request), 401, "unauthorized");
  expect(await countOrganizations()).toEqual(organizations);
  const answer = await ask(fanal.url, { ...request, headers: { cookie: people.stranger.cookie } });
  expect(answer.status).toBe(successStatus);
});

test("what somebody sees of themselves names their own organizations only", async () => {
  const { people, foundWithEveryRole } = house;
  const { id } = await foundWithEveryRole();
  const { organizations } = await people.stranger.client.me.get();
  expect(organizations.map((organization) => organization.id)).not.toContain(id);
  expect(await people.stranger.client.organizations.list()).toEqual(organizations);
  const mine = await people.viewer.client.organizations.list();
  expect(mine.find((organization) => organization.id === id)).toMatchObject({ role: "viewer" });
});

test("a role that is taken away is gone with the next request", async () => {
  const { database, people, idOf, foundWithEveryRole } = house;
  const acme = await foundWithEveryRole();
  const { responder } = people;
  const declare = () =>
    responder.client.incidents.create({
      organization: acme.slug,
      title: "Errors",
      message: "We see errors.",
    });
  await declare();
  await giveRole(database, { organizationId: acme.id, userId: idOf(responder), role: "viewer" });
  await expect(declare()).rejects.toMatchObject({ code: "forbidden" });
  await database.pool.query("delete from auth.member where organization_id = $1 and user_id = $2", [
    acme.id,
    idOf(responder),
  ]);
  await expect(declare()).rejects.toMatchObject({ code: "not_found" });
});

async function countOrganizations(): Promise<unknown> {
  const { rows } = await house.database.pool.query("select count(*) from auth.organization");
  return rows[0];
}
