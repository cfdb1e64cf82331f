import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let olga: Person;
let ada: Person;
let rui: Person;
let acme: { id: string; slug: string };
const ids = new Map<Person, string>();

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  olga = await fanal.signUp("Olga Owner");
  ada = await fanal.signUp("Ada Admin");
  rui = await fanal.signUp("Rui Responder");
  for (const person of [olga, ada, rui]) ids.set(person, (await person.client.me.get()).id);
});

beforeEach(async () => {
  acme = await olga.client.organizations.create({ name: "Acme" });
  await giveRole(database, { organizationId: acme.id, userId: idOf(ada), role: "admin" });
  await giveRole(database, { organizationId: acme.id, userId: idOf(rui), role: "responder" });
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("members are listed by name, with role, source and when they were last seen", async () => {
  const members = await rui.client.members.list({ organization: acme.slug });
  expect(members.map(({ name, role, source }) => [name, role, source])).toEqual([
    ["Ada Admin", "admin", "invitation"],
    ["Olga Owner", "owner", "founder"],
    ["Rui Responder", "responder", "invitation"],
  ]);
  expect(members[1]).toMatchObject({ id: idOf(olga), email: olga.email, teamIds: [] });
  for (const { lastSeenAt } of members) expect(lastSeenAt).not.toBeNull();
});

test("an admin gives roles to everybody but owners, and makes none", async () => {
  await change(ada, rui, "viewer");
  expect(await rolesOf()).toMatchObject({ "Rui Responder": "viewer" });
  await change(ada, rui, "admin");
  await expect(change(ada, rui, "owner")).rejects.toMatchObject(onlyOwners);
  await expect(change(ada, ada, "owner")).rejects.toMatchObject(onlyOwners);
  await expect(change(ada, olga, "viewer")).rejects.toMatchObject(onlyOwners);
  await expect(remove(ada, olga)).rejects.toMatchObject(onlyOwners);
  expect(await rolesOf()).toEqual({ "Ada Admin": "admin", "Olga Owner": "owner", "Rui Responder": "admin" });
});

test("the last owner neither leaves, nor is demoted or removed", async () => {
  await expect(change(olga, olga, "admin")).rejects.toMatchObject(lastOwner);
  await expect(remove(olga, olga)).rejects.toMatchObject(lastOwner);
  await expect(olga.client.members.leave({ organization: acme.slug })).rejects.toMatchObject(lastOwner);
  await change(olga, ada, "owner");
  await olga.client.members.leave({ organization: acme.slug });
  expect(await rolesOf(ada)).toEqual({ "Ada Admin": "owner", "Rui Responder": "responder" });
});

test("of two owners who demote each other or leave at the same moment, one stays owner", async () => {
  for (let round = 0; round < 5; round++) {
    const { id, slug } = await olga.client.organizations.create({ name: "Race" });
    await giveRole(database, { organizationId: id, userId: idOf(ada), role: "owner" });
    const results = await Promise.allSettled([
      olga.client.members.update({ organization: slug, memberId: idOf(ada), role: "viewer" }),
      ada.client.members.update({ organization: slug, memberId: idOf(olga), role: "viewer" }),
      ada.client.members.leave({ organization: slug }),
      olga.client.members.leave({ organization: slug }),
    ]);
    const { rows } = await database.pool.query(
      "select 1 from auth.member where organization_id = $1 and role = 'owner'",
      [id],
    );
    expect(rows).toHaveLength(1);
    expect(results.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
  }
});

test("whoever hands over ownership becomes an admin, and the log tells from whom to whom", async () => {
  await expect(handOver(ada, rui)).rejects.toMatchObject({ code: "forbidden" });
  await expect(handOver(olga, olga)).rejects.toMatchObject({ code: "bad_request" });
  expect(await handOver(olga, rui)).toMatchObject({ name: "Rui Responder", role: "owner" });
  expect(await rolesOf()).toEqual({ "Ada Admin": "admin", "Olga Owner": "admin", "Rui Responder": "owner" });
  const { rows } = await database.pool.query(
    "select type, data from events where organization_id = $1 and type like any ('{member.%,organization.transferred}') order by position",
    [acme.id],
  );
  expect(rows).toMatchObject([
    { type: "member.updated", data: { before: { role: "responder" }, after: { role: "owner" } } },
    { type: "member.updated", data: { before: { role: "owner" }, after: { role: "admin" } } },
    {
      type: "organization.transferred",
      data: { before: { name: "Olga Owner" }, after: { name: "Rui Responder" } },
    },
  ]);
});

test("who is removed is out of teams too, and answers like a stranger is given", async () => {
  const organization = acme.slug;
  const team = await olga.client.teams.create({ organization, name: "Platform" });
  await olga.client.teams.addMember({ organization, teamId: team.id, memberId: idOf(rui) });
  await remove(ada, rui);
  await expect(rui.client.services.list({ organization })).rejects.toMatchObject({ code: "not_found" });
  expect(await olga.client.teams.list({ organization })).toMatchObject([{ memberIds: [] }]);
  await expect(remove(ada, rui)).rejects.toMatchObject({ code: "not_found" });
  const { rows } = await database.pool.query(
    "select data, actor->>'name' as by from events where organization_id = $1 and type = 'member.removed'",
    [acme.id],
  );
  expect(rows).toEqual([
    {
      by: "Ada Admin",
      data: {
        name: "Rui Responder",
        before: { email: rui.email, role: "responder", teamIds: [team.id] },
      },
    },
  ]);
});

test("a role that is the same already is no change", async () => {
  await change(olga, rui, "responder");
  const { rows } = await database.pool.query(
    "select 1 from events where organization_id = $1 and type = 'member.updated'",
    [acme.id],
  );
  expect(rows).toEqual([]);
});

const onlyOwners = {
  code: "forbidden",
  status: 403,
  message: "Only an owner makes owners and decides about them. Ask one of them.",
};
const lastOwner = {
  code: "forbidden",
  status: 403,
  message: "An organization keeps one owner. Hand over ownership first.",
};

function idOf(person: Person): string {
  const id = ids.get(person);
  if (id === undefined) throw new Error(`${person.name} has no id`);
  return id;
}

function change(by: Person, of: Person, role: "owner" | "admin" | "responder" | "viewer") {
  return by.client.members.update({ organization: acme.slug, memberId: idOf(of), role });
}

function remove(by: Person, of: Person) {
  return by.client.members.remove({ organization: acme.slug, memberId: idOf(of) });
}

function handOver(by: Person, to: Person) {
  return by.client.members.handOver({ organization: acme.slug, memberId: idOf(to) });
}

async function rolesOf(seenBy = olga): Promise<Record<string, string>> {
  const members = await seenBy.client.members.list({ organization: acme.slug });
  return Object.fromEntries(members.map(({ name, role }) => [name, role]));
}
