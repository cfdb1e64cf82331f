import type { Tx } from "@fanal/database";
import { pageDomains } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";
import { type RecordedBy, record } from "../events/record.ts";
import { orNotFound } from "../refusals.ts";
import type { PageDomainRow } from "./queries/domains.ts";

/** Locks the row, since the record is looked for again at the same time. */
export async function lockPageDomain(
  tx: Tx,
  { pageId, domainId }: { pageId: string; domainId: string },
): Promise<PageDomainRow> {
  const [row] = await tx.db
    .select()
    .from(pageDomains)
    .where(and(isPageDomain(tx, domainId), eq(pageDomains.pageId, pageId)))
    .for("update");
  return orNotFound(row);
}

export function isPageDomain(tx: Tx, domainId: string) {
  return and(eq(pageDomains.organizationId, tx.organizationId), eq(pageDomains.id, domainId));
}

export function recordDomain(
  tx: Tx,
  by: RecordedBy,
  type: "page_domain.added" | "page_domain.verified" | "page_domain.lapsed" | "page_domain.removed",
  { id, pageId, host }: PageDomainRow,
): void {
  record(tx, by, { type, subjectId: id, data: { pageId, host } });
}
