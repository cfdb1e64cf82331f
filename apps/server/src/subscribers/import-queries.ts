import { type ImportField, type LineError, limits, type SubscriberImport } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { subscriberImports } from "@fanal/database/schema";
import { and, desc, eq, getTableColumns } from "drizzle-orm";
import { orNotFound, refuse } from "../refusals.ts";
import { requireStatusPage } from "../status-pages/queries/pages.ts";
import { pageServices } from "../status-pages/queries/services.ts";
import {
  columnsOf,
  type FileRow,
  type ImportPage,
  readRow,
  requireAddresses,
  rowsOf,
} from "./import-file.ts";
import type { PageRow } from "./rows.ts";

/** Everything of an import but its file. */
const { csv: _, takenUntil: __, ...shown } = getTableColumns(subscriberImports);
type ImportRow = Omit<typeof subscriberImports.$inferSelect, "csv" | "takenUntil">;

const listed = 10;
const previewedRows = 5;

/** The latest imports of a page, newest first. */
export async function listImports(
  reader: Reader,
  { pageId }: { pageId: string },
): Promise<SubscriberImport[]> {
  await requireStatusPage(reader, pageId);
  const rows = await reader.db
    .select(shown)
    .from(subscriberImports)
    .where(
      and(eq(subscriberImports.organizationId, reader.organizationId), eq(subscriberImports.pageId, pageId)),
    )
    .orderBy(desc(subscriberImports.createdAt), desc(subscriberImports.id))
    .limit(listed);
  return rows.map(viewImport);
}

export async function getImport(
  reader: Reader,
  { importId }: { importId: string },
): Promise<SubscriberImport & { errors: LineError[] }> {
  const [row] = await reader.db
    .select(shown)
    .from(subscriberImports)
    .where(
      and(eq(subscriberImports.organizationId, reader.organizationId), eq(subscriberImports.id, importId)),
    );
  return viewWholeImport(orNotFound(row));
}

export function viewWholeImport(row: ImportRow): SubscriberImport & { errors: LineError[] } {
  return { ...viewImport(row), errors: row.errors };
}

function viewImport(row: ImportRow): SubscriberImport {
  return {
    id: row.id,
    pageId: row.pageId,
    confirmation: row.confirmation,
    state: row.state,
    total: row.total,
    done: row.done,
    added: row.added,
    known: row.known,
    refused: row.refused,
    startedBy: row.startedBy.name,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** How the beginning of a file would be read, so that somebody can look before anything is written. */
export async function previewImport(
  reader: Reader,
  { pageId, csv }: { pageId: string; csv: string },
): Promise<{
  columns: { name: string; field: ImportField | null }[];
  rows: { line: number; values: string[]; problem: string | null }[];
}> {
  const page = await importPage(reader, await requireStatusPage(reader, pageId));
  const rows: FileRow[] = [];
  for await (const row of rowsOf(csv)) if (rows.push(row) > previewedRows) break;
  const [header, ...first] = rows;
  if (header === undefined) return refuseEmpty();
  const columns = columnsOf(header.values);
  requireAddresses(columns);
  return {
    columns: header.values.map((name, index) => ({ name, field: columns[index] ?? null })),
    rows: first.map((row) => {
      const read = readRow(row, columns, page);
      return { ...row, problem: typeof read === "string" ? read : null };
    }),
  };
}

/** How many rows a file has. Refuses one that cannot be imported at all. */
export async function countRows(csv: string): Promise<number> {
  let count = -1;
  for await (const { values } of rowsOf(csv)) {
    if (count === -1) requireAddresses(columnsOf(values));
    if (++count > limits.importRows) {
      const most = limits.importRows.toLocaleString("en");
      refuse("bad_request", `A file has at most ${most} rows. Split it.`, [
        { path: ["csv"], message: `At most ${most} rows. Split the file.` },
      ]);
    }
  }
  return count > 0 ? count : refuseEmpty();
}

/** What the rows of a file may name. */
export async function importPage(reader: Reader, page: PageRow): Promise<ImportPage> {
  return { language: page.language, services: await pageServices(reader, page) };
}

function refuseEmpty(): never {
  const message = "This file has no rows below its header.";
  refuse("bad_request", message, [{ path: ["csv"], message }]);
}
