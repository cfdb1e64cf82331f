import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Fanal, type StartOptions, startFanal } from "@fanal/server";
import type { Config } from "@fanal/server/config";
import pg from "pg";
import { createTestDatabase } from "./cluster.ts";
import { startTestNameServer } from "./name-server.ts";
import { type Person, signUp } from "./person.ts";
import { testSecret } from "./subscribers.ts";

export interface TestFanal extends AsyncDisposable {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly fanal: Fanal;
  /** Signs somebody up. */
  signUp: (name: string) => Promise<Person>;
}

/**
 * A whole server in this process, at a port of its own, on an empty database of its own. A write is answered once its
 * page is there, however busy the machine is: what a test reads next is what it wrote.
 */
export async function startTestFanal(
  clusterUrl: string,
  overrides: Partial<Config> = {},
  options: Pick<StartOptions, "askSocketsEveryMs" | "publishingPatienceMs"> = {},
): Promise<TestFanal> {
  const database = await createTestDatabase(clusterUrl);
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "fanal-data-"));
  const nameServer = await startTestNameServer();
  const fanal = await startFanal(
    { ...testConfig(database.url, dataDirectory), ...overrides },
    {
      signal: new AbortController().signal,
      notice: () => {},
      nameServers: [nameServer.address],
      publishingPatienceMs: 15_000,
      ...options,
    },
  );
  return {
    url: fanal.url,
    databaseUrl: database.url,
    dataDirectory,
    fanal,
    signUp: (name) => signUp(fanal.url, name, { confirm: (email) => confirmAddress(database.url, email) }),
    [Symbol.asyncDispose]: async () => {
      await fanal[Symbol.asyncDispose]();
      await nameServer[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** As the person does by the link in their mail. The account may be made a moment after the sign-up is answered. */
export async function confirmAddress(databaseUrl: string, email: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const confirm = 'update auth."user" set email_verified = true where email = $1';
    while ((await client.query(confirm, [email])).rowCount === 0) await setTimeout(20);
  } finally {
    await client.end();
  }
}

export function testConfig(databaseUrl: string, dataDirectory: string): Config {
  return {
    port: 0,
    host: "127.0.0.1",
    url: null,
    pagesDomain: null,
    databaseUrl,
    dataDirectory,
    secret: testSecret,
    earlierSecrets: [],
    demo: false,
    isSignUpOpen: true,
    auth0: null,
    trustedProxies: [],
    allowsPrivateNetworks: false,
    mail: null,
    mailEvents: null,
    tracesEndpoint: null,
    logLevel: "silent",
  };
}
