import type { PastImport, WholePastImport } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { importAliases, imports } from "@fanal/database/schema";
import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";
import { type ImportRow, isImport, listCounts, shownColumns } from "./rows.ts";

const listed = 20;

/** Whether what was read is still kept. */
const keepsPast = sql<boolean>`${imports.past} is not null`;

type ShownRow = ImportRow & { keepsPast: boolean };

/** The latest imports, newest first. */
export async function listPastImports(reader: Reader): Promise<PastImport[]> {
  const rows = await reader.db
    .select({ ...shownColumns, keepsPast })
    .from(imports)
    .where(eq(imports.organizationId, reader.organizationId))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(listed);
  return rows.map(viewImport);
}

export async function getPastImport(
  reader: Reader,
  { pastImportId }: { pastImportId: string },
): Promise<WholePastImport> {
  const [found] = await reader.db
    .select({ ...shownColumns, keepsPast })
    .from(imports)
    .where(isImport({ organizationId: reader.organizationId, id: pastImportId }));
  const row = orNotFound(found);
  return {
    ...viewImport(row),
    plan: listCounts(row.plan),
    result: listCounts(row.result),
    problems: row.problems,
  };
}

function viewImport(row: ShownRow): PastImport {
  const { id, source, origin, pageId, state, total, done, failure } = row;
  return {
    id,
    source,
    origin,
    pageId,
    state,
    canStart: row.keepsPast && (state === "ready" || state === "stopped"),
    total,
    done,
    failure,
    startedBy: row.startedBy.name,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** Where visitors found incidents and maintenances before, by our ids. */
export async function formerPaths(
  { db, organizationId }: Reader,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const { id, path } = importAliases;
  const rows = await db
    .select({ id, path })
    .from(importAliases)
    .where(and(eq(importAliases.organizationId, organizationId), inArray(id, [...ids]), isNotNull(path)))
    .orderBy(asc(path));
  const grouped = Map.groupBy(rows, (row) => row.id);
  return new Map(Array.from(grouped, ([ours, those]) => [ours, those.flatMap((row) => row.path ?? [])]));
}
