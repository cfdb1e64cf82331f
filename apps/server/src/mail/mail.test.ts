import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { asSystem, connect, type Database, inOrganization, migrate } from "@fanal/database";
import { startFanal } from "@fanal/server";
import {
  startTestFanal,
  startTestMailServer,
  type TestFanal,
  type TestMailServer,
  testConfig,
} from "@fanal/testing";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { plainReader } from "../auth/mail-reader.ts";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { giveUpAfterHours } from "./retry.ts";
import { sendAccountMail, sendMail } from "./send-mail.ts";

const from = "Fanal <fanal@lumen.example>";
const link = "https://fanal.example/sign-in/magic-link?token=abc";

let mailServer: TestMailServer;
let fanal: TestFanal;
let database: Database;
let everything: ReturnType<typeof openAsSuperuser>;
let number = 0;

beforeAll(async () => {
  mailServer = await startTestMailServer();
  fanal = await startTestFanal(inject("clusterUrl"), { mail: { smtpUrl: mailServer.url, from } });
  everything = openAsSuperuser(fanal.databaseUrl);
  const { role } = await migrate(fanal.databaseUrl);
  database = connect({ url: fanal.databaseUrl, role, maxConnections: 4, name: "test", onError: () => {} });
});
beforeEach(() => mailServer.refuse(null));
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await everything[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

function somebody(): string {
  return `mara.${++number}@example.com`;
}

async function sendTo(to: string, into = database): Promise<void> {
  await asSystem(into, "test", (db) =>
    sendAccountMail(db, { kind: "magic_link", ...plainReader, to, link, validMinutes: 10 }),
  );
}

async function rowOf(to: string) {
  const { rows } = await everything.pool.query(
    "select attempts, sent_at, due_at, error, due_at > now() as waits from mails where recipient = $1",
    [to],
  );
  return rows[0];
}

/** As if its time had come. */
function makeDue(to: string): Promise<unknown> {
  return everything.pool.query("update mails set due_at = now() where recipient = $1", [to]);
}

test("a mail arrives once what it tells of is committed, as html and text, and says so in its row", async () => {
  const to = somebody();
  await sendTo(to);
  const mail = await mailServer.next(to);
  expect(mail).toMatchObject({
    recipients: [to],
    from: '"Fanal" <fanal@lumen.example>',
    to,
    subject: "Your link to sign in",
    messageId: expect.stringMatching(/^<[0-9a-f-]{36}@lumen\.example>$/),
  });
  expect(mail.links).toContain(link);
  expect(mail.html).toContain(link);
  expect(mail.html).not.toMatch(/<img|<script|<link|url\(/);
  await expect.poll(() => rowOf(to)).toMatchObject({ attempts: 1, due_at: null, error: null });
  expect((await rowOf(to)).sent_at).not.toBeNull();
});

test("a mail of what was rolled back is never sent", async () => {
  const [undone, done] = [somebody(), somebody()];
  const rollBack = asSystem(database, "test", async (db) => {
    await sendAccountMail(db, { kind: "magic_link", ...plainReader, to: undone, link, validMinutes: 10 });
    throw new Error("undone");
  });
  await expect(rollBack).rejects.toThrow("undone");
  await sendTo(done);
  await mailServer.next(done);
  expect(mailServer.received.flatMap(({ recipients }) => recipients)).not.toContain(undone);
});

test("a mail of an organization is written in its transaction, and is no other one's to see", async () => {
  const mara = await fanal.signUp("Mara Ilves");
  const ours = await mara.client.organizations.create({ name: "Lumen" });
  const theirs = await mara.client.organizations.create({ name: "Nord" });
  const to = somebody();
  const invitation = { organization: "Lumen", inviter: "Mara Ilves", role: "responder", link } as const;
  const expiresAt = new Date(Date.UTC(2026, 11, 2, 14, 5));
  await inOrganization(database, ours.id, (tx) =>
    sendMail(tx, { kind: "invitation", ...plainReader, to, ...invitation, expiresAt }),
  );
  const mail = await mailServer.next(to);
  expect(mail.subject).toBe("Join Lumen on Fanal");
  expect(mail.text).toContain("2 December 2026 at 14:05 UTC");
  const seen = async (id: string) =>
    (await inOrganization(database, id, (tx) => tx.db.execute("select id from mails"))).result.rows.length;
  expect([await seen(ours.id), await seen(theirs.id)]).toEqual([1, 0]);
});

describe("what people type puts nothing into a mail but text", () => {
  test("line breaks in a name make no headers and no recipients", async () => {
    const { id } = await (await fanal.signUp("Mara Ilves")).client.organizations.create({ name: "Lumen" });
    const to = somebody();
    const evil = "Lumen\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>\u2028X-Evil: 1";
    await inOrganization(database, id, (tx) =>
      sendMail(tx, {
        kind: "invitation",
        ...plainReader,
        to,
        organization: evil,
        inviter: evil,
        role: "viewer",
        link,
        expiresAt: new Date(),
      }),
    );
    const mail = await mailServer.next(to);
    expect(mail.recipients).toEqual([to]);
    expect(mail.headers.toSorted()).toEqual([
      "auto-submitted",
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "subject",
      "to",
    ]);
    expect(mail.subject).toBe(
      "Join Lumen Bcc: victim@example.com <script>alert(1)</script> X-Evil: 1 on Fanal",
    );
    expect(mail.html).not.toContain("<script>");
  });

  test.for([
    '"a@evil.test x"@ok.test',
    "a@ok.test, b@evil.test",
    "a@ok.test\r\nBcc: b@evil.test",
    "A <a@ok.test>",
    "a@ok.test (b@evil.test)",
    "group: a@ok.test;",
    `${"x".repeat(300)}@ok.test`,
    `${"x".repeat(65)}@ok.test`,
    "a@ok.test\n",
    "a@[127.0.0.1]",
    "",
  ])("%j is no address to send to", async (to) => {
    await expect(sendTo(to)).rejects.toThrow(/no plain e-mail address/);
  });
});

describe("a mail server in trouble", () => {
  test("one that is away loses no mail, and gets each once when it is back", async () => {
    const people = Array.from({ length: 12 }, somebody);
    await mailServer.close();
    try {
      for (const to of people) await sendTo(to);
      for (const to of people) await expect.poll(() => rowOf(to)).toMatchObject({ attempts: 1, waits: true });
      expect((await rowOf(people[0] ?? "")).error).toMatch(/ECONNREFUSED/);
    } finally {
      await mailServer.open();
    }
    for (const to of people) await makeDue(to);
    for (const to of people) await mailServer.next(to);
    for (const to of people) {
      expect(mailServer.received.filter(({ recipients }) => recipients.includes(to))).toHaveLength(1);
    }
  });

  test("a refusal for now is tried again later, a mailbox that does not exist is given up", async () => {
    const [busy, gone] = [somebody(), somebody()];
    mailServer.refuse({ code: 451, message: "Try again later" });
    await sendTo(busy);
    await expect.poll(() => rowOf(busy)).toMatchObject({ attempts: 1, waits: true });
    mailServer.refuse({ code: 550, message: "No such user here" });
    await sendTo(gone);
    await expect.poll(() => rowOf(gone)).toMatchObject({ attempts: 1, due_at: null, sent_at: null });
    mailServer.refuse(null);
    await makeDue(busy);
    await mailServer.next(busy);
  });

  test("what could not be sent for days is given up", async () => {
    const to = somebody();
    mailServer.refuse({ code: 451, message: "Try again later" });
    await sendTo(to);
    await expect.poll(() => rowOf(to)).toMatchObject({ attempts: 1, waits: true });
    await everything.pool.query(
      "update mails set due_at = now(), created_at = now() - make_interval(hours => $2) where recipient = $1",
      [to, giveUpAfterHours + 1],
    );
    await expect.poll(() => rowOf(to)).toMatchObject({ attempts: 2, due_at: null, sent_at: null });
  });

  test("a mail whose sender died while it had it is sent by another", async () => {
    const to = somebody();
    await asSystem(database, "test", async (db) => {
      await sendAccountMail(db, { kind: "magic_link", ...plainReader, to, link, validMinutes: 10 });
      // What a process that was killed in the middle leaves behind.
      await db.execute(
        `update mails set attempts = 1, due_at = now() + interval '700 ms' where recipient = '${to}'`,
      );
    });
    await mailServer.next(to);
    await expect.poll(() => rowOf(to)).toMatchObject({ attempts: 2, due_at: null });
  });
});

test("of two servers one sends a mail", async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "fanal-data-"));
  try {
    const mail = { smtpUrl: mailServer.url, from };
    await using second = await startFanal({ ...testConfig(fanal.databaseUrl, dataDirectory), mail });
    expect(second.port).toBeGreaterThan(0);
    const people = Array.from({ length: 30 }, somebody);
    await Promise.all(people.map((to) => sendTo(to)));
    for (const to of people) await expect.poll(() => rowOf(to)).toMatchObject({ due_at: null });
    const counts = people.map(
      (to) => mailServer.received.filter(({ recipients }) => recipients.includes(to)).length,
    );
    expect(counts).toEqual(people.map(() => 1));
  } finally {
    await rm(dataDirectory, { recursive: true, force: true });
  }
});

test("without a mail server mails are files that only the server's user may read", async () => {
  await using alone = await startTestFanal(inject("clusterUrl"));
  const { role } = await migrate(alone.databaseUrl);
  await using into = connect({
    url: alone.databaseUrl,
    role,
    maxConnections: 1,
    name: "test",
    onError: () => {},
  });
  const to = somebody();
  await sendTo(to, into);
  const folder = path.join(alone.dataDirectory, "outbox");
  const files = () => readdir(folder).catch(() => []);
  await expect.poll(files).toEqual([expect.stringMatching(/^\d{4}-.*-magic_link-[0-9a-f-]{36}\.eml$/)]);
  const [file = ""] = await files();
  const mail = await simpleParser(await readFile(path.join(folder, file), "utf8"));
  expect(mail.subject).toBe("Your link to sign in");
  expect(mail.text).toContain(link);
  expect((await stat(path.join(folder, file))).mode & 0o077).toBe(0);
});
