import type { StatusPage } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { statusPageServices, statusPages } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { addStatusPage, choosePageServices, type NewStatusPage, orSlugTaken } from "./add-status-page.ts";
import { getStatusPage } from "./queries.ts";

export function createStatusPage(context: OrganizationContext, input: NewStatusPage): Promise<StatusPage> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.create");
    const { name, slug, timeZone, serviceIds, addsNewServices } = input;
    await requireServices(tx, serviceIds);
    const id = await addStatusPage(tx, context, { name, slug, timeZone, serviceIds, addsNewServices });
    return getStatusPage(tx, id, context.url);
  });
}

export function updateStatusPage(
  context: OrganizationContext,
  input: {
    pageId: string;
    name?: string | undefined;
    slug?: string | undefined;
    timeZone?: string | undefined;
    serviceIds?: string[] | undefined;
    addsNewServices?: boolean | undefined;
    version?: number | undefined;
  },
): Promise<StatusPage> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.update");
    const page = await lockStatusPage(tx, input.pageId);
    refuseStale(page, input.version);
    const before = {
      name: page.name,
      slug: page.slug,
      timeZone: page.timeZone,
      addsNewServices: page.addsNewServices,
    };
    const after = {
      name: input.name ?? before.name,
      slug: input.slug ?? before.slug,
      timeZone: input.timeZone ?? before.timeZone,
      addsNewServices: input.addsNewServices ?? before.addsNewServices,
    };
    await orSlugTaken(
      tx.db
        .update(statusPages)
        .set({ ...after, updatedAt: context.now(), version: sql`version + 1` })
        .where(one(tx, page.id)),
    );
    if (input.serviceIds !== undefined) await replacePageServices(tx, page.id, input.serviceIds);
    record(tx, context, { type: "status_page.updated", subjectId: page.id, data: { before, after } });
    return getStatusPage(tx, page.id, context.url);
  });
}

export function deleteStatusPage(
  context: OrganizationContext,
  input: { pageId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.delete");
    const page = await lockStatusPage(tx, input.pageId);
    refuseStale(page, input.version);
    await tx.db.delete(statusPages).where(one(tx, page.id));
    record(tx, context, {
      type: "status_page.deleted",
      subjectId: page.id,
      data: { name: page.name, slug: page.slug },
    });
  });
}

/** Locks the row, since publishing decides on the same page. */
async function lockStatusPage(tx: Tx, pageId: string): Promise<typeof statusPages.$inferSelect> {
  const [page] = await tx.db.select().from(statusPages).where(one(tx, pageId)).for("no key update");
  return orNotFound(page);
}

async function replacePageServices(tx: Tx, pageId: string, serviceIds: string[]): Promise<void> {
  await requireServices(tx, serviceIds);
  await tx.db
    .delete(statusPageServices)
    .where(
      and(eq(statusPageServices.organizationId, tx.organizationId), eq(statusPageServices.pageId, pageId)),
    );
  await choosePageServices(tx, pageId, serviceIds);
}

function one(tx: Tx, pageId: string) {
  return and(eq(statusPages.organizationId, tx.organizationId), eq(statusPages.id, pageId));
}
