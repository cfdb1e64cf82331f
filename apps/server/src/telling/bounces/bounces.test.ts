import { createHmac, createSign } from "node:crypto";
import { connect, type Database, migrate } from "@fanal/database";
import {
  makeSamlKey,
  type Person,
  startTestFanal,
  startTestMailServer,
  type TestFanal,
  type TestMailServer,
} from "@fanal/testing";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../../http/test-helpers.ts";
import { createBounces } from "./serve.ts";

const secret = "a-secret-of-the-address-0123456789";
const mailgunSigningKey = "key-of-mailgun";
const config = { secret, mailgunSigningKey };

let mailServer: TestMailServer;
let fanal: TestFanal;
let everything: Database;
let database: Database;
let mara: Person;
let lumen: Tenant;
let acme: Tenant;
let number = 0;

interface Tenant {
  organization: string;
  pageId: string;
  serviceId: string;
}

beforeAll(async () => {
  mailServer = await startTestMailServer();
  fanal = await startTestFanal(inject("clusterUrl"), {
    mail: { smtpUrl: mailServer.url, from: "Fanal <status@lumen.example>" },
    mailEvents: config,
  });
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 2, name: "test", onError: () => {} });
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  [lumen, acme] = await Promise.all([tenant("Lumen"), tenant("Acme")]);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

async function tenant(name: string): Promise<Tenant> {
  const { slug: organization } = await mara.client.organizations.create({ name });
  const { id: serviceId } = await mara.client.services.create({ organization, name: "API" });
  const [page] = await mara.client.statusPages.list({ organization });
  return { organization, pageId: page?.id ?? "", serviceId };
}

async function subscribe(
  { organization, pageId }: Tenant,
  email = `pia.${++number}@example.com`,
  more: { isShared?: boolean } = {},
): Promise<string> {
  const input = { organization, pageId, email, confirmation: "vouched" as const, ...more };
  await mara.client.subscribers.create(input);
  return email;
}

/** Tells a tenant's subscribers of an incident, and resolves once the mail to one is taken and noted: with its `Message-ID`. */
async function tell({ organization, serviceId }: Tenant, email: string): Promise<string> {
  const services = [{ serviceId, status: "partial_outage" as const }];
  await mara.client.incidents.create({ organization, title: "API is slow", message: "We look.", services });
  const { messageId = "" } = await mailServer.next(email);
  await expect.poll(() => deliveryOf(messageId)).toMatchObject({ state: "sent" });
  return messageId;
}

async function deliveryOf(messageId: string) {
  const id = messageId.slice(1, 37);
  const { rows } = await everything.pool.query("select state, error from deliveries where id = $1", [id]);
  return rows[0];
}

async function stateOf({ organization, pageId }: Tenant, email: string) {
  const { items } = await mara.client.subscribers.list({ organization, pageId });
  const one = items.find(({ address }) => address === email);
  return one && { state: one.state, failure: one.failure };
}

async function eventsOf({ organization }: Tenant, type: string): Promise<number> {
  const { items } = await mara.client.events.list({ organization });
  return items.filter((event) => event.type === type).length;
}

function post(provider: string, body: unknown, key = secret): Promise<Response> {
  return fetch(`${fanal.url}/mail-events/${provider}/${key}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

interface Told {
  messageId?: string;
  email?: string;
  at?: Date;
  reason?: string;
}

const soon = () => new Date(Date.now() + 1_000);

function mailgun(
  event: { event: string; severity?: string },
  { messageId = "", email = "pia@example.com", at = soon(), reason = "550 No such mailbox" }: Told,
  { signedAt = new Date(), key = mailgunSigningKey } = {},
) {
  const timestamp = String(Math.floor(signedAt.getTime() / 1000));
  const token = "c2f1".repeat(12);
  const signature = createHmac("sha256", key)
    .update(timestamp + token)
    .digest("hex");
  return {
    signature: { timestamp, token, signature },
    "event-data": {
      ...event,
      id: "CPgfbmQMTCKtHW6uIWtuVe",
      timestamp: at.getTime() / 1000,
      recipient: email,
      message: { headers: { to: email, "message-id": messageId.slice(1, -1), subject: "API" }, size: 111 },
      "delivery-status": { code: 550, message: `${reason} ${email}`, description: "" },
    },
  };
}
const permanent = { event: "failed", severity: "permanent" };

function postmark(type: string, { email = "", at = soon(), reason = "No such mailbox" }: Told) {
  return {
    RecordType: type === "SpamComplaint" ? type : "Bounce",
    ID: 42,
    Type: type,
    TypeCode: 1,
    MessageID: "883953f4-6105-42a2-a16a-77a8eac79483",
    Description: "The server was unable to deliver your message.",
    Details: reason,
    Email: email,
    From: "status@lumen.example",
    BouncedAt: at.toISOString(),
    Inactive: true,
  };
}

describe("a hard bounce", () => {
  test("ends telling whoever it went to, once, however often it is told, and nobody else of that address", async () => {
    const email = await subscribe(lumen);
    await subscribe(acme, email);
    const messageId = await tell(lumen, email);
    const body = mailgun(permanent, { messageId, email });
    for (let count = 0; count < 2; count++) expect((await post("mailgun", body)).status).toBe(204);
    expect(await deliveryOf(messageId)).toEqual({ state: "bounced", error: "550 No such mailbox …" });
    expect(await stateOf(lumen, email)).toEqual({ state: "quarantined", failure: "550 No such mailbox …" });
    expect(await stateOf(acme, email)).toEqual({ state: "active", failure: null });
    expect(await eventsOf(lumen, "subscriber.quarantined")).toBe(1);
  });

  test("of which only the address is told ends it on every page", async () => {
    const email = await subscribe(lumen);
    await subscribe(acme, email);
    const other = await subscribe(acme);
    const body = postmark("HardBounce", { email: email.toUpperCase() });
    expect((await post("postmark", body)).status).toBe(204);
    const failure = "The server was unable to deliver your message. No such mailbox";
    expect(await stateOf(lumen, email)).toEqual({ state: "quarantined", failure });
    expect(await stateOf(acme, email)).toMatchObject({ state: "quarantined" });
    expect(await stateOf(acme, other)).toMatchObject({ state: "active" });
  });

  test("of a mail that is none of ours, or of before whoever has the address said yes, changes nothing", async () => {
    const email = await subscribe(lumen);
    const messageId = await tell(lumen, email);
    const foreign = [`<${crypto.randomUUID()}@lumen.example>`, "<20261126.1@elsewhere.example>"];
    for (const one of foreign) await post("mailgun", mailgun(permanent, { messageId: one, email }));
    const at = new Date(Date.now() - 3_600_000);
    expect((await post("mailgun", mailgun(permanent, { messageId, email, at }))).status).toBe(204);
    expect((await post("postmark", postmark("HardBounce", { email, at }))).status).toBe(204);
    expect(await deliveryOf(messageId)).toEqual({ state: "sent", error: null });
    expect(await stateOf(lumen, email)).toEqual({ state: "active", failure: null });
  });
});

test("a soft bounce leaves a note at the delivery and nothing else", async () => {
  const email = await subscribe(lumen);
  const messageId = await tell(lumen, email);
  const temporary = { event: "failed", severity: "temporary" };
  expect((await post("mailgun", mailgun(temporary, { messageId, reason: "452 Full" }))).status).toBe(204);
  expect((await post("postmark", postmark("SoftBounce", { email }))).status).toBe(204);
  expect(await deliveryOf(messageId)).toEqual({ state: "sent", error: "452 Full …" });
  expect(await stateOf(lumen, email)).toEqual({ state: "active", failure: null });
});

test("who calls a mail spam is unsubscribed, but for a mailbox that many read", async () => {
  const email = await subscribe(lumen);
  const shared = await subscribe(lumen, undefined, { isShared: true });
  const messageId = await tell(lumen, email);
  await post("mailgun", mailgun({ event: "complained" }, { messageId, email }));
  await post("postmark", postmark("SpamComplaint", { email: shared }));
  expect(await deliveryOf(messageId)).toMatchObject({ state: "bounced" });
  expect(await stateOf(lumen, email)).toMatchObject({ state: "unsubscribed" });
  expect(await stateOf(lumen, shared)).toMatchObject({ state: "active" });
  expect(await eventsOf(lumen, "subscriber.unsubscribed")).toBe(1);
});

test("what is not of the provider is refused, and changes nothing", async () => {
  const email = await subscribe(lumen);
  const messageId = await tell(lumen, email);
  const told = { messageId, email };
  const statusOf = async (...given: Parameters<typeof post>) => (await post(...given)).status;
  const old = new Date(Date.now() - 13 * 3_600_000);
  expect(await statusOf("mailgun", mailgun(permanent, told), `${secret}x`)).toBe(404);
  expect(await statusOf("mailgun", mailgun(permanent, told), "x")).toBe(404);
  expect(await statusOf("elsewhere", {})).toBe(404);
  expect(await statusOf("mailgun", mailgun(permanent, told, { key: "guessed" }))).toBe(403);
  expect(await statusOf("mailgun", mailgun(permanent, told, { signedAt: old }))).toBe(403);
  expect(await statusOf("mailgun", { "event-data": {} })).toBe(400);
  expect(await statusOf("postmark", "no JSON")).toBe(400);
  expect(await statusOf("postmark", `{"a":"${"x".repeat(300_000)}"}`)).toBe(413);
  expect(await statusOf("postmark", { RecordType: "Delivery", DeliveredAt: "2026-11-26T08:00:00Z" })).toBe(
    204,
  );
  expect((await fetch(`${fanal.url}/mail-events/postmark/${secret}`)).status).toBe(404);
  expect(await stateOf(lumen, email)).toMatchObject({ state: "active" });
});

test("nothing is heard where no secret is set", async () => {
  const hear = createBounces({ database, outgoing: nowhere, now: () => new Date(), log }, null);
  expect(await hear({ provider: "postmark", secret: "", body: "{}" })).toBe("not_found");
});

test("a mail of an account that came back is named in the log, without its address", async () => {
  const email = `tom.${++number}@example.com`;
  const input = { ...lumen, email, confirmation: "ask" as const };
  await mara.client.subscribers.create(input);
  const { messageId = "" } = await mailServer.next(email);
  const lines: string[] = [];
  const written = pino({}, { write: (line: string) => void lines.push(line) });
  const hear = createBounces({ database, outgoing: nowhere, now: () => new Date(), log: written }, config);
  const body = JSON.stringify(mailgun(permanent, { messageId, email }));
  expect(await hear({ provider: "mailgun", secret, body })).toBe("noted");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    mail: messageId.slice(1, 37),
    kind: "confirm_subscription",
    bounce: "hard",
  });
  expect(lines[0]).not.toContain(email);
});

const log = pino({ level: "silent" });
const nowhere = { allowsHttp: false, ask: () => Promise.reject(new Error("Nothing is to be asked")) };

describe("Amazon SES", () => {
  const signingCertUrl = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-01.pem";

  async function sns() {
    const { privateKey, certificate } = await makeSamlKey();
    const asked: string[] = [];
    const outgoing = {
      allowsHttp: false,
      ask: (address: string) => {
        asked.push(address);
        const content = Buffer.from(address.endsWith(".pem") ? certificate : "<Confirmed/>");
        return Promise.resolve({ status: 200, headers: {}, content });
      },
    };
    const hear = createBounces({ database, outgoing, now: () => new Date(), log }, config);
    const send = (fields: Record<string, string>, change: Record<string, string> = {}) => {
      const message: Record<string, string> = {
        Type: "Notification",
        MessageId: "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        TopicArn: "arn:aws:sns:eu-central-1:123456789012:bounces",
        Timestamp: new Date().toISOString(),
        SignatureVersion: "1",
        SigningCertURL: signingCertUrl,
        ...fields,
      };
      const names = [
        "Message",
        "MessageId",
        "Subject",
        "SubscribeURL",
        "Timestamp",
        "Token",
        "TopicArn",
        "Type",
      ];
      const text = names.flatMap((name) => (name in message ? `${name}\n${message[name]}\n` : [])).join("");
      const algorithm = message.SignatureVersion === "1" ? "RSA-SHA1" : "RSA-SHA256";
      const Signature = createSign(algorithm).update(text).sign(privateKey, "base64");
      return hear({ provider: "ses", secret, body: JSON.stringify({ ...message, Signature, ...change }) });
    };
    return { asked, send };
  }

  function bounce({ messageId, email = "", at = soon() }: Told, bounceType = "Permanent"): string {
    const original = messageId === undefined ? {} : { headers: [{ name: "Message-ID", value: messageId }] };
    const diagnosticCode = `smtp; 550 5.1.1 <${email}>... User unknown`;
    return JSON.stringify({
      notificationType: "Bounce",
      bounce: {
        bounceType,
        bounceSubType: "General",
        bouncedRecipients: [{ emailAddress: email, status: "5.1.1", action: "failed", diagnosticCode }],
        timestamp: at.toISOString(),
        feedbackId: "00000138111222aa-33322211",
      },
      mail: {
        timestamp: at.toISOString(),
        messageId: "00000138111222aa",
        source: "status@lumen.example",
        ...original,
      },
    });
  }

  test("tells through SNS what bounced, whichever way it signs, by the original Message-ID or the address", async () => {
    const { send, asked } = await sns();
    const [first, second] = [await subscribe(lumen), await subscribe(lumen)];
    const messageId = await tell(lumen, first);
    expect(await send({ Message: bounce({ messageId, email: first }) })).toBe("noted");
    expect(await send({ Message: bounce({ email: second }), SignatureVersion: "2", Subject: "Bounce" })).toBe(
      "noted",
    );
    const failure = "smtp; 550 5.1.1 <…>... User unknown";
    expect(await deliveryOf(messageId)).toEqual({ state: "bounced", error: failure });
    expect(await stateOf(lumen, first)).toEqual({ state: "quarantined", failure });
    expect(await stateOf(lumen, second)).toMatchObject({ state: "quarantined" });
    expect(asked).toEqual([signingCertUrl]);
  });

  test("tells what was called spam, and what may be over by the next mail", async () => {
    const { send } = await sns();
    const [first, second] = [await subscribe(lumen), await subscribe(lumen)];
    const complaint = {
      eventType: "Complaint",
      complaint: {
        complainedRecipients: [{ emailAddress: first }],
        complaintFeedbackType: "abuse",
        timestamp: soon().toISOString(),
      },
    };
    expect(await send({ Message: JSON.stringify(complaint) })).toBe("noted");
    expect(await send({ Message: bounce({ email: second }, "Transient") })).toBe("noted");
    expect(await stateOf(lumen, first)).toMatchObject({ state: "unsubscribed" });
    expect(await stateOf(lumen, second)).toMatchObject({ state: "active" });
  });

  test("is told yes where SNS asks, and nothing else is asked", async () => {
    const { send, asked } = await sns();
    const SubscribeURL = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f";
    const question = { Type: "SubscriptionConfirmation", Message: "You have chosen …", Token: "2336412f" };
    expect(await send({ ...question, SubscribeURL })).toBe("noted");
    expect(asked).toEqual([signingCertUrl, SubscribeURL]);
    for (const elsewhere of [
      "https://sns.eu-central-1.amazonaws.com.evil.example/",
      "https://evil.example/?sns.eu-central-1.amazonaws.com",
      "http://sns.eu-central-1.amazonaws.com/",
      "https://sns.eu-central-1.amazonaws.com:8443/",
      "https://name@sns.eu-central-1.amazonaws.com/",
      "http://169.254.169.254/latest/meta-data/",
    ]) {
      expect(await send({ ...question, SubscribeURL: elsewhere }), elsewhere).toBe("forbidden");
      expect(await send({ Message: "{}", SigningCertURL: elsewhere }), elsewhere).toBe("forbidden");
    }
    expect(asked).toHaveLength(2);
  });

  test("is not who signed with another key, or something else", async () => {
    const { send } = await sns();
    const email = await subscribe(lumen);
    const Message = bounce({ email });
    expect(await send({ Message: "{}" }, { Message })).toBe("forbidden");
    expect(await send({ Message }, { Signature: "bm90aGluZw==" })).toBe("forbidden");
    expect(await send({ Message }, { TopicArn: "arn:aws:sns:eu-central-1:210987654321:other" })).toBe(
      "forbidden",
    );
    expect(await send({ Message: "no JSON" })).toBe("bad_request");
    expect(await stateOf(lumen, email)).toMatchObject({ state: "active" });
  });
});
