import type { Tx } from "@fanal/database";
import { imports } from "@fanal/database/schema";
import { type ImportCounts, type ImportKind, importKinds } from "@fanal/domain";
import { and, eq, getTableColumns, type SQL } from "drizzle-orm";
import { type RecordedBy, record } from "../events/record.ts";
import type { EventType } from "../events/types.ts";

/** Everything of an import but what it is made from. */
const { access: _access, past: _past, takenUntil: _taken, ...shown } = getTableColumns(imports);
export const shownColumns = shown;
export type ImportRow = Omit<typeof imports.$inferSelect, "access" | "past" | "takenUntil">;

export interface ImportId {
  organizationId: string;
  id: string;
}

export function isImport({ organizationId, id }: ImportId): SQL | undefined {
  return and(eq(imports.organizationId, organizationId), eq(imports.id, id));
}

/** Counts of each kind, made anew. */
export function countsOf(count: (kind: ImportKind) => ImportCounts[ImportKind]): ImportCounts {
  return {
    group: count("group"),
    service: count("service"),
    incident: count("incident"),
    maintenance: count("maintenance"),
    subscriber: count("subscriber"),
  };
}

/** Counts in the order in which things are made; none before there are any. */
export function listCounts(counts: ImportCounts | null) {
  return counts === null ? [] : importKinds.map((kind) => ({ kind, ...counts[kind] }));
}

/** Notes a step of an import, in the transaction that takes it. */
export function recordImport(
  tx: Tx,
  by: RecordedBy,
  type: Extract<EventType, `import.${string}`>,
  { id, source, origin, pageId, failure, plan, result }: ImportRow,
): void {
  record(tx, by, { type, subjectId: id, data: { source, origin, pageId, failure, plan, result } });
}

/** Who an import is made by: whoever started it. */
export function starterOf({ startedBy, startedFrom }: ImportRow, now: () => Date): RecordedBy {
  return { actor: startedBy, now, address: startedFrom };
}
