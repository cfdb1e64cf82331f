import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  createTestDatabase,
  type Person,
  type ServerProcess,
  signUp,
  startServerProcess,
  startTestCluster,
  testSecret,
} from "@fanal/testing";
import pg from "pg";

export interface OwnServer extends AsyncDisposable {
  server: ServerProcess;
  databaseUrl: string;
  /** The owner of an organization that has nothing yet. */
  client: Person["client"];
  organization: { slug: string; id: string };
}

/** The real program as a process of its own, with a database that is empty but for one organization. */
export async function startOwnServer(environment: Record<string, string>): Promise<OwnServer> {
  await using started = new AsyncDisposableStack();
  const cluster = started.use(await startTestCluster());
  const database = started.use(await createTestDatabase(cluster.url));
  const directory = await mkdtemp(path.join(tmpdir(), "fanal-bench-"));
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const server = started.use(
    await startServerProcess({
      PORT: "0",
      DATABASE_URL: database.url,
      FANAL_SECRET: testSecret,
      FANAL_DATA_DIR: directory,
      FANAL_DEMO: "0",
      ...environment,
    }),
  );
  const { client } = await signUp(server.url, "Mara Ilves", {
    confirm: (email) => confirm(database.url, email),
  });
  const organization = await client.organizations.create({ name: "Lumen" });
  const running = started.move();
  return {
    server,
    databaseUrl: database.url,
    client,
    organization,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function confirm(databaseUrl: string, email: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('update auth."user" set email_verified = true where email = $1', [email]);
  await client.end();
}
