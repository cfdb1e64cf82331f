import {
  createTestDatabase,
  signUp,
  startServerProcess,
  startTestMailServer,
  startTestReceiver,
  subscribeAll,
  testSecret,
} from "@fanal/testing";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";

const mails = 10_000;

test("a mail server that is away for an hour costs no mail, doubles none, and holds up no webhook", {
  timeout: 300_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  await using mailServer = await startTestMailServer();
  await using receiver = await startTestReceiver();
  await using server = await startServerProcess({
    DATABASE_URL: database.url,
    FANAL_SECRET: testSecret,
    FANAL_DATA_DIR: folder.path,
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "silent",
    FANAL_PRIVATE_NETWORKS: "1",
    PORT: String(await freePort()),
    SMTP_URL: mailServer.url,
    MAIL_FROM: "Fanal <fanal@lumen.example>",
  });
  const db = new pg.Client({ connectionString: database.url });
  await db.connect();
  const { client } = await signUp(server.url, "Mara Ilves", {
    // The account may be made a moment after the sign-up is answered.
    confirm: async (email) => {
      const confirm = `update auth."user" set email_verified = true where email = $1`;
      await expect.poll(async () => (await db.query(confirm, [email])).rowCount, { timeout: 10_000 }).toBe(1);
    },
  });
  const { slug: organization, id: organizationId } = await client.organizations.create({ name: "Lumen" });
  const [page] = await client.statusPages.list({ organization });
  await subscribeAll(database.url, { organizationId, pageId: page?.id ?? "" }, [
    { channel: "webhook", address: `${receiver.url}/hook` },
    ...Array.from({ length: mails }, (_, number) => ({
      channel: "email" as const,
      address: `pia.${number}@example.com`,
    })),
  ]);

  await mailServer.close();
  await client.incidents.create({ organization, title: "A long night", message: "We look." });
  await receiver.atLeast(1, "/hook");
  const queued = async () =>
    (await db.query("select count(*)::int from deliveries where channel = 'email' and state = 'queued'"))
      .rows;
  await expect.poll(queued, { timeout: 20_000 }).toEqual([{ count: mails }]);
  // As an hour later. The clock of the server itself goes on: its longest pause between two looks is a minute.
  await db.query(`update deliveries set created_at = created_at - interval '1 hour',
    expires_at = expires_at - interval '1 hour' where channel = 'email'`);
  await mailServer.open();

  const settled = async () =>
    (
      await db.query(
        "select state, max(attempts) as attempts, count(*)::int from deliveries where channel = 'email' group by state",
      )
    ).rows;
  await expect
    .poll(settled, { timeout: 240_000, interval: 500 })
    .toEqual([{ state: "sent", attempts: 1, count: mails }]);
  const told = mailServer.received.filter(({ subject }) => subject?.includes("A long night"));
  expect(told).toHaveLength(mails);
  expect(new Set(told.map(({ recipients }) => recipients.join())).size).toBe(mails);
  await db.end();
});
