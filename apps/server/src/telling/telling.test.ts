import type { ServerResponse } from "node:http";
import type { Notification } from "@fanal/contract";
import type { Database } from "@fanal/database";
import { type DeliveryState, everything, type SubscriberChoices } from "@fanal/domain";
import {
  type Person,
  previousWebhookSecret,
  startTestFanal,
  startTestMailServer,
  startTestReceiver,
  subscribeAll,
  type TestFanal,
  type TestMailServer,
  type TestReceiver,
  type TestSubscriber,
  webhookSecret,
} from "@fanal/testing";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { setWindow, windowIn } from "../maintenances/test-helpers.ts";

let mailServer: TestMailServer;
let receiver: TestReceiver;
let fanal: TestFanal;
let database: Database;
let mara: Person;
let organization: string;
let organizationId: string;
let pageId: string;
let pageUrl: string;
let serviceId: string;
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
});
beforeEach(async () => {
  mailServer.refuse(null);
  ({ slug: organization, id: organizationId } = await mara.client.organizations.create({ name: "Lumen" }));
  ({ id: serviceId } = await mara.client.services.create({ organization, name: "API" }));
  const [page] = await mara.client.statusPages.list({ organization });
  pageId = page?.id ?? "";
  ({ url: pageUrl } = await mara.client.statusPages.update({ organization, pageId, name: "Lumen Status" }));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

/** A subscriber by e-mail who has confirmed; their address. */
async function subscribe(choices: Partial<SubscriberChoices> = {}): Promise<string> {
  const email = `pia.${++number}@example.com`;
  const input = { organization, pageId, email, confirmation: "vouched" as const };
  await mara.client.subscribers.create({ ...input, choices: mutable({ ...everything, ...choices }) });
  return email;
}

function mutable({ scope, storyIds, ...rest }: SubscriberChoices) {
  const chosen = scope && { serviceIds: [...scope.serviceIds], groupIds: [...scope.groupIds] };
  return { ...rest, storyIds: [...storyIds], scope: chosen };
}

async function webhook(path: string, rotated: Pick<TestSubscriber, "rotatedUntil"> = {}): Promise<string> {
  const page = { organizationId, pageId };
  const address = `${receiver.url}${path}`;
  const [id] = await subscribeAll(fanal.databaseUrl, page, [{ channel: "webhook", address, ...rotated }]);
  return id ?? "";
}

/** Webhooks that never answer, four times as many as go out at once, ten seconds each: who waits for them waits long. */
async function hangAll(path: string): Promise<string[]> {
  const paths = Array.from({ length: 200 }, (_, count) => `${path}?${count}`);
  for (const one of paths) receiver.answer(one, () => {});
  await subscribeAll(
    fanal.databaseUrl,
    { organizationId, pageId },
    paths.map((one) => ({ channel: "webhook" as const, address: `${receiver.url}${one}` })),
  );
  return paths;
}

type IncidentInput = Parameters<typeof mara.client.incidents.create>[0];

function declare(input: Partial<IncidentInput> = {}) {
  return mara.client.incidents.create({
    organization,
    title: "API is slow",
    message: "We **look**.",
    services: [{ serviceId, status: "partial_outage" }],
    ...input,
  });
}

function post(incidentId: string, status: "identified" | "resolved", input = {}) {
  const message = `It is ${status}.`;
  return mara.client.incidents.postUpdate({ organization, incidentId, status, message, ...input });
}

/** What was told of a story, oldest first, once there is so much of it that is settled. */
async function toldOf(
  story: { incidentId: string } | { maintenanceId: string },
  count: number,
): Promise<Notification[]> {
  return expect
    .poll(async () => (await mara.client.notifications.list({ organization, ...story })).toReversed(), {
      timeout: 15_000,
    })
    .toHaveLength(count)
    .then(() => mara.client.notifications.list({ organization, ...story }))
    .then((all) => all.toReversed());
}

function countsOf(notificationId: string): Promise<Notification["counts"] | undefined> {
  return mara.client.notifications
    .list({ organization })
    .then((all) => all.find(({ id }) => id === notificationId)?.counts);
}

function settled(notificationId: string, counts: Partial<Record<DeliveryState, number>>): Promise<void> {
  return expect.poll(() => countsOf(notificationId), { timeout: 15_000 }).toEqual(counts);
}

function mailsTo(email: string): string[] {
  return mailServer.received
    .filter(({ recipients }) => recipients.includes(email))
    .map(({ subject }) => subject ?? "");
}

/** What is found once it is as it should be. */
async function polled<Found>(find: () => Promise<Found>, isThere: (found: Found) => boolean): Promise<Found> {
  return await vi.waitUntil(
    async () => {
      const found = await find();
      return isThere(found) && found;
    },
    { timeout: 15_000 },
  );
}

/** As if their time had come. */
function makeDue(): Promise<unknown> {
  return database.pool.query(
    "update deliveries set due_at = now() where organization_id = $1 and due_at is not null",
    [organizationId],
  );
}

test("whoever subscribes is told of an incident from its start to its end, each time once", async () => {
  const email = await subscribe();
  const { id: incidentId } = await declare();
  await mailServer.next(email);
  await post(incidentId, "identified");
  await toldOf({ incidentId }, 2);
  await post(incidentId, "resolved");
  const told = await toldOf({ incidentId }, 3);
  for (const { id } of told) await settled(id, { sent: 1 });
  expect(told.map(({ kind }) => kind)).toEqual(["incident_created", "incident_updated", "incident_resolved"]);
  expect(mailsTo(email)).toEqual([
    "[Lumen Status] Investigating: API is slow",
    "[Lumen Status] Identified: API is slow",
    "[Lumen Status] Resolved: API is slow",
  ]);
});

test("a mail comes from the page, to one address, says what happened, and can be unsubscribed by one click", async () => {
  const email = await subscribe();
  const { id: incidentId } = await declare({ title: "API is slow\u2028Bcc: eve@example.com" });
  const mail = await mailServer.next(email);
  expect(mail.recipients).toEqual([email]);
  expect(mail.from).toBe('"Lumen Status" <status@lumen.example>');
  expect(mail.subject).toContain("Investigating: API is slow Bcc: eve@example.com");
  expect(mail.headers).toEqual(
    expect.arrayContaining(["list-unsubscribe", "list-unsubscribe-post", "auto-submitted"]),
  );
  expect(mail.headers).not.toContain("bcc");
  expect(mail.text).toContain("▲ API · Partial outage");
  expect(mail.html).toContain("<strong>look</strong>");
  expect(mail.links).toContain(`${pageUrl}/incidents/${incidentId}`);
  const own = mail.links.filter((link) => link.startsWith(`${pageUrl}/subscriptions/`));
  expect(own.some((link) => link.endsWith("/unsubscribe"))).toBe(true);
  expect(mail.html).not.toContain("subscription.invalid");
  const [notification] = await toldOf({ incidentId }, 1);
  const { items } = await mara.client.deliveries.list({
    organization,
    notificationId: notification?.id ?? "",
  });
  expect(mail.messageId).toBe(`<${items[0]?.id}@lumen.example>`);
});

test("a page writes under a name of its own, and answers go where it says, also of what it asks before", async () => {
  // Written so, a name could end the field, or the address, or name a second one.
  const senderName = '"Lumen, Inc." <eve@example.com>, Status; \\ größer';
  const replyTo = "support@lumen.example";
  await mara.client.statusPages.update({ organization, pageId, senderName, replyTo });
  const email = await subscribe();
  await declare();
  const told = await mailServer.next(email);
  const asked = `tom.${++number}@example.com`;
  await mara.client.subscribers.create({ organization, pageId, email: asked, confirmation: "ask" });
  for (const mail of [told, await mailServer.next(asked)]) {
    expect(mail.fromAll).toEqual([{ name: senderName, address: "status@lumen.example" }]);
    expect(mail.replyTo).toBe(replyTo);
  }
  await mara.client.statusPages.update({ organization, pageId, senderName: null, replyTo: null });
  await declare({ title: "API is slow again" });
  const later = await mailServer.next(email, told);
  expect(later.fromAll).toEqual([{ name: "Lumen Status", address: "status@lumen.example" }]);
  expect(later.headers).not.toContain("reply-to");
});

test("people read it in their own language", async () => {
  const email = await subscribe();
  await database.pool.query("update subscribers set language = 'de' where address = $1", [email]);
  await declare();
  const mail = await mailServer.next(email);
  expect(mail.subject).toContain("Lumen Status");
  expect(mail.text).toContain("Betroffene Dienste");
});

describe("nobody is told", () => {
  test("where whoever writes it says so", async () => {
    const email = await subscribe();
    const { id: incidentId } = await declare({ notify: false });
    await post(incidentId, "identified", { notify: false });
    await post(incidentId, "resolved");
    const [only, ...others] = await toldOf({ incidentId }, 1);
    expect([only?.kind, others]).toEqual(["incident_resolved", []]);
    await mailServer.next(email);
    expect(mailsTo(email)).toHaveLength(1);
  });

  test("of a draft until it is published, and of what is recorded afterwards", async () => {
    await subscribe();
    const draft = await declare({ isDraft: true });
    const hour = 3_600_000;
    const past = { startedAt: iso(-2 * hour), resolvedAt: iso(-hour), status: "resolved" as const };
    const backfilled = await declare(past);
    await mara.client.incidents.publish({ organization, incidentId: draft.id });
    const [told] = await toldOf({ incidentId: draft.id }, 1);
    expect(told?.kind).toBe("incident_created");
    expect(await mara.client.notifications.list({ organization, incidentId: backfilled.id })).toEqual([]);
  });

  test("who has not confirmed, or has unsubscribed since", async () => {
    const email = await subscribe();
    const late = await subscribe();
    await database.pool.query("update subscribers set state = 'unconfirmed' where address = $1", [email]);
    const { id: incidentId } = await declare({ holdMinutes: 10 });
    const [told] = await toldOf({ incidentId }, 1);
    expect(told?.counts).toEqual({ queued: 1 });
    await database.pool.query("update subscribers set state = 'unsubscribed' where address = $1", [late]);
    await makeDue();
    await settled(told?.id ?? "", { given_up: 1 });
    expect([...mailsTo(email), ...mailsTo(late)]).toEqual([]);
  });
});

test("each is told what they chose, and who was told of a beginning is told of its end", async () => {
  const { id: other } = await mara.client.services.create({ organization, name: "Search" });
  const all = await subscribe();
  const elsewhere = await subscribe({ scope: { serviceIds: [other], groupIds: [] } });
  const here = await subscribe({ scope: { serviceIds: [serviceId], groupIds: [] } });
  const brief = await subscribe({ onlyStartAndEnd: true });
  const grave = await subscribe({ leastImpact: "major" });
  const { id: incidentId } = await declare();
  await toldOf({ incidentId }, 1);
  await post(incidentId, "identified", { services: [{ serviceId, status: "degraded_performance" }] });
  await toldOf({ incidentId }, 2);
  await post(incidentId, "resolved", { services: [{ serviceId, status: "operational" }] });
  const told = await toldOf({ incidentId }, 3);
  const counts = [4, 3, 4].map((sent) => ({ sent }));
  for (const [index, { id }] of told.entries()) await settled(id, counts[index] ?? {});
  expect([all, elsewhere, here, brief, grave].map((email) => mailsTo(email).length)).toEqual([3, 0, 3, 2, 3]);
});

test("pages that show nothing of it tell nobody", async () => {
  await mara.client.statusPages.update({ organization, pageId, addsNewServices: false });
  const { id: hidden } = await mara.client.services.create({ organization, name: "Inside" });
  await subscribe();
  const { id: incidentId } = await declare({ services: [{ serviceId: hidden, status: "major_outage" }] });
  const { id: later } = await declare();
  await toldOf({ incidentId: later }, 1);
  expect(await mara.client.notifications.list({ organization, incidentId })).toEqual([]);
});

test("a maintenance is told of when it is scheduled, moved, begun and finished by itself, and called off", async () => {
  await subscribe();
  const base = { organization, title: "New disks", message: "We work.", serviceIds: [serviceId] };
  const { id: maintenanceId } = await mara.client.maintenances.create({ ...base, ...windowIn(60, 120) });
  await mara.client.maintenances.update({ organization, maintenanceId, ...windowIn(90, 120) });
  await toldOf({ maintenanceId }, 2);
  await setWindow(
    { client: mara.client, database },
    { organization, id: maintenanceId },
    { startsInMs: 500, endsInMs: 3_000 },
  );
  const told = await toldOf({ maintenanceId }, 4);
  expect(told.map(({ kind }) => kind)).toEqual([
    "maintenance_scheduled",
    "maintenance_rescheduled",
    "maintenance_started",
    "maintenance_finished",
  ]);
  const { id: quiet } = await mara.client.maintenances.create({
    ...base,
    ...windowIn(60, 120),
    notify: false,
    notifiesAutomatically: false,
  });
  await mara.client.maintenances.postUpdate({
    organization,
    maintenanceId: quiet,
    status: "canceled",
    message: "Not now.",
  });
  expect((await toldOf({ maintenanceId: quiet }, 1)).map(({ kind }) => kind)).toEqual([
    "maintenance_canceled",
  ]);
});

test("subscribers are reminded of a maintenance once, also when both moments were missed", async () => {
  const email = await subscribe();
  const { id: maintenanceId } = await mara.client.maintenances.create({
    organization,
    title: "New disks",
    message: "We work.",
    serviceIds: [serviceId],
    notify: false,
    ...windowIn(20, 120),
  });
  await database.pool.query("update maintenances set created_at = now() - interval '2 days' where id = $1", [
    maintenanceId,
  ]);
  await mara.client.maintenances.update({ organization, maintenanceId, title: "Newer disks" });
  const mail = await mailServer.next(email);
  expect(mail.subject).toBe("[Lumen Status] Reminder: Newer disks");
  await mara.client.maintenances.postUpdate({
    organization,
    maintenanceId,
    status: "canceled",
    message: "Not now.",
  });
  const told = await toldOf({ maintenanceId }, 2);
  expect(told.map(({ kind }) => kind)).toEqual(["maintenance_reminder", "maintenance_canceled"]);
});

test("of a maintenance that several pages show, each passes on the reminders that it chose", async () => {
  const texts = { organization, serviceIds: [serviceId] };
  const choices = { none: [], late: [1], early: [24] } as const;
  const emails = new Map<string, string>();
  await mara.client.statusPages.update({ organization, pageId, reminderHours: [...choices.none] });
  const quiet = await subscribe();
  for (const [name, reminderHours] of Object.entries({ late: choices.late, early: choices.early })) {
    const slug = `${name}-${crypto.randomUUID().slice(0, 8)}`;
    const page = await mara.client.statusPages.create({ ...texts, name, slug });
    const chosen = { organization, pageId: page.id, reminderHours: [...reminderHours] };
    await mara.client.statusPages.update(chosen);
    const email = `${name}.${++number}@example.com`;
    const input = { organization, pageId: page.id, email, confirmation: "vouched" as const };
    await mara.client.subscribers.create(input);
    emails.set(name, email);
  }
  const { id: maintenanceId } = await mara.client.maintenances.create({
    ...texts,
    title: "New disks",
    message: "We work.",
    notify: false,
    ...windowIn(20 * 60, 22 * 60),
  });
  const change = { organization, maintenanceId, notify: false };
  await database.pool.query("update maintenances set created_at = now() - interval '2 days' where id = $1", [
    maintenanceId,
  ]);
  await mara.client.maintenances.update({ ...change, title: "Newer disks" });
  const early = emails.get("early") ?? "";
  await mailServer.next(early);
  await mara.client.maintenances.update({ ...change, title: "Newest disks", ...windowIn(30, 120) });
  const late = emails.get("late") ?? "";
  await mailServer.next(late);
  await toldOf({ maintenanceId }, 2);
  expect([quiet, early, late].map(mailsTo)).toEqual([
    [],
    ["[early] Reminder: Newer disks"],
    ["[late] Reminder: Newest disks"],
  ]);
});

test("a postmortem is told of when it is published", async () => {
  const email = await subscribe();
  const { id: incidentId } = await declare({ notify: false });
  await mara.client.incidents.writePostmortem({ organization, incidentId, draft: "A cache was cold." });
  await mara.client.incidents.publishPostmortem({ organization, incidentId });
  const mail = await mailServer.next(email);
  expect(mail.subject).toBe("[Lumen Status] Postmortem: API is slow");
  expect(mail.text).toContain("A cache was cold.");
});

describe("what is held back", () => {
  test("waits, and can be recalled until it is sent", async () => {
    const email = await subscribe();
    const { id: incidentId } = await declare({ holdMinutes: 5 });
    const [held] = await toldOf({ incidentId }, 1);
    const notificationId = held?.id ?? "";
    expect(Date.parse(held?.heldUntil ?? "")).toBeGreaterThan(Date.now() + 4 * 60_000);
    const recalled = await mara.client.notifications.recall({ organization, notificationId });
    expect(recalled.counts).toEqual({ recalled: 1 });
    expect(recalled.recalledAt).not.toBeNull();
    await makeDue();
    await post(incidentId, "identified");
    await mailServer.next(email);
    expect(mailsTo(email)).toEqual(["[Lumen Status] Identified: API is slow"]);
  });

  test("is not recalled once it is sent", async () => {
    await subscribe();
    const { id: incidentId } = await declare();
    const [sent] = await toldOf({ incidentId }, 1);
    const notificationId = sent?.id ?? "";
    await expect(mara.client.notifications.recall({ organization, notificationId })).rejects.toThrow(
      "It is being sent already.",
    );
  });
});

test("a reader that sees events again tells nobody twice", async () => {
  const email = await subscribe();
  const { id: incidentId } = await declare();
  const [told] = await toldOf({ incidentId }, 1);
  await settled(told?.id ?? "", { sent: 1 });
  await database.pool.query(
    "update event_cursors set position = 0 where organization_id = $1 and reader = 'telling'",
    [organizationId],
  );
  await post(incidentId, "identified");
  for (const { id } of await toldOf({ incidentId }, 2)) await settled(id, { sent: 1 });
  expect(mailsTo(email)).toHaveLength(2);
});

test("who is not there is quarantined by the first mail, and is told nothing more", async () => {
  const email = await subscribe();
  mailServer.refuse({ code: 550, message: `No such mailbox as ${email}` });
  const { id: incidentId } = await declare();
  const [told] = await toldOf({ incidentId }, 1);
  await settled(told?.id ?? "", { bounced: 1 });
  mailServer.refuse(null);
  await expect
    .poll(async () => {
      const { items } = await mara.client.subscribers.list({ organization, pageId });
      return items.map(({ state, failure }) => [
        state,
        failure?.includes("No such mailbox"),
        failure?.includes("@"),
      ]);
    })
    .toEqual([["quarantined", true, false]]);
  const log = await database.pool.query(
    "select data::text from events where type = 'subscriber.quarantined'",
  );
  expect(log.rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(log.rows)).not.toContain("@");
  await post(incidentId, "identified");
  expect((await toldOf({ incidentId }, 2)).at(-1)?.counts).toEqual({});
  expect(mailsTo(email)).toEqual([]);
});

test("while the mail server is away mails wait, and all go out once when it is back", async () => {
  const emails = await Promise.all(Array.from({ length: 20 }, () => subscribe()));
  await mailServer.close();
  const { id: incidentId } = await declare();
  const [told] = await toldOf({ incidentId }, 1);
  await expect.poll(() => countsOf(told?.id ?? "")).toEqual({ queued: 20 });
  await mailServer.open();
  await expect.poll(() => countsOf(told?.id ?? ""), { timeout: 30_000 }).toEqual({ sent: 20 });
  expect(emails.map((email) => mailsTo(email).length)).toEqual(emails.map(() => 1));
}, 60_000);

test("a channel that is shut, and one that hangs, hold up none of the others", async () => {
  const [quick, hanging] = [`/quick-${++number}`, `/shut-${++number}`];
  const email = await subscribe();
  await webhook(quick);
  await mailServer.close();
  await declare({ title: "Without mail" });
  await receiver.atLeast(1, quick);
  expect(mailsTo(email)).toEqual([]);
  await mailServer.open();
  await expect.poll(() => mailsTo(email).join(), { timeout: 15_000 }).toContain("Without mail");

  await hangAll(hanging);
  await declare({ title: "Webhooks hang" });
  await receiver.atLeast(1, `${hanging}?0`);
  await expect.poll(() => mailsTo(email).join(), { timeout: 20_000 }).toContain("Webhooks hang");
  await database.pool.query("delete from deliveries where organization_id = $1", [organizationId]);
}, 90_000);

describe("a webhook", () => {
  test("is posted signed by the rules of Standard Webhooks, also with the secret before while it counts", async () => {
    const path = `/signed-${++number}`;
    await webhook(path, { rotatedUntil: new Date(Date.now() + 60_000) });
    const { id: incidentId } = await declare();
    const [posted] = await receiver.atLeast(1, path);
    const { headers, body = "" } = posted ?? {};
    const signed = {
      "webhook-id": String(headers?.["webhook-id"]),
      "webhook-timestamp": String(headers?.["webhook-timestamp"]),
      "webhook-signature": String(headers?.["webhook-signature"]),
    };
    for (const secret of [webhookSecret, previousWebhookSecret])
      expect(new Webhook(secret).verify(body, signed)).toMatchObject({ type: "incident.created" });
    expect(() => new Webhook(webhookSecret).verify(`${body} `, signed)).toThrow();
    expect(JSON.parse(body)).toMatchObject({
      data: {
        page: { name: "Lumen Status", url: pageUrl },
        incident: {
          id: incidentId,
          title: "API is slow",
          impact: "major",
          url: `${pageUrl}/incidents/${incidentId}`,
        },
        update: { message: "We **look**." },
        services: [{ id: serviceId, name: "API", status: "partial_outage" }],
      },
    });
  });

  test("that fails is posted again with the same id, and not before it asks for it", async () => {
    const path = `/failing-${++number}`;
    await webhook(path);
    receiver.answer(path, (response) => void response.writeHead(503, { "retry-after": "3000" }).end());
    const { id: incidentId } = await declare();
    const [told] = await toldOf({ incidentId }, 1);
    await settled(told?.id ?? "", { failed: 1 });
    const { items } = await mara.client.deliveries.list({ organization, notificationId: told?.id ?? "" });
    expect(items).toMatchObject([
      { state: "failed", attempts: 1, responseStatus: 503, error: "It answered 503." },
    ]);
    expect(Date.parse(items[0]?.dueAt ?? "")).toBeGreaterThan(Date.now() + 2_900_000);
    receiver.answer(path, (response) => void response.writeHead(200).end());
    await makeDue();
    await settled(told?.id ?? "", { sent: 1 });
    const ids = (await receiver.atLeast(2, path)).map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids)).toEqual(new Set([items[0]?.id]));
  });

  test.each([
    [301, "given_up", "active"],
    [404, "given_up", "active"],
    [410, "bounced", "quarantined"],
    [429, "failed", "active"],
    [500, "failed", "active"],
  ] as const)("that answers %i is %s, and its subscriber %s", async (status, state, subscriberState) => {
    const path = `/answers-${status}-${++number}`;
    const subscriberId = await webhook(path);
    receiver.answer(path, (response) => void response.writeHead(status, { location: "/elsewhere" }).end());
    const { id: incidentId } = await declare();
    const [told] = await toldOf({ incidentId }, 1);
    await settled(told?.id ?? "", { [state]: 1 });
    await expect
      .poll(async () => {
        const { items } = await mara.client.subscribers.list({ organization, pageId });
        return items.find(({ id }) => id === subscriberId)?.state;
      })
      .toBe(subscriberState);
    expect(receiver.received.some(({ path: asked }) => asked === "/elsewhere")).toBe(false);
  });

  test("that takes nothing for a week is asked no more, and who answers for it is told", async () => {
    const path = `/dead-${++number}`;
    const subscriberId = await webhook(path);
    const contact = `ops.${++number}@example.com`;
    receiver.answer(path, (response) => void response.writeHead(500).end());
    await database.pool.query(
      "update subscribers set failing_since = now() - interval '8 days', contact_email = $2 where id = $1",
      [subscriberId, contact],
    );
    await declare();
    const mail = await mailServer.next(contact);
    expect(mail.subject).toBe(`Lumen Status cannot reach ${receiver.url}${path}`);
    expect(mail.text).toContain("It answered 500.");
    const { items } = await mara.client.subscribers.list({ organization, pageId });
    expect(items[0]?.state).toBe("quarantined");
  });

  test("that was removed leaves nothing of what it said, also of an attempt under way", async () => {
    const [failed, underWay] = [`/failed-${++number}`, `/under-way-${++number}`];
    const ids = [await webhook(failed), await webhook(underWay)];
    let answer = () => {};
    receiver.answer(failed, (response) => void response.writeHead(500).end());
    receiver.answer(underWay, (response) => {
      answer = () => void response.writeHead(500).end();
    });
    const { id: incidentId } = await declare();
    const [told] = await toldOf({ incidentId }, 1);
    await receiver.atLeast(1, underWay);
    await settled(told?.id ?? "", { failed: 1, queued: 1 });
    for (const subscriberId of ids) await mara.client.subscribers.remove({ organization, subscriberId });
    answer();
    await settled(told?.id ?? "", { failed: 2 });
    const { rows } = await database.pool.query(
      `select d.error, d.response_status as status, s.failure from deliveries d
        join subscribers s on s.organization_id = d.organization_id and s.id = d.subscriber_id
        where s.id = any ($1::uuid[])`,
      [ids],
    );
    const nothing = { error: null, status: 500, failure: null };
    expect(rows).toEqual([nothing, nothing]);
  });

  test("that fails five times and then takes it has it once, each time after about twice as long", async () => {
    const path = `/recovering-${++number}`;
    await webhook(path);
    receiver.answer(path, (response) => void response.writeHead(500).end());
    const { id: incidentId } = await declare();
    const [told] = await toldOf({ incidentId }, 1);
    const notificationId = told?.id ?? "";
    for (let attempts = 0; attempts < 5; ) {
      // Not while it is leased for an attempt.
      const { rows } = await polled(
        () =>
          database.pool.query(
            "select attempts, extract(epoch from due_at - now())::float8 as seconds from deliveries where notification_id = $1 and state = 'failed' and attempts > $2 and due_at < now() + interval '110 s'",
            [notificationId, attempts],
          ),
        ({ rows }) => rows.length === 1,
      );
      attempts = rows[0]?.attempts;
      const between = 5 * 2 ** (attempts - 1);
      expect(rows[0]?.seconds).toBeLessThanOrEqual(between * 1.2);
      // What is left of it when it is looked.
      expect(rows[0]?.seconds).toBeGreaterThan(between * 0.8 - 4);
      if (attempts >= 5) receiver.answer(path, (response) => void response.writeHead(200).end());
      await makeDue();
    }
    await settled(notificationId, { sent: 1 });
    const posts = receiver.received.filter((post) => post.path === path);
    expect(posts.length).toBeGreaterThan(5);
    expect(new Set(posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  test("that hangs, drips, never ends, or hangs up is given ten seconds, and is tried again", async () => {
    const answers: Record<string, (response: ServerResponse) => void> = {
      hanging: () => {},
      dripping: (response) => {
        const drip = setInterval(() => response.write("."), 500);
        response.on("close", () => clearInterval(drip));
      },
      endless: (response) => {
        const pour = () => {
          while (!response.destroyed && response.write("x".repeat(65_536)));
        };
        response.on("drain", pour);
        pour();
      },
      resetting: (response) => void response.socket?.resetAndDestroy(),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const path = `/${name}-${++number}`;
      await webhook(path);
      receiver.answer(path, answer);
    }
    const { id: incidentId } = await declare();
    const [told] = await toldOf({ incidentId }, 1);
    await settled(told?.id ?? "", { failed: 4 });
    const { items } = await mara.client.deliveries.list({ organization, notificationId: told?.id ?? "" });
    expect(items.every(({ state, dueAt }) => state === "failed" && dueAt !== null)).toBe(true);
    expect(items.filter(({ error }) => error?.includes("within 10 seconds"))).toHaveLength(2);
  }, 30_000);

  test("that hangs holds up nobody else, of the same organization or another", async () => {
    const [hanging, quick] = [`/hanging-${++number}`, `/quick-${++number}`];
    const paths = await hangAll(hanging);
    await declare();
    await receiver.atLeast(1, `${hanging}?0`);
    const { slug: other, id: otherId } = await mara.client.organizations.create({ name: "Harbor" });
    const { id: otherService } = await mara.client.services.create({ organization: other, name: "Web" });
    const [page] = await mara.client.statusPages.list({ organization: other });
    await subscribeAll(fanal.databaseUrl, { organizationId: otherId, pageId: page?.id ?? "" }, [
      { channel: "webhook", address: `${receiver.url}${quick}` },
    ]);
    await mara.client.incidents.create({
      organization: other,
      title: "Web is slow",
      message: "We look.",
      services: [{ serviceId: otherService, status: "partial_outage" }],
    });
    await receiver.atLeast(1, quick);
    // There are still some of those that hang which wait for their places.
    const begun = receiver.received.filter(({ path }) => path.startsWith(hanging));
    expect(begun.length).toBeLessThan(paths.length);
    await database.pool.query("delete from deliveries where organization_id = $1", [organizationId]);
  }, 90_000);
});

test("what was missed is sent again to those who missed it, and one delivery to whom it is asked for", async () => {
  const [missed, took] = [`/missed-${++number}`, `/took-${++number}`];
  await webhook(missed);
  await webhook(took);
  receiver.answer(missed, (response) => void response.writeHead(404).end());
  const { id: incidentId } = await declare();
  const [told] = await toldOf({ incidentId }, 1);
  const notificationId = told?.id ?? "";
  await settled(notificationId, { sent: 1, given_up: 1 });
  receiver.answer(missed, (response) => void response.writeHead(200).end());
  await mara.client.notifications.resend({ organization, notificationId });
  await settled(notificationId, { sent: 2 });
  expect(receiver.received.filter(({ path }) => path === took)).toHaveLength(1);
  const { items } = await mara.client.deliveries.list({ organization, notificationId });
  const taken = items.find(({ address }) => address?.endsWith(took));
  await mara.client.deliveries.replay({ organization, deliveryId: taken?.id ?? "" });
  await receiver.atLeast(2, took);
});

test("who would be told is counted by the rule that tells them", async () => {
  await subscribe();
  await subscribe({ leastImpact: "critical" });
  await webhook(`/counted-${++number}`);
  const ask = (status: "partial_outage" | "major_outage") =>
    mara.client.notifications.previewAudience({
      organization,
      kind: "incident_created",
      services: [{ serviceId, status }],
    });
  expect(await ask("partial_outage")).toEqual({
    sendsMail: true,
    pages: [{ pageId, pageName: "Lumen Status", total: 2, byChannel: { email: 1, webhook: 1 } }],
  });
  expect((await ask("major_outage")).pages[0]?.total).toBe(3);
});

test("what is written is shown in the form of each channel, and so is what was told", async () => {
  await subscribe();
  const { id: storyId } = await declare();
  const shown = await mara.client.notifications.preview({
    organization,
    pageId,
    kind: "incident_resolved",
    storyId,
    status: "resolved",
    message: "A **disk** was full.",
    services: [{ serviceId, status: "operational" }],
  });
  expect(shown.email.from).toEqual({ name: "Lumen Status", address: "status@lumen.example" });
  expect(shown.email.subject).toBe("[Lumen Status] Resolved: API is slow");
  expect(shown.email.html).toContain("<strong>disk</strong>");
  expect(JSON.parse(shown.payloads.webhook)).toMatchObject({
    type: "incident.resolved",
    data: {
      incident: { id: storyId, status: "resolved" },
      services: [{ name: "API", status: "operational" }],
    },
  });
  for (const channel of ["slack", "discord", "microsoft_teams"] as const)
    expect(shown.payloads[channel]).toContain("Resolved");
  // Slack has another Markdown.
  expect(shown.payloads.slack).toContain("A disk was full.");
  expect(shown.payloads.discord).toContain("A **disk** was full.");
  const [told] = await toldOf({ incidentId: storyId }, 1);
  const { email } = await mara.client.notifications.message({
    organization,
    notificationId: told?.id ?? "",
    language: "de",
  });
  expect(email.subject).toContain("API is slow");
  expect(email.html).toContain("Betroffene Dienste");
  // It was a look, and told nobody.
  expect(await mara.client.notifications.list({ organization })).toHaveLength(1);
});

test("however long messages take to be previewed, what is published does not wait for them", async () => {
  // Each keeps the parser busy for longer than anybody waits.
  const preview = (_: unknown, index: number) =>
    mara.client.notifications.preview({
      organization,
      pageId,
      kind: "incident_created",
      message: `${++number} ${index} ${"*a_ ".repeat(6_000)}`,
      services: [{ serviceId, status: "partial_outage" }],
    });
  const first = Array.from({ length: 8 }, preview);
  await Promise.race(first);
  const second = Array.from({ length: 8 }, preview);
  const { updates } = await declare({ message: "We **look** at once." });
  expect(updates[0]?.messageHtml).toBe("<p>We <strong>look</strong> at once.</p>");
  await Promise.all([...first, ...second]);
});

test("the outbox lists e-mails newest first, a page at a time", async () => {
  const [first, second] = [await subscribe(), await subscribe()];
  const { id: incidentId } = await declare();
  await post(incidentId, "resolved");
  await toldOf({ incidentId }, 2);
  const { sendsMail, items, nextCursor } = await mara.client.deliveries.outbox({ organization, limit: 3 });
  expect(sendsMail).toBe(true);
  expect(items.map(({ subject }) => subject.replace(/^.* (\w+): .*$/, "$1"))).toEqual([
    "Resolved",
    "Resolved",
    "Investigating",
  ]);
  const rest = await mara.client.deliveries.outbox({ organization, cursor: nextCursor ?? "", limit: 3 });
  expect(rest.items).toHaveLength(1);
  expect(rest.nextCursor).toBeNull();
  expect(new Set([...items, ...rest.items].map(({ address }) => address))).toEqual(new Set([first, second]));
});

function iso(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
