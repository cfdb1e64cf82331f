import {
  createTestDatabase,
  type ServerProcess,
  signUp,
  startServerProcess,
  startTestMailServer,
  startTestReceiver,
  subscribeAll,
  type TestSubscriber,
  testSecret,
} from "@fanal/testing";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";

const kills = 10;
const ofEach = 2_500;
/** Under way at once in the lane of e-mail: what a mail server may have taken when the server dies, and nobody has noted. */
const mailsUnderWay = 50;

test("a server killed ten times while it tells 5,000 subscribers misses nobody, and repeats itself only with the same id", {
  timeout: 300_000,
}, async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  await using mailServer = await startTestMailServer();
  await using receiver = await startTestReceiver();
  const environment = {
    DATABASE_URL: database.url,
    FANAL_SECRET: testSecret,
    FANAL_DATA_DIR: folder.path,
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "silent",
    FANAL_PRIVATE_NETWORKS: "1",
    PORT: String(await freePort()),
    SMTP_URL: mailServer.url,
    MAIL_FROM: "Fanal <fanal@lumen.example>",
  };
  const db = new pg.Client({ connectionString: database.url });
  await db.connect();
  let server: ServerProcess = await startServerProcess(environment);
  const { client } = await signUp(server.url, "Mara Ilves", {
    // The account may be made a moment after the sign-up is answered.
    confirm: async (email) => {
      const confirm = `update auth."user" set email_verified = true where email = $1`;
      await expect.poll(async () => (await db.query(confirm, [email])).rowCount, { timeout: 10_000 }).toBe(1);
    },
  });
  const { slug: organization, id: organizationId } = await client.organizations.create({ name: "Lumen" });
  const [page] = await client.statusPages.list({ organization });
  const numbers = Array.from({ length: ofEach }, (_, number) => number);
  const everybody: TestSubscriber[] = numbers.flatMap((number) => [
    { channel: "email", address: `pia.${number}@example.com` },
    { channel: "webhook", address: `${receiver.url}/${number}` },
  ]);
  await subscribeAll(database.url, { organizationId, pageId: page?.id ?? "" }, everybody);
  await client.incidents.create({ organization, title: "A long night", message: "We look." });

  const taken = () => mailServer.received.length + receiver.received.length;
  for (let round = 1; round <= kills; round++) {
    const before = taken();
    const enough = Math.min(before + Math.random() * 500, everybody.length * 0.95);
    await expect.poll(taken, { timeout: 60_000, interval: 5 }).toBeGreaterThan(enough - 1);
    await server.kill();
    // As two minutes later, when whoever had them is given up.
    await db.query("update deliveries set due_at = now() where due_at is not null");
    server = await startServerProcess(environment);
  }
  const states = async () =>
    (await db.query("select state, count(*)::int from deliveries group by state")).rows;
  await expect.poll(states, { timeout: 60_000 }).toEqual([{ state: "sent", count: everybody.length }]);

  const mailed = mailServer.received.filter(({ subject }) => subject?.includes("A long night"));
  const mails = Map.groupBy(mailed, ({ recipients }) => recipients.join());
  const posts = Map.groupBy(receiver.received, ({ path }) => path);
  expect([mails.size, posts.size]).toEqual([ofEach, ofEach]);
  for (const some of mails.values()) expect(new Set(some.map(({ messageId }) => messageId)).size).toBe(1);
  for (const some of posts.values())
    expect(new Set(some.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  expect(mailed.length - ofEach).toBeLessThanOrEqual(kills * mailsUnderWay);
  await db.end();
  await server.stop();
});
