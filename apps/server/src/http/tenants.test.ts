import { randomUUID } from "node:crypto";
import { contract, type Organization } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addressOf, exampleBody, furnish, type Ids, makeIds } from "./examples.fixture.ts";
import { type Answer, ask, errorOf, openAsSuperuser, proceduresOf, writtenFor } from "./test-helpers.ts";

const procedures = proceduresOf(contract).filter(({ path }) => path.includes("{organization}"));
const naming = procedures.filter(({ path }) => path.replace("{organization}", "").includes("{"));
const sample = makeIds((name) => `the ${name}`);
const carrying = procedures.filter(({ name }) =>
  /"the \w+Id"/.test(JSON.stringify(exampleBody(name, sample)) ?? ""),
);

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let gita: Person;
let nils: Person;
let mine: Organization;
let theirs: Organization;
let myIds: Ids;
let theirIds: Ids;
let theirsBefore: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  gita = await fanal.signUp("Gita Guest");
  nils = await fanal.signUp("Nils Berg");
  theirs = await nils.client.organizations.create({ name: "Harbour" });
  theirIds = await furnish(nils.client, theirs.slug, await fanal.signUp("Gustav Gast"));
  theirsBefore = await writtenFor(database, theirs.id);
  // One for all: what is refused leaves it as it was.
  mine = await mara.client.organizations.create({ name: "Acme" });
  myIds = await furnish(mara.client, mine.slug, gita);
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test.for(naming)("$name does not find in my organization what another one has", async (procedure) => {
  const { name, method, path } = procedure;
  const before = await writtenFor(database, mine.id);
  const call = (ids: Ids) =>
    askAs(mara, { method, path: addressOf(path, mine.slug, ids), body: exampleBody(name, myIds) });
  const foreign = await call(theirIds);
  expect({ status: foreign.status, code: errorOf(foreign).code }).toEqual({ status: 404, code: "not_found" });
  const missing = await call(madeUpIds());
  expect({ ...errorOf(missing), requestId: "" }).toEqual({ ...errorOf(foreign), requestId: "" });
  expect(await writtenFor(database, mine.id)).toBe(before);
  expect(await writtenFor(database, theirs.id)).toBe(theirsBefore);
});

test.for(carrying)("$name takes no things of another organization in its body", async (procedure) => {
  const { name, method, path } = procedure;
  const before = await writtenFor(database, mine.id);
  for (const key of Object.keys(myIds) as (keyof Ids)[]) {
    const mixed = { ...myIds, [key]: theirIds[key] };
    const body = exampleBody(name, mixed);
    if (!JSON.stringify(body).includes(theirIds[key])) continue;
    const answer = await askAs(mara, { method, path: addressOf(path, mine.slug, myIds), body });
    // An order that does not name exactly the services that there are is refused as stale.
    const expected = name === "services.reorder" && key === "serviceId" ? 409 : 404;
    expect({ key, status: answer.status }).toEqual({ key, status: expected });
    errorOf(answer);
  }
  expect(await writtenFor(database, mine.id)).toBe(before);
  expect(await writtenFor(database, theirs.id)).toBe(theirsBefore);
});

test("all procedures that carry ids in their bodies are tried with foreign ones", () => {
  expect(carrying.map(({ name }) => name)).toEqual([
    "invitations.create",
    "noticeTargets.create",
    "services.create",
    "services.update",
    "services.reorder",
    "heartbeats.create",
    "heartbeats.update",
    "checks.create",
    "checks.update",
    "alertSources.create",
    "alertSources.update",
    "incidents.create",
    "incidents.update",
    "incidents.postUpdate",
    "incidentTemplates.create",
    "incidentTemplates.update",
    "maintenances.create",
    "maintenances.update",
    "maintenances.previewWindow",
    "statusPages.create",
    "statusPages.update",
    "announcements.create",
    "notifications.previewAudience",
    "notifications.preview",
    "subscribers.create",
    "subscribers.update",
    "imports.create",
  ]);
});

test("the address leads: a body that names another organization or thing is not followed", async () => {
  const { slug: organization } = await mara.client.organizations.create({ name: "Acme" });
  const [named, other] = [
    await furnish(mara.client, organization, gita, ["serviceId"]),
    await furnish(mara.client, organization, gita, ["serviceId"]),
  ];
  const path = `/api/v1/organizations/${organization}`;
  const created = await askAs(mara, {
    method: "POST",
    path: `${path}/services`,
    body: {
      name: "Web",
      organization: theirs.slug,
      organizationId: theirs.id,
      id: theirIds.serviceId,
      version: 99,
    },
  });
  expect(created).toMatchObject({ status: 201, body: { version: 1 } });
  const renamed = await askAs(mara, {
    method: "PATCH",
    path: `${path}/services/${named.serviceId}`,
    body: { name: "Renamed", organization: theirs.slug, serviceId: other.serviceId, id: other.serviceId },
  });
  expect(renamed).toMatchObject({ status: 200, body: { id: named.serviceId, name: "Renamed" } });
  const untouched = await mara.client.services.get({ organization, serviceId: other.serviceId });
  expect(untouched.name).toBe("API");
  expect(await writtenFor(database, theirs.id)).toBe(theirsBefore);
});

test("a query or header that names another organization is not followed", async () => {
  const path = `/api/v1/organizations/${mine.slug}/services?organization=${theirs.slug}&organizationId=${theirs.id}`;
  const answer = await askAs(mara, {
    path,
    headers: {
      "x-org-id": theirs.id,
      "x-organization-id": theirs.id,
      "x-user-id": theirs.id,
      tenantid: theirs.id,
    },
  });
  expect(answer).toMatchObject({ status: 200, body: [{ id: myIds.serviceId }] });
});

test("the founder of an organization is who asks, whatever the body says", async () => {
  const nilsId = (await nils.client.me.get()).id;
  const founded = await askAs(mara, {
    method: "POST",
    path: "/api/v1/organizations",
    body: { name: "Own", id: theirs.id, ownerId: nilsId, userId: nilsId, role: "viewer" },
  });
  expect(founded).toMatchObject({ status: 201, body: { role: "owner" } });
  expect(founded.body).not.toMatchObject({ id: theirs.id });
  expect(await nils.client.organizations.list()).toHaveLength(1);
});

test("an address that another organization has is taken, and stays theirs", async () => {
  const asOrganization = mara.client.organizations.update({ organization: mine.slug, slug: theirs.slug });
  await expect(asOrganization).rejects.toMatchObject({ code: "name_taken", status: 409 });
  const [page] = await nils.client.statusPages.list({ organization: theirs.slug });
  const slug = page?.slug ?? "";
  const asPage = mara.client.statusPages.create({ organization: mine.slug, name: "Mine", slug });
  await expect(asPage).rejects.toMatchObject({ code: "name_taken", status: 409 });
  const moved = mara.client.statusPages.update({ organization: mine.slug, pageId: myIds.pageId, slug });
  await expect(moved).rejects.toMatchObject({ code: "name_taken", status: 409 });
  expect(await writtenFor(database, theirs.id)).toBe(theirsBefore);
});

test("nobody stands in for an organization by taking its id for a slug", async () => {
  const decoy = await askAs(nils, {
    method: "POST",
    path: "/api/v1/organizations",
    body: { name: "Decoy", slug: mine.id },
  });
  expect({ status: decoy.status, code: errorOf(decoy).code }).toEqual({ status: 400, code: "bad_request" });
});

test("events of one organization never reach the log of another", async () => {
  const { rows } = await database.pool.query<{ data: string }>(
    "select data::text || actor::text as data from events where organization_id = $1",
    [mine.id],
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { data } of rows) expect(data).not.toContain("Nils");
});

function askAs(person: Person, request: Parameters<typeof ask>[1]): Promise<Answer> {
  return ask(fanal.url, { ...request, headers: { cookie: person.cookie, ...request.headers } });
}

function madeUpIds(): Ids {
  return makeIds(() => randomUUID());
}
