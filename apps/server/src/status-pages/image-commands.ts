import { createHash } from "node:crypto";
import type { StatusPage } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { pageImages } from "@fanal/database/schema";
import type { PageImageKind } from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound } from "../refusals.ts";
import { makeImage } from "./images/make-image.ts";
import { lockStatusPage, type StatusPageRow, writePage } from "./page-rows.ts";
import { getStatusPage } from "./queries/pages.ts";

/** Gives a page a logo or an icon, made anew from the file that was sent. */
export async function putPageImage(
  context: OrganizationContext,
  { pageId, kind, data }: { pageId: string; kind: PageImageKind; data: string },
): Promise<StatusPage> {
  allow(context, "status_page.update");
  // Takes a while, so no transaction waits for it.
  const { contentType, bytes, width, height } = await makeImage(kind, Buffer.from(data, "base64"));
  const hash = createHash("sha256").update(bytes).digest("hex");
  return context.inOrganization(async (tx) => {
    const page = await lockStatusPage(tx, pageId);
    const values = { contentType, hash, bytes, width, height, createdAt: context.now() };
    await tx.db
      .insert(pageImages)
      .values({ organizationId: tx.organizationId, pageId: page.id, kind, ...values })
      .onConflictDoUpdate({
        target: [pageImages.organizationId, pageImages.pageId, pageImages.kind],
        set: values,
      });
    await writePage(tx, context, page, {});
    recordChange(tx, context, page, { kind, after: hash });
    return getStatusPage(tx, page.id, context);
  });
}

export function deletePageImage(
  context: OrganizationContext,
  { pageId, kind }: { pageId: string; kind: PageImageKind },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.update");
    const page = await lockStatusPage(tx, pageId);
    const [deleted] = await tx.db
      .delete(pageImages)
      .where(
        and(
          eq(pageImages.organizationId, tx.organizationId),
          eq(pageImages.pageId, page.id),
          eq(pageImages.kind, kind),
        ),
      )
      .returning({ kind: pageImages.kind });
    orNotFound(deleted);
    await writePage(tx, context, page, {});
    recordChange(tx, context, page, { kind, after: null });
  });
}

function recordChange(
  tx: Tx,
  context: OrganizationContext,
  { id, name }: StatusPageRow,
  { kind, after }: { kind: PageImageKind; after: string | null },
): void {
  record(tx, context, {
    type: "status_page.updated",
    subjectId: id,
    data: { name, changed: ["images"], kind, after: { [kind]: after } },
  });
}
