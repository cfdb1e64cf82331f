import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "@fanal/database";
import { startEmbeddedPostgres } from "@fanal/database/embedded";
import pg from "pg";

const templateName = "fanal_template";

export interface TestCluster extends AsyncDisposable {
  /** Address of a database whose user may create others. */
  readonly url: string;
}

/** A PostgreSQL for tests with a migrated template database: the one of `DATABASE_URL`, or one that ends with them. */
export async function startTestCluster(): Promise<TestCluster> {
  const given = process.env.DATABASE_URL;
  const cluster =
    given === undefined ? await startOwnCluster() : { url: given, [Symbol.asyncDispose]: async () => {} };
  await withClient(cluster.url, async (client) => {
    await client.query(`drop database if exists ${templateName} with (force)`);
    await client.query(`create database ${templateName}`);
  });
  await migrate(urlOf(cluster.url, templateName));
  return cluster;
}

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/** An empty, migrated database of one's own. */
export async function createTestDatabase(clusterUrl: string): Promise<TestDatabase> {
  const name = `fanal_test_${randomBytes(6).toString("hex")}`;
  await withClient(clusterUrl, (client) => client.query(`create database ${name} template ${templateName}`));
  return {
    url: urlOf(clusterUrl, name),
    [Symbol.asyncDispose]: async () => {
      await withClient(clusterUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function startOwnCluster(): Promise<TestCluster> {
  const directory = await mkdtemp(path.join(tmpdir(), "fanal-tests-"));
  // Open to PostgreSQL's account, where Fanal runs as root: its data would be elsewhere, and stay there.
  await chmod(directory, 0o711);
  const postgres = await startEmbeddedPostgres({
    directory,
    log: () => {},
    durable: false,
    maxConnections: 400,
  });
  return {
    url: postgres.url,
    [Symbol.asyncDispose]: async () => {
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

function urlOf(clusterUrl: string, database: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  return url.href;
}
