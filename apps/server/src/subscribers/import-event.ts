import type { Tx } from "@fanal/database";
import type { subscriberImports } from "@fanal/database/schema";
import { type RecordedBy, record } from "../events/record.ts";

/** Notes what became of an import, in the transaction in which it ends. */
export function recordImport(tx: Tx, by: RecordedBy, row: typeof subscriberImports.$inferSelect): void {
  const { id, pageId, confirmation, state, total, done, added, known, refused } = row;
  record(tx, by, {
    type: "subscribers.imported",
    subjectId: id,
    data: { pageId, confirmation, state, total, done, added, known, refused },
  });
}
