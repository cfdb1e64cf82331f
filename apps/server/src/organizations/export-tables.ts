import type { Transaction } from "@fanal/database";
import * as publicSchema from "@fanal/database/schema";
import { and, asc, eq, getTableColumns, is, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, PgTable } from "drizzle-orm/pg-core";
import { authTables } from "../auth/tenant-tables.ts";

/** A table of which an organization's own rows are exported. */
export interface ExportedTable {
  /** With its schema where that is not the usual one. */
  name: string;
  table: PgTable;
  columns: Record<string, PgColumn>;
  organizationId: PgColumn;
  /** Tells its rows apart, and puts them in order. */
  key: PgColumn[];
}

/** Answers that are kept for a day so that a repeated request gets the same one; everything in them is elsewhere. */
const leftOut = new Set(["idempotency_keys"]);

/** What opens something, or may. A new column with such a name is left out until somebody says that it is harmless. */
const secret = /hash|token|secret|password|config|code/;
const harmless = new Set(["events.hash", "page_images.hash"]);
/** Mails hold links that open something, and so do addresses that take messages; finished bytes are made from what stands beside them, and of a file the subscribers are. */
const withheld = new Set([
  "mails.html",
  "mails.text",
  "artifacts.gzip",
  "artifacts.brotli",
  "subscribers.endpoint",
  "notice_targets.endpoint",
  "subscriber_imports.csv",
  "imports.access",
  "imports.past",
]);

function isExported(column: string): boolean {
  const [, name = ""] = column.split(/\.(?=[^.]*$)/);
  return !withheld.has(column) && (harmless.has(column) || !secret.test(name));
}

/** Every table with rows of organizations, found in the schema so that none is forgotten. */
export const exportedTables: readonly ExportedTable[] = [
  ...Object.values(publicSchema).filter((one) => is(one, PgTable)),
  ...authTables,
].flatMap((table) => {
  const config = getTableConfig(table);
  const organizationId = config.columns.find((column) => column.name === "organization_id");
  const name = config.schema === undefined ? config.name : `${config.schema}.${config.name}`;
  if (organizationId === undefined || leftOut.has(name)) return [];
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) =>
    isExported(`${name}.${column.name}`),
  );
  const key = config.primaryKeys[0]?.columns ?? config.columns.filter((column) => column.primary);
  if (key.length === 0) throw new Error(`${name} has no key to be exported by`);
  return [{ name, table, columns: Object.fromEntries(columns), organizationId, key }];
});

type Row = Record<string, unknown>;

/** The next rows of an organization after one, in the order of the table's key. */
export async function readRows(
  db: Pick<Transaction, "select">,
  { table, columns, organizationId, key }: ExportedTable,
  { of, after, limit }: { of: string; after: readonly unknown[] | null; limit: number },
): Promise<{ rows: Row[]; last: readonly unknown[] | null }> {
  const keys = Object.fromEntries(key.map((column, index) => [`${index}`, column]));
  const found = await db
    .select({ row: columns, key: keys })
    .from(table)
    .where(and(eq(organizationId, of), after === null ? undefined : isAfter(key, after)))
    .orderBy(...key.map((column) => asc(column)))
    .limit(limit);
  const last = found.at(-1)?.key;
  return {
    rows: found.map(({ row }) => row),
    last: last === undefined || found.length < limit ? null : key.map((_, index) => last[`${index}`]),
  };
}

function isAfter(key: PgColumn[], values: readonly unknown[]): SQL {
  const bound = key.map((column, index) => sql`${sql.param(values[index], column)}`);
  return sql`(${sql.join(key, sql`, `)}) > (${sql.join(bound, sql`, `)})`;
}
