import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Fanal, startFanal } from "@fanal/server";
import type { Config } from "@fanal/server/config";
import { createTestDatabase } from "./cluster.ts";
import { startTestNameServer } from "./name-server.ts";
import { type Person, signUp } from "./person.ts";

export interface TestFanal extends AsyncDisposable {
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  readonly fanal: Fanal;
  /** Signs somebody up. */
  signUp: (name: string) => Promise<Person>;
}

/** A whole server in this process, at a port of its own, on an empty database of its own. */
export async function startTestFanal(
  clusterUrl: string,
  overrides: Partial<Config> = {},
): Promise<TestFanal> {
  const database = await createTestDatabase(clusterUrl);
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "fanal-data-"));
  const nameServer = await startTestNameServer();
  const fanal = await startFanal(
    { ...testConfig(database.url, dataDirectory), ...overrides },
    { signal: new AbortController().signal, notice: () => {}, nameServers: [nameServer.address] },
  );
  return {
    url: fanal.url,
    databaseUrl: database.url,
    dataDirectory,
    fanal,
    signUp: (name) => signUp(fanal.url, name),
    [Symbol.asyncDispose]: async () => {
      await fanal[Symbol.asyncDispose]();
      await nameServer[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

export function testConfig(databaseUrl: string, dataDirectory: string): Config {
  return {
    port: 0,
    host: "127.0.0.1",
    url: null,
    pagesDomain: null,
    databaseUrl,
    dataDirectory,
    secret: "a secret for tests only, 32 characters",
    demo: false,
    auth0: null,
    mail: null,
    logLevel: "silent",
  };
}
