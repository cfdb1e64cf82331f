import type { NoticeTarget } from "@fanal/contract";
import type { Database } from "@fanal/database";
import type { NoticeKind } from "@fanal/domain";
import { startFanal } from "@fanal/server";
import {
  type Person,
  startTestFanal,
  startTestMailServer,
  startTestReceiver,
  type TestFanal,
  type TestMailServer,
  type TestReceiver,
  testConfig,
} from "@fanal/testing";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { giveRole, openAsSuperuser } from "../http/test-helpers.ts";
import { noteSilence } from "../incidents/watch.ts";

let mailServer: TestMailServer;
let receiver: TestReceiver;
let fanal: TestFanal;
let database: Database;
let mara: Person;
let rui: Person;
let ruiId: string;
let ruiEmail: string;
let acme: { id: string; slug: string };
let organization: string;
let platform: string;
/** Of the team, and of none. */
let webhooks: string;
let website: string;
let number = 0;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  receiver = await startTestReceiver();
  fanal = await startTestFanal(inject("clusterUrl"), {
    mail: { smtpUrl: mailServer.url, from: "Fanal <status@lumen.example>" },
    allowsPrivateNetworks: true,
  });
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  rui = await fanal.signUp("Rui Responder");
  ({ id: ruiId, email: ruiEmail } = await rui.client.me.get());
});
beforeEach(async () => {
  mailServer.refuse(null);
  acme = await mara.client.organizations.create({ name: "Acme" });
  organization = acme.slug;
  await giveRole(database, { organizationId: acme.id, userId: ruiId, role: "responder" });
  ({ id: platform } = await mara.client.teams.create({ organization, name: "Platform" }));
  await mara.client.teams.addMember({ organization, teamId: platform, memberId: ruiId });
  ({ id: webhooks } = await mara.client.services.create({
    organization,
    name: "Webhooks",
    teamId: platform,
  }));
  ({ id: website } = await mara.client.services.create({ organization, name: "Website" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

/** Has a team told by a webhook, or the whole organization; its path at the receiver. */
async function webhook(teamId: string | null, kinds?: NoticeKind[]) {
  const path = `/notices-${++number}`;
  const input = { organization, teamId, channel: "webhook" as const, url: `${receiver.url}${path}` };
  const { id, secret } = await mara.client.noticeTargets.create({ ...input, ...(kinds && { kinds }) });
  return { id, path, secret: secret ?? "" };
}

function declare(serviceId: string, input = {}) {
  return mara.client.incidents.create({
    organization,
    title: "Deliveries are late",
    message: "We **look**.",
    services: [{ serviceId, status: "partial_outage" }],
    notify: false,
    ...input,
  });
}

function post(incidentId: string, status: "identified" | "resolved", input = {}) {
  const message = `It is ${status}.`;
  return mara.client.incidents.postUpdate({
    organization,
    incidentId,
    status,
    message,
    notify: false,
    ...input,
  });
}

/** What came to a path, by its type. */
function typesAt(path: string): string[] {
  return receiver.received
    .filter((one) => one.path === path)
    .map(({ body }) => JSON.parse(body).type.replace("notice.", ""));
}

async function arrived(path: string, types: string[]): Promise<void> {
  await expect.poll(() => typesAt(path), { timeout: 15_000 }).toEqual(types);
}

/** As if everything that was said of an incident had been said so many hours ago. */
async function silentFor(incidentId: string, hours: number): Promise<void> {
  const age = `interval '${hours} hours 1 minute'`;
  await database.pool.query(
    `update incident_updates set created_at = now() - ${age} where incident_id = $1`,
    [incidentId],
  );
  await mara.client.incidents.update({ organization, incidentId, title: `Deliveries are late (${hours})` });
}

async function target(id: string): Promise<NoticeTarget | undefined> {
  return (await mara.client.noticeTargets.list({ organization })).find((one) => one.id === id);
}

function lastDelivery(id: string, expected: object): Promise<void> {
  return expect
    .poll(async () => (await target(id))?.lastDelivery, { timeout: 15_000 })
    .toMatchObject(expected);
}

test("a team is told once when an incident on its services opens, and the organization of every one", async () => {
  const team = await webhook(platform);
  const all = await webhook(null);
  const { id: incidentId } = await declare(webhooks);
  await arrived(team.path, ["incident_opened"]);
  await declare(website);
  await post(incidentId, "identified");
  await arrived(all.path, ["incident_opened", "incident_opened"]);
  expect(typesAt(team.path)).toEqual(["incident_opened"]);
  const [first] = await receiver.atLeast(1, team.path);
  const headers = first?.headers as Record<string, string>; // All of these are given once.
  expect(new Webhook(team.secret).verify(first?.body ?? "", headers)).toMatchObject({
    type: "notice.incident_opened",
    data: {
      organization: { name: "Acme", url: `${fanal.url}/app/${organization}` },
      incident: {
        id: incidentId,
        title: "Deliveries are late",
        url: `${fanal.url}/app/${organization}/incidents/${incidentId}`,
        status: "investigating",
        impact: "major",
      },
      update: { message: "We **look**." },
      services: [{ id: webhooks, name: "Webhooks", status: "partial_outage" }],
      silentHours: null,
    },
  });
  await lastDelivery(team.id, { kind: "incident_opened", state: "delivered", failure: null });
});

test("a service that joins an incident later tells its team, and an incident that opens again tells anew", async () => {
  const { path } = await webhook(platform);
  const { id: incidentId } = await declare(website);
  await post(incidentId, "identified", {
    services: [{ serviceId: webhooks, status: "degraded_performance" }],
  });
  await arrived(path, ["incident_opened"]);
  await post(incidentId, "resolved");
  await post(incidentId, "identified");
  await arrived(path, ["incident_opened", "incident_opened"]);
});

test("nobody is told of drafts, of what is recorded afterwards, or of what went on before they asked", async () => {
  const before = await declare(webhooks);
  await expect
    .poll(async () => (await mara.client.events.list({ organization, subjectId: before.id })).items.length)
    .toBe(1);
  const { path } = await webhook(platform);
  const draft = await declare(webhooks, { isDraft: true });
  const past = new Date(Date.now() - 3_600_000).toISOString();
  const end = new Date(Date.now() - 1_800_000).toISOString();
  await declare(webhooks, { status: "resolved", startedAt: past, resolvedAt: end });
  await mara.client.incidents.publish({ organization, incidentId: draft.id, notify: false });
  await arrived(path, ["incident_opened"]);
  const [only] = await receiver.atLeast(1, path);
  expect(JSON.parse(only?.body ?? "").data.incident.id).toBe(draft.id);
});

test("a promise that is missed is noted in the log and told once, and a new one anew", async () => {
  const { path } = await webhook(platform, ["promise_missed"]);
  const soon = () => new Date(Date.now() + 1_000).toISOString();
  const { id: incidentId } = await declare(webhooks, { nextUpdateAt: soon() });
  await arrived(path, ["promise_missed"]);
  await post(incidentId, "identified", { nextUpdateAt: soon() });
  await arrived(path, ["promise_missed", "promise_missed"]);
  const { items } = await mara.client.events.list({ organization, subjectId: incidentId });
  const missed = items.filter(({ type }) => type === "incident.promise_missed");
  expect(missed).toMatchObject([{ actor: { kind: "system", name: "Fanal" } }, { actor: { kind: "system" } }]);
});

test("an incident that is open and silent is told of after each step, anew after an update, and not once it is over", async () => {
  const { path } = await webhook(platform, ["incident_silent"]);
  const { id: incidentId } = await declare(webhooks);
  const hours = () =>
    receiver.received.filter((one) => one.path === path).map(({ body }) => JSON.parse(body).data.silentHours);
  const told = (all: number[]) => expect.poll(hours, { timeout: 15_000 }).toEqual(all);
  await silentFor(incidentId, 3);
  await told([3]);
  // Twelve was missed while nobody looked: the newest step alone is told.
  await silentFor(incidentId, 24);
  await told([3, 24]);
  await post(incidentId, "identified");
  await silentFor(incidentId, 6);
  await told([3, 24, 6]);
  await post(incidentId, "resolved");
  await silentFor(incidentId, 24);
  await noteSilence(database, { organizationId: acme.id, incidentId });
  const { items } = await mara.client.events.list({ organization, subjectId: incidentId });
  expect(items.filter(({ type }) => type === "incident.fell_silent")).toHaveLength(3);
});

test("members read it by mail, each in their language, once, and who has left the team does not", async () => {
  const { id } = await mara.client.noticeTargets.create({ organization, teamId: platform, channel: "email" });
  expect(await target(id)).toMatchObject({ address: null, members: 1 });
  await rui.client.me.update({ language: "de", timeZone: "Europe/Berlin" });
  const { id: incidentId } = await declare(webhooks);
  const noticesToRui = () =>
    mailServer.received.filter(
      ({ recipients, subject }) => recipients.includes(ruiEmail) && subject?.startsWith("[Acme]"),
    );
  await expect.poll(noticesToRui, { timeout: 15_000 }).toHaveLength(1);
  const mail = await mailServer.next(ruiEmail);
  expect(mail.subject).toBe("[Acme] Neuer Vorfall: Deliveries are late");
  expect(mail.text).toContain("▲ Webhooks · Teilausfall");
  expect(mail.html).toContain("<strong>look</strong>");
  expect(mail.links[0]).toBe(`${fanal.url}/app/${organization}/incidents/${incidentId}`);
  await lastDelivery(id, { state: "delivered" });
  await rui.client.me.update({ language: null });
  await mara.client.teams.removeMember({ organization, teamId: platform, memberId: ruiId });
  const { path } = await webhook(platform);
  await declare(webhooks, { title: "Another one" });
  await arrived(path, ["incident_opened"]);
  expect(noticesToRui()).toEqual([mail]);
});

test("mails of all services go to whoever may post updates", async () => {
  const { id } = await mara.client.noticeTargets.create({ organization, teamId: null, channel: "email" });
  expect(await target(id)).toMatchObject({ members: 2 });
  await giveRole(database, { organizationId: acme.id, userId: ruiId, role: "viewer" });
  expect(await target(id)).toMatchObject({ members: 1 });
});

test("a test goes the way of notices, is tried once, says what came back, and has a limit", async () => {
  const { id, path } = await webhook(platform);
  await mara.client.noticeTargets.test({ organization, noticeTargetId: id });
  await arrived(path, ["test"]);
  await lastDelivery(id, { kind: "test", state: "delivered" });
  receiver.answer(path, (response) => void response.writeHead(503).end());
  await mara.client.noticeTargets.test({ organization, noticeTargetId: id });
  await lastDelivery(id, { kind: "test", state: "failing", failure: "It answered 503.", retryAt: null });
  for (let count = 2; count < 5; count++)
    await mara.client.noticeTargets.test({ organization, noticeTargetId: id });
  const another = mara.client.noticeTargets.test({ organization, noticeTargetId: id });
  await expect(another).rejects.toMatchObject({ code: "rate_limited" });
});

test("a receiver that is away is tried again, and shown as failing since then until it takes something", async () => {
  const { id, path } = await webhook(platform);
  receiver.answer(path, (response) => void response.writeHead(500).end());
  await declare(webhooks);
  await lastDelivery(id, { state: "failing", failure: "It answered 500.", retryAt: expect.any(String) });
  receiver.answer(path, (response) => void response.writeHead(200).end());
  await database.pool.query("update deliveries set due_at = now() where target_id = $1", [id]);
  await lastDelivery(id, { kind: "incident_opened", state: "delivered" });
  const ids = receiver.received
    .filter((one) => one.path === path)
    .map(({ headers }) => headers["webhook-id"]);
  expect(new Set(ids).size).toBe(1);
});

test("a webhook's secret is renewed: both sign for a day, the new one is shown once, and chats have none", async () => {
  const { id, path, secret } = await webhook(platform);
  const noticeTargetId = id;
  const renewed = await mara.client.noticeTargets.renewSecret({ organization, noticeTargetId });
  expect(renewed.secret).toMatch(/^whsec_/);
  expect(renewed.secret).not.toBe(secret);
  expect(JSON.stringify(await target(id))).not.toContain("whsec_");
  await mara.client.noticeTargets.test({ organization, noticeTargetId });
  const [first] = await receiver.atLeast(1, path);
  const verify = (by: string | null, { body = "", headers = {} }: Partial<typeof first> = {}) =>
    new Webhook(by ?? "").verify(body, headers as Record<string, string>); // All of these are given once.
  for (const one of [secret, renewed.secret])
    expect(verify(one, first)).toMatchObject({ type: "notice.test" });

  await database.pool.query("update notice_targets set previous_secret_ends_at = now() where id = $1", [id]);
  await mara.client.noticeTargets.test({ organization, noticeTargetId });
  const [, later] = await receiver.atLeast(2, path);
  expect(verify(renewed.secret, later)).toMatchObject({ type: "notice.test" });
  expect(() => verify(secret, later)).toThrow();

  const { items } = await mara.client.events.list({ organization, subjectId: id });
  const [event] = items.filter(({ type }) => type === "notice_target.secret_renewed");
  expect(JSON.stringify(event)).not.toContain("whsec_");
  const chat = await mara.client.noticeTargets.create({
    organization,
    teamId: platform,
    channel: "slack",
    url: "https://hooks.slack.com/services/T0/B0/signed",
  });
  await expect(
    mara.client.noticeTargets.renewSecret({ organization, noticeTargetId: chat.id }),
  ).rejects.toMatchObject({ code: "bad_request" });
});

test("a member mutes the mails to themselves, nobody else's, and wants them again", async () => {
  const { id: maraId, email: maraEmail } = await mara.client.me.get();
  await mara.client.teams.addMember({ organization, teamId: platform, memberId: maraId });
  const { id } = await mara.client.noticeTargets.create({ organization, teamId: platform, channel: "email" });
  const noticeTargetId = id;
  expect(await target(id)).toMatchObject({ members: 2, isMuted: false });
  const muted = await rui.client.noticeTargets.mute({ organization, noticeTargetId, isMuted: true });
  expect(muted).toMatchObject({ members: 1, isMuted: true });
  await rui.client.noticeTargets.mute({ organization, noticeTargetId, isMuted: true });
  expect(await target(id)).toMatchObject({ members: 1, isMuted: false });
  const subjects = (email: string) =>
    mailServer.received.flatMap(({ recipients, subject }) =>
      recipients.includes(email) && subject?.includes("Muted") ? [subject] : [],
    );
  const { id: incidentId } = await declare(webhooks, { title: "Muted by one" });
  await expect.poll(() => subjects(maraEmail).length, { timeout: 15_000 }).toBe(1);
  await rui.client.noticeTargets.mute({ organization, noticeTargetId, isMuted: false });
  await post(incidentId, "resolved");
  await declare(webhooks, { title: "Muted by nobody" });
  await expect.poll(() => subjects(ruiEmail).length, { timeout: 15_000 }).toBe(1);
  expect(subjects(ruiEmail)[0]).toContain("Muted by nobody");

  const { items } = await mara.client.events.list({ organization, subjectId: id });
  expect(
    items.filter(({ type }) => /muted$/.test(type)).map(({ type, actor }) => [type, actor.name]),
  ).toEqual([
    ["notice_target.unmuted", "Rui Responder"],
    ["notice_target.muted", "Rui Responder"],
  ]);
  // It is about mails that they get themselves.
  const website = await mara.client.noticeTargets.create({ organization, teamId: null, channel: "email" });
  await giveRole(database, { organizationId: acme.id, userId: ruiId, role: "viewer" });
  const [, ofAll] = await rui.client.noticeTargets.list({ organization });
  expect(ofAll).toMatchObject({ id: website.id, isMuted: null });
});

test("who mutes while a mail waits does not get it", async () => {
  const { id } = await mara.client.noticeTargets.create({ organization, teamId: platform, channel: "email" });
  mailServer.refuse({ code: 451, message: "Later" });
  await declare(webhooks, { title: "Muted meanwhile" });
  await lastDelivery(id, { state: "failing" });
  await rui.client.noticeTargets.mute({ organization, noticeTargetId: id, isMuted: true });
  mailServer.refuse(null);
  await database.pool.query("update deliveries set due_at = now() where target_id = $1", [id]);
  await lastDelivery(id, { state: "failing", failure: "They are not to be told any more." });
  expect(mailServer.received.filter(({ subject }) => subject?.includes("Muted meanwhile"))).toEqual([]);
});

test("mails to members fail together only: who is missed is counted where others have it", async () => {
  const { id: maraId } = await mara.client.me.get();
  await mara.client.teams.addMember({ organization, teamId: platform, memberId: maraId });
  const { id } = await mara.client.noticeTargets.create({ organization, teamId: platform, channel: "email" });
  const confirm = (isProven: boolean) =>
    database.pool.query('update auth."user" set email_verified = $1 where id = $2', [isProven, ruiId]);
  await confirm(false);
  await declare(webhooks);
  await lastDelivery(id, {
    state: "delivered",
    missed: 1,
    failure: "A member has not confirmed their address.",
  });
  await mara.client.teams.removeMember({ organization, teamId: platform, memberId: maraId });
  await mara.client.noticeTargets.test({ organization, noticeTargetId: id });
  await lastDelivery(id, { kind: "test", state: "failing", missed: 0 });
  await confirm(true);
});

test("what is no longer so by the time that it can be sent is not sent, and the row says so", async () => {
  const { id, path } = await webhook(platform);
  const open = () => receiver.answer(path, (response) => void response.writeHead(200).end());
  const shut = () => receiver.answer(path, (response) => void response.writeHead(500).end());
  const again = () => database.pool.query("update deliveries set due_at = now() where target_id = $1", [id]);
  shut();
  const { id: incidentId } = await declare(webhooks);
  await lastDelivery(id, { kind: "incident_opened", state: "failing" });
  await silentFor(incidentId, 3);
  await lastDelivery(id, { kind: "incident_silent", state: "failing" });
  await post(incidentId, "identified");
  open();
  await again();
  // That it is open is still so; that nobody says anything is not.
  await lastDelivery(id, { kind: "incident_silent", state: "overtaken" });
  await expect.poll(() => typesAt(path).filter((type) => type === "incident_opened").length).toBe(2);
  expect(typesAt(path).filter((type) => type === "incident_silent")).toHaveLength(1);

  shut();
  const { id: over } = await declare(webhooks, { title: "Short" });
  await lastDelivery(id, { kind: "incident_opened", state: "failing" });
  await post(over, "resolved");
  open();
  await again();
  await lastDelivery(id, { kind: "incident_opened", state: "overtaken" });
  expect(receiver.received.filter((one) => one.path === path && one.body.includes("Short"))).toHaveLength(1);
});

test("an endpoint is kept sealed, shown without what is secret in it, and once in a team", async () => {
  const url = "https://hooks.slack.com/services/T0/B0/secretx4Tq";
  const made = await mara.client.noticeTargets.create({
    organization,
    teamId: platform,
    channel: "slack",
    url,
  });
  expect(made).toMatchObject({ address: "hooks.slack.com/…x4Tq", secret: null });
  const { rows } = await database.pool.query("select endpoint from notice_targets where id = $1", [made.id]);
  expect(rows[0].endpoint).toMatch(/^fanal1\./);
  const again = mara.client.noticeTargets.create({ organization, teamId: platform, channel: "slack", url });
  await expect(again).rejects.toMatchObject({ code: "name_taken" });
});

test("an address that is none of the chat's is refused at its field", async () => {
  const input = { organization, teamId: platform, channel: "slack" as const };
  for (const url of ["https://example.com/services/T0", undefined, "ftp://hooks.slack.com/services/T0"])
    await expect(mara.client.noticeTargets.create({ ...input, ...(url && { url }) })).rejects.toMatchObject({
      code: "bad_request",
      data: { issues: [{ path: ["url"] }] },
    });
});

test("two servers and twenty looks at once note a promise and a silence once, and tell each once", async () => {
  const second = await startFanal(
    {
      ...testConfig(fanal.databaseUrl, `${fanal.dataDirectory}-second`),
      mail: { smtpUrl: mailServer.url, from: "Fanal <status@lumen.example>" },
      allowsPrivateNetworks: true,
    },
    { signal: new AbortController().signal, notice: () => {} },
  );
  await using _ = second;
  const { path } = await webhook(platform, ["promise_missed", "incident_silent"]);
  const { id: incidentId } = await declare(webhooks);
  await database.pool.query(
    "update incident_updates set created_at = now() - interval '7 hours' where incident_id = $1",
    [incidentId],
  );
  await database.pool.query("update incidents set next_update_at = now() - interval '1 hour' where id = $1", [
    incidentId,
  ]);
  const look = () => noteSilence(database, { organizationId: acme.id, incidentId });
  await Promise.all(Array.from({ length: 20 }, look));
  await expect
    .poll(() => typesAt(path).toSorted(), { timeout: 15_000 })
    .toEqual(["incident_silent", "promise_missed"]);
  const { items } = await mara.client.events.list({ organization, subjectId: incidentId });
  expect(
    items
      .filter(({ actor }) => actor.kind === "system")
      .map(({ type }) => type)
      .toSorted(),
  ).toEqual(["incident.fell_silent", "incident.promise_missed"]);
});
