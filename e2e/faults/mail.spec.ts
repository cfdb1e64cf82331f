import {
  createTestDatabase,
  type ServerProcess,
  startServerProcess,
  startTestMailServer,
} from "@fanal/testing";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";

/** When it is killed, and how often the mail comes then: what was taken, but not noted, goes out once more. */
const moments = [
  { when: "recipient", comes: 1 },
  { when: "data", comes: 2 },
] as const;

test("a server killed while it sends a mail loses none, and sends none again for ever", async () => {
  await using folder = await temporaryFolder();
  await using database = await createTestDatabase(inject("clusterUrl"));
  await using mailServer = await startTestMailServer();
  const environment = {
    DATABASE_URL: database.url,
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DATA_DIR: folder.path,
    FANAL_DEMO: "0",
    FANAL_LOG_LEVEL: "silent",
    PORT: String(await freePort()),
    SMTP_URL: mailServer.url,
    MAIL_FROM: "Fanal <fanal@lumen.example>",
  };
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  let server: ServerProcess = await startServerProcess(environment);

  for (const { when, comes } of moments) {
    const held = mailServer.hold(when);
    const email = `mara.${when}@example.com`;
    await signUp(server.url, email);
    await held.waits;
    await server.kill();
    held.answer();
    server = await startServerProcess(environment);
    // As two minutes later, when whoever had it is given up.
    await client.query("update mails set due_at = now() where recipient = $1 and due_at is not null", [
      email,
    ]);
    const attempts = async () =>
      (await client.query("select attempts, due_at, sent_at from mails where recipient = $1", [email])).rows;
    await expect
      .poll(attempts, { timeout: 20_000 })
      .toEqual([{ attempts: 2, due_at: null, sent_at: expect.any(Date) }]);
    const received = mailServer.received.filter(({ recipients }) => recipients.includes(email));
    expect(received).toHaveLength(comes);
    expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(1);
  }

  await client.end();
  await server.stop();
});

async function signUp(url: string, email: string): Promise<void> {
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ name: "Mara Ilves", email, password: "correct-horse-battery" }),
  });
  expect(answer.status).toBe(200);
}
