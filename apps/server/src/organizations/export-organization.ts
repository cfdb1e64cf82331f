import { type Database, inOrganization } from "@fanal/database";
import { readPeople, readSettings } from "../auth/tenant-tables.ts";
import type { Caller } from "../caller.ts";
import { record } from "../events/record.ts";
import { streamOf } from "../file-stream.ts";
import { orNotFound } from "../refusals.ts";
import { type ExportedTable, exportedTables, readRows } from "./export-tables.ts";

interface ExportOptions {
  database: Database;
  now: () => Date;
  /** Who asks, if they may; ends the request otherwise. */
  authorize: (headers: Headers, organization: string) => Promise<Caller>;
}

/** Text that is written at once, about: rows are read so many at a time that they come to this. */
const chunkLength = 256 * 1024;
const mostRows = 1_000;

/**
 * Answers with everything of an organization as JSON, but for what opens something: hashes, tokens, links of mails. It is
 * read while it is sent, a little at a time, in transactions of its own: who reads slowly holds up nobody. Each time it is
 * asked again whether the caller may have it; who may no longer gets a file that breaks off.
 */
export function createExport({
  database,
  now,
  authorize,
}: ExportOptions): (
  request: Request,
  asked: { organization: string; address: string | null },
) => Promise<Response> {
  return async (request, asked) => {
    const { actor, organization } = await authorize(request.headers, asked.organization);
    await inOrganization(database, organization.id, async (tx) => {
      const by = { actor, now, address: asked.address };
      record(tx, by, { type: "organization.exported", subjectId: organization.id });
    });
    const mayGoOn = async () => void (await authorize(request.headers, organization.id));
    const texts = everythingOf(database, organization.id, { exportedAt: now(), mayGoOn });
    return new Response(streamOf(texts), {
      headers: {
        "content-type": "application/json; charset=UTF-8",
        "content-disposition": `attachment; filename="fanal-${organization.slug}.json"`,
      },
    });
  };
}

async function* everythingOf(
  database: Database,
  id: string,
  { exportedAt, mayGoOn }: { exportedAt: Date; mayGoOn: () => Promise<void> },
): AsyncGenerator<string> {
  const { organization, people } = await read(database, id, async (db) => ({
    organization: orNotFound(await readSettings(db, id)),
    people: await readPeople(db, id),
  }));
  const head = { format: "fanal-organization", exportedAt, organization, people };
  yield `${JSON.stringify(head).slice(0, -1)},"tables":{`;
  for (const [index, table] of exportedTables.entries()) {
    yield `${index === 0 ? "" : ","}\n${JSON.stringify(table.name)}:[`;
    for await (const rows of rowsOf(database, id, table)) {
      await mayGoOn();
      yield rows;
    }
    yield "]";
  }
  yield "\n}}\n";
}

async function* rowsOf(database: Database, of: string, table: ExportedTable): AsyncGenerator<string> {
  let after: readonly unknown[] | null = null;
  let limit = 10;
  do {
    const { rows, last } = await read(database, of, (db) => readRows(db, table, { of, after, limit }));
    const text = rows.map((row) => `\n${JSON.stringify(row, readable)}`).join(",");
    if (text !== "") yield after === null ? text : `,${text}`;
    limit = Math.max(1, Math.min(mostRows, Math.ceil((limit * chunkLength) / Math.max(1, text.length))));
    after = last;
  } while (after !== null);
}

async function read<Result>(
  database: Database,
  organizationId: string,
  work: (db: Parameters<typeof readRows>[0]) => Promise<Result>,
): Promise<Result> {
  return (await inOrganization(database, organizationId, ({ db }) => work(db))).result;
}

/** Bytes as base64. `JSON.stringify` has made a list of numbers from them before it asks. */
function readable(this: unknown, key: string, value: unknown): unknown {
  const original: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : value;
  return Buffer.isBuffer(original) ? original.toString("base64") : value;
}
