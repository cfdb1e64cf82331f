import {
  createTestDatabase,
  type Person,
  type ServerProcess,
  signUp,
  startServerProcess,
  startTestMailServer,
  startTestReceiver,
  subscribeAll,
  type TestMailServer,
  type TestReceiver,
  type TestSubscriber,
  testSecret,
} from "@fanal/testing";
import pg from "pg";
import { expect, inject } from "vitest";
import { freePort, temporaryFolder } from "./processes.ts";

/** A server as a process of its own, with a mail server and a receiver to tell, and an organization with a page. */
export interface TellingHouse extends AsyncDisposable {
  client: Person["client"];
  organization: string;
  mailServer: TestMailServer;
  receiver: TestReceiver;
  /** Of the server's database, past its rules. */
  db: pg.Client;
  subscribe: (subscribers: TestSubscriber[]) => Promise<void>;
  /** Ends the server like a power cut, and starts it two minutes later, when whatever it had taken is given up. */
  killAndRestart: () => Promise<void>;
}

export async function startTellingHouse(): Promise<TellingHouse> {
  await using started = new AsyncDisposableStack();
  const folder = started.use(await temporaryFolder());
  const database = started.use(await createTestDatabase(inject("clusterUrl")));
  const mailServer = started.use(await startTestMailServer());
  const receiver = started.use(await startTestReceiver());
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
  started.defer(() => db.end());
  let server: ServerProcess = await startServerProcess(environment);
  started.defer(() => server[Symbol.asyncDispose]());
  const { client } = await signUp(server.url, "Mara Ilves", {
    // The account may be made a moment after the sign-up is answered.
    confirm: async (email) => {
      const confirm = `update auth."user" set email_verified = true where email = $1`;
      await expect.poll(async () => (await db.query(confirm, [email])).rowCount, { timeout: 10_000 }).toBe(1);
    },
  });
  const { slug: organization, id: organizationId } = await client.organizations.create({ name: "Lumen" });
  const [page] = await client.statusPages.list({ organization });
  const rest = started.move();
  return {
    client,
    organization,
    mailServer,
    receiver,
    db,
    subscribe: async (subscribers) => {
      await subscribeAll(database.url, { organizationId, pageId: page?.id ?? "" }, subscribers);
    },
    killAndRestart: async () => {
      await server.kill();
      await db.query("update deliveries set due_at = now() where due_at is not null");
      server = await startServerProcess(environment);
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}
