import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let rui: Person;
let ruiId: string;
let acme: { id: string; slug: string };
let organization: string;
let platform: string;
/** Of no team, of the team that Rui is in, and of another one. */
let website: string;
let api: string;
let webhooks: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  rui = await fanal.signUp("Rui Responder");
  ruiId = (await rui.client.me.get()).id;
});

beforeEach(async () => {
  acme = await mara.client.organizations.create({ name: "Acme" });
  organization = acme.slug;
  await giveRole(database, { organizationId: acme.id, userId: ruiId, role: "responder" });
  const { client } = mara;
  const core = await client.teams.create({ organization, name: "Core" });
  ({ id: platform } = await client.teams.create({ organization, name: "Platform" }));
  await client.teams.addMember({ organization, teamId: core.id, memberId: ruiId });
  ({ id: website } = await client.services.create({ organization, name: "Website" }));
  ({ id: api } = await client.services.create({ organization, name: "API", teamId: core.id }));
  ({ id: webhooks } = await client.services.create({ organization, name: "Webhooks", teamId: platform }));
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("teams are listed by name with their members and services", async () => {
  expect(await rui.client.teams.list({ organization })).toMatchObject([
    { name: "Core", memberIds: [ruiId], serviceIds: [api] },
    { name: "Platform", memberIds: [], serviceIds: [webhooks] },
  ]);
});

test("no two teams have one name", async () => {
  const taken = { code: "name_taken", message: "There is a team of this name. Choose another." };
  await expect(mara.client.teams.create({ organization, name: "Core" })).rejects.toMatchObject(taken);
  const renamed = mara.client.teams.update({ organization, teamId: platform, name: "Core" });
  await expect(renamed).rejects.toMatchObject(taken);
});

test("only members of the organization are put into its teams", async () => {
  const { id: memberId } = await (await fanal.signUp("Sten Stranger")).client.me.get();
  const added = mara.client.teams.addMember({ organization, teamId: platform, memberId });
  await expect(added).rejects.toMatchObject({ code: "not_found" });
});

test("when a team is deleted its services are nobody's, and every responder acts on them", async () => {
  await expect(setStatus(webhooks)).rejects.toMatchObject(outOfReach);
  await mara.client.teams.delete({ organization, teamId: platform });
  expect(await setStatus(webhooks)).toMatchObject({ teamId: null, status: "partial_outage" });
});

test("a responder sets the status of services of no team and of their own, with the next request after joining", async () => {
  await setStatus(website);
  await setStatus(api);
  await expect(setStatus(webhooks)).rejects.toMatchObject(outOfReach);
  await mara.client.teams.addMember({ organization, teamId: platform, memberId: ruiId });
  await setStatus(webhooks);
  await mara.client.teams.removeMember({ organization, teamId: platform, memberId: ruiId });
  await expect(setStatus(webhooks)).rejects.toMatchObject(outOfReach);
});

test("an admin acts on the services of all teams", async () => {
  await giveRole(database, { organizationId: acme.id, userId: ruiId, role: "admin" });
  await setStatus(webhooks);
});

test("a responder neither declares nor touches an incident that affects a service out of reach", async () => {
  const { client } = rui;
  const text = { organization, title: "Errors", message: "We see errors." };
  const down = (serviceId: string) => ({ serviceId, status: "partial_outage" as const });
  await refused(client.incidents.create({ ...text, services: [down(api), down(webhooks)] }));
  await refused(client.incidents.create({ ...text, services: [down(webhooks)], isDraft: true }));
  const mine = await client.incidents.create({ ...text, services: [down(api)] });
  const one = { organization, incidentId: mine.id };
  const update = { status: "identified", message: "Found." } as const;
  await client.incidents.postUpdate({ ...one, ...update });
  await refused(client.incidents.postUpdate({ ...one, ...update, services: [down(webhooks)] }));
  await refused(client.incidents.update({ ...one, services: [down(api), down(webhooks)] }));

  const theirs = await mara.client.incidents.create({ ...text, services: [down(webhooks)] });
  const draft = await mara.client.incidents.create({ ...text, services: [down(webhooks)], isDraft: true });
  const other = { organization, incidentId: theirs.id };
  const updateId = theirs.updates[0]?.id ?? "";
  const before = await client.incidents.get(other);
  await mara.client.incidents.writePostmortem({ ...other, draft: "A queue was full." });
  await refused(client.incidents.postUpdate({ ...other, ...update }));
  await refused(client.incidents.update({ ...other, services: [] }));
  await refused(client.incidents.update({ ...other, title: "Nothing" }));
  await refused(client.incidents.editUpdate({ ...other, updateId, message: "Nothing." }));
  await refused(client.incidents.deleteUpdate({ ...other, updateId }));
  await refused(client.incidents.restoreUpdate({ ...other, updateId }));
  await refused(client.incidents.writePostmortem({ ...other, draft: "Nothing." }));
  await refused(client.incidents.publishPostmortem(other));
  await refused(client.incidents.revertPostmortem(other));
  await refused(client.incidents.publish({ organization, incidentId: draft.id }));
  await refused(client.incidents.discard({ organization, draftId: draft.id }));
  const after = await client.incidents.get(other);
  expect(after).toMatchObject({ title: before.title, updates: before.updates, services: before.services });
});

test("a responder neither schedules nor touches a maintenance of a service out of reach", async () => {
  const { client } = rui;
  const night = { localStart: "2090-02-07T02:00", localEnd: "2090-02-07T04:00", timeZone: "Europe/Berlin" };
  const text = { organization, title: "New disks", message: "We put in new disks.", ...night };
  await refused(client.maintenances.create({ ...text, serviceIds: [api, webhooks] }));
  await refused(
    client.maintenances.create({ ...text, serviceIds: [webhooks], rrule: "FREQ=WEEKLY;COUNT=2" }),
  );
  const mine = await client.maintenances.create({ ...text, serviceIds: [api], rrule: "FREQ=WEEKLY;COUNT=2" });
  const one = { organization, maintenanceId: mine.id };
  await client.maintenances.update({ ...one, title: "Newer disks" });
  await refused(client.maintenances.update({ ...one, serviceIds: [webhooks] }));
  await refused(client.maintenances.update({ ...one, serviceIds: [api, webhooks], scope: "following" }));

  const theirs = await mara.client.maintenances.create({
    ...text,
    serviceIds: [webhooks],
    rrule: "FREQ=WEEKLY;COUNT=3",
  });
  const other = { organization, maintenanceId: theirs.id };
  const updateId = theirs.updates[0]?.id ?? "";
  await refused(client.maintenances.update({ ...other, title: "No disks" }));
  await refused(client.maintenances.update({ ...other, title: "No disks", scope: "following" }));
  await refused(client.maintenances.postUpdate({ ...other, status: "canceled", message: "No." }));
  await refused(client.maintenances.editUpdate({ ...other, updateId, message: "No." }));
  await refused(client.maintenances.deleteUpdate({ ...other, updateId }));
  await refused(client.maintenances.restoreUpdate({ ...other, updateId }));

  await mara.client.maintenances.update({ ...other, serviceIds: [api] });
  await client.maintenances.update({ ...other, title: "Disks of the API" });
  await refused(client.maintenances.update({ ...other, title: "All disks", scope: "following" }));
});

test("incidents are filtered by the team that owns what they affect", async () => {
  const declare = (title: string, serviceId: string) =>
    mara.client.incidents.create({
      organization,
      title,
      message: "We look.",
      services: [{ serviceId, status: "partial_outage" }],
    });
  await declare("API slow", api);
  await declare("Webhooks late", webhooks);
  await declare("Website slow", website);
  const { items } = await rui.client.incidents.list({ organization, teamId: platform });
  expect(items.map(({ title }) => title)).toEqual(["Webhooks late"]);
});

test("the log tells which team owned a service before and after", async () => {
  await mara.client.services.update({ organization, serviceId: website, teamId: platform });
  const { rows } = await database.pool.query(
    "select data->'before'->>'teamId' as before, data->'after'->>'teamId' as after from events where organization_id = $1 and type = 'service.updated'",
    [acme.id],
  );
  expect(rows).toEqual([{ before: null, after: platform }]);
});

const outOfReach = {
  code: "forbidden",
  status: 403,
  message: "Team Platform owns Webhooks: only its members and admins change it.",
};

async function refused(act: Promise<unknown>): Promise<void> {
  await expect(act).rejects.toMatchObject(outOfReach);
}

function setStatus(serviceId: string) {
  return rui.client.services.setStatus({ organization, serviceId, status: "partial_outage" });
}
