import type { Tx } from "@fanal/database";
import { brokenConstraint } from "@fanal/database";
import { newId, statusPages } from "@fanal/database/schema";
import { type RecordedBy, record } from "../events/record.ts";
import { refuse } from "../refusals.ts";
import { addPageServices } from "./page-contents.ts";
import { takeSlug } from "./slugs.ts";

export interface NewStatusPage {
  name: string;
  slug: string;
  timeZone: string;
  serviceIds: string[];
  addsNewServices: boolean;
}

/** Writes a new status page; also the first one of a new organization, in the transaction that founds it. */
export async function addStatusPage(
  tx: Tx,
  by: RecordedBy,
  { serviceIds, ...page }: NewStatusPage,
): Promise<string> {
  const id = newId();
  const now = by.now();
  await orSlugTaken(
    tx.db
      .insert(statusPages)
      .values({ organizationId: tx.organizationId, id, ...page, createdAt: now, updatedAt: now }),
  );
  await takeSlug(tx, page.slug);
  await addPageServices(tx, id, serviceIds);
  record(tx, by, {
    type: "status_page.created",
    subjectId: id,
    data: { name: page.name, slug: page.slug, after: { ...page, serviceIds } },
  });
  return id;
}

export async function orSlugTaken<Result>(write: PromiseLike<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (brokenConstraint(error) !== "status_pages_slug_unique") throw error;
    return refuse("name_taken", "This address is taken by another page. Choose another.");
  }
}
