import type { PastImport, WholePastImport } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { imports } from "@fanal/database/schema";
import { desc, eq, sql } from "drizzle-orm";
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
