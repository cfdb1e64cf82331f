import type { PageDomain } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { pageDomains } from "@fanal/database/schema";
import { and, asc, eq } from "drizzle-orm";
import { orNotFound } from "../../refusals.ts";
import { requireStatusPage } from "./pages.ts";

export type PageDomainRow = typeof pageDomains.$inferSelect;

/** The hosts of a page, oldest first. */
export async function listPageDomains(reader: Reader, pageId: string): Promise<PageDomain[]> {
  await requireStatusPage(reader, pageId);
  const rows = await reader.db
    .select()
    .from(pageDomains)
    .where(and(eq(pageDomains.organizationId, reader.organizationId), eq(pageDomains.pageId, pageId)))
    .orderBy(asc(pageDomains.createdAt), asc(pageDomains.id));
  return rows.map(viewPageDomain);
}

export async function findPageDomain(
  reader: Reader,
  { pageId, domainId }: { pageId: string; domainId: string },
): Promise<PageDomainRow> {
  const [row] = await reader.db
    .select()
    .from(pageDomains)
    .where(
      and(
        eq(pageDomains.organizationId, reader.organizationId),
        eq(pageDomains.pageId, pageId),
        eq(pageDomains.id, domainId),
      ),
    );
  return orNotFound(row);
}

export function viewPageDomain({
  id,
  pageId,
  host,
  token,
  verifiedAt,
  checkedAt,
}: PageDomainRow): PageDomain {
  return {
    id,
    pageId,
    host,
    record: { name: recordNameOf(host), value: token },
    verifiedAt: verifiedAt?.toISOString() ?? null,
    checkedAt: checkedAt?.toISOString() ?? null,
  };
}

/** Where the TXT record stands that proves who owns a host. */
export function recordNameOf(host: string): string {
  return `_fanal.${host}`;
}
