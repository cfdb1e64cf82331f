import { createHash } from "node:crypto";
import { type Client, escapeIdentifier, escapeLiteral } from "pg";
import { to } from "pg-copy-streams";

/** A table as a backup names it. */
export interface Table {
  /** With its schema, as in `public.events`. */
  name: string;
  /** Those that are stored; what PostgreSQL computes from them is not among them. */
  columns: string[];
}

/** A partition that rows need to be there for. */
export interface Partition {
  parent: string;
  name: string;
  from: string;
  to: string;
}

/** Proof that the rows of a table are the same ones. */
export interface Digest {
  rows: number;
  sha256: string;
}

/**
 * Not in a backup. Sessions: one that was ended since would be open again, so everybody signs in anew. Jobs have a schema of
 * their own, which is left out as a whole: what they are for stands in tables, and is found there when it is due.
 */
export const leftOut: readonly string[] = ["auth.session"];

export const tableSchemas = ["public", "auth"];
export const partitionSchema = "fanal_partitions";

/** How values are written as text; whoever writes and whoever compares have to agree on it. */
export async function agreeOnText(client: Client): Promise<void> {
  await client.query(`
    set client_encoding = 'UTF8'; set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
    set extra_float_digits = 1; set bytea_output = 'hex'; set xmlbinary = 'base64';
    set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = 0`);
}

/** What the database has of these tables, each behind those that its rows point at. */
export async function listTables(client: Client, names: readonly string[]): Promise<Table[]> {
  const { rows: tables } = await client.query<Table>(
    `select format('%s.%s', n.nspname, c.relname) as name,
       array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
         and attgenerated = '' order by attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and format('%s.%s', n.nspname, c.relname) = any($2)
     order by 1`,
    [tableSchemas, names],
  );
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `select format('%s.%s', a.nspname, f.relname) as from, format('%s.%s', b.nspname, t.relname) as to
     from pg_constraint
     join pg_class f on f.oid = conrelid join pg_namespace a on a.oid = f.relnamespace
     join pg_class t on t.oid = confrelid join pg_namespace b on b.oid = t.relnamespace
     where contype = 'f' and conrelid <> confrelid`,
  );
  return inOrder(tables, references);
}

function inOrder(tables: Table[], references: { from: string; to: string }[]): Table[] {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const ordered: Table[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ name }) => !references.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (ready.length === 0)
      throw new Error(`Tables point at each other in a circle: ${[...waiting.keys()].join(", ")}`);
    for (const table of ready) {
      ordered.push(table);
      waiting.delete(table.name);
    }
  }
  return ordered;
}

/** The partitions of all tables. */
export async function listPartitions(client: Client): Promise<Partition[]> {
  const { rows } = await client.query<{ parent: string; name: string; bound: string }>(
    `select format('%s.%s', n.nspname, p.relname) as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_inherits join pg_class c on c.oid = inhrelid join pg_class p on p.oid = inhparent
     join pg_namespace n on n.oid = p.relnamespace
     where n.nspname = any($1) and c.relispartition and c.relkind = 'r' order by 1, 2`,
    [tableSchemas],
  );
  return rows.map(({ parent, name, bound }) => {
    const [, from, to] = /^FOR VALUES FROM \('([^']+)'\) TO \('([^']+)'\)$/.exec(bound) ?? [];
    if (from === undefined || to === undefined)
      throw new Error(`${name} is no partition of a time: ${bound}`);
    return { parent, name, from, to };
  });
}

/** Makes a partition unless it is there. */
export async function addPartition(client: Client, { parent, name, from, to }: Partition): Promise<void> {
  await client.query(
    `create table if not exists ${partitionSchema}.${escapeIdentifier(name)} partition of ${quoted(parent)}
     for values from (${escapeLiteral(from)}) to (${escapeLiteral(to)})`,
  );
}

/** A table's name for SQL. */
export function quoted(table: string): string {
  return table.split(".").map(escapeIdentifier).join(".");
}

/**
 * Reads a table as the text of `COPY`, always in the same order: by its key, letters by their code, as each database may
 * have another alphabet.
 *
 * @param take is given the text piece by piece, and waited for
 */
export async function readTable(
  client: Client,
  { name, columns }: Table,
  take: (piece: Buffer) => Promise<void> | void,
): Promise<Digest> {
  const { rows } = await client.query<{ key: string; isText: boolean }>(
    `select a.attname as key, a.attcollation <> 0 as "isText"
     from pg_index cross join unnest(indkey::int2[]) with ordinality as k(attnum, position)
     join pg_attribute a on a.attrelid = indrelid and a.attnum = k.attnum
     where indrelid = $1::regclass and indisprimary order by k.position`,
    [quoted(name)],
  );
  const key = rows.map(({ key, isText }) => `${escapeIdentifier(key)}${isText ? ' collate "C"' : ""}`);
  const order = key.length > 0 ? key.join(", ") : 't::text collate "C"';
  const list = columns.map(escapeIdentifier).join(", ");
  const stream = client.query(to(`copy (select ${list} from ${quoted(name)} t order by ${order}) to stdout`));
  const hash = createHash("sha256");
  for await (const piece of stream) {
    hash.update(piece);
    await take(piece);
  }
  return { rows: stream.rowCount, sha256: hash.digest("hex") };
}
