import pg from "pg";
import { knownMigrations, latestMigration, tablesAfter } from "../migrations.ts";
import { type AddFile, writeArchive } from "./archive.ts";
import { agreeOnText, leftOut, listPartitions, listTables, readTable, type Table } from "./catalog.ts";
import {
  folderOf,
  formatVersion,
  type Header,
  headerFile,
  type Manifest,
  manifestFile,
  secretFile,
} from "./format.ts";

export interface BackUpOptions {
  /** Where it is written; a folder that is there. */
  file: string;
  secretId: string;
  /** Goes into the file; `null`: it does not. */
  secret: string | null;
}

/** There is nothing of Fanal in the database. */
export class NothingToBackUpError extends Error {
  override name = "NothingToBackUpError";
}

/** So much of a table is one file of the archive. */
const pieceBytes = 1024 * 1024;

/**
 * Writes all that the database holds into one file, as it was at one moment: servers go on reading and writing meanwhile.
 * Needs little memory, however much there is.
 */
export async function backUp(
  url: string,
  { file, secretId, secret }: BackUpOptions,
): Promise<Header & { manifest: Manifest }> {
  const client = new pg.Client({ connectionString: url, application_name: "fanal backup" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await agreeOnText(client);
    await client.query("begin isolation level repeatable read read only");
    // The owner of the tables sees no rows otherwise.
    await client.query("select set_config('fanal.system', 'on', true)");
    const migration = await latestMigration(client, await knownMigrations());
    if (migration === null)
      throw new NothingToBackUpError(
        "There is nothing of Fanal in this database. Check DATABASE_URL or FANAL_DATA_DIR.",
      );
    const header: Header = {
      format: formatVersion,
      createdAt: await moment(client),
      secretId,
      migration,
      tables: await listTables(
        client,
        (await tablesAfter(migration)).filter((name) => !leftOut.includes(name)),
      ),
      partitions: await listPartitions(client),
    };
    const manifest: Manifest = {};
    await writeArchive(file, async (add) => {
      await add(headerFile, asJson(header));
      if (secret !== null) await add(secretFile, `${secret}\n`);
      for (const table of header.tables) manifest[table.name] = await addTable(client, table, add);
      await add(manifestFile, asJson(manifest));
    });
    return { ...header, manifest };
  } finally {
    await client.end();
  }
}

/** Of the transaction, which sees what was there then. */
async function moment(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ now: Date }>("select now()");
  const [row] = rows;
  if (row === undefined) throw new Error("PostgreSQL does not know the time");
  return row.now.toISOString();
}

async function addTable(client: pg.Client, table: Table, add: AddFile) {
  let pieces: Buffer[] = [];
  let size = 0;
  let number = 0;
  const flush = async () => {
    number++;
    const name = `${folderOf(table)}${String(number).padStart(6, "0")}`;
    const content = Buffer.concat(pieces, size);
    pieces = [];
    size = 0;
    await add(name, content);
  };
  const digest = await readTable(client, table, async (piece) => {
    pieces.push(piece);
    size += piece.length;
    if (size >= pieceBytes) await flush();
  });
  if (size > 0) await flush();
  return digest;
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
