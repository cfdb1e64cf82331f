import type { PageGroup, PageService } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { statusPageGroups, statusPageMetrics, statusPageServices } from "@fanal/database/schema";
import { and, eq, notInArray, sql } from "drizzle-orm";
import { requireMetrics } from "../metrics/queries.ts";
import { refuse } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";

/** Which services and metrics a page shows, and how; what is left out stays as it is. */
export interface PageContents {
  serviceIds?: string[] | undefined;
  serviceSettings?: PageService[] | undefined;
  /** `null`: none of its own. */
  groups?: PageGroup[] | null | undefined;
  metricIds?: string[] | undefined;
}

const usual = { groupId: null, displayName: null, onlyWhenNotOperational: false };

/** Writes what a locked page shows. Services that stay keep how they are shown, unless that is given anew. */
export async function writePageContents(
  tx: Tx,
  pageId: string,
  { serviceIds, serviceSettings, groups, metricIds }: PageContents,
): Promise<void> {
  if (serviceIds !== undefined) await requireServices(tx, serviceIds);
  if (serviceSettings !== undefined)
    await requireServices(
      tx,
      serviceSettings.map((one) => one.serviceId),
    );
  if (serviceIds !== undefined) await choosePageServices(tx, pageId, serviceIds);
  if (groups !== undefined) await writeGroups(tx, pageId, groups ?? []);
  if (serviceSettings !== undefined) await writeSettings(tx, pageId, serviceSettings);
  if (groups !== undefined) await forgetGroups(tx, pageId, groups ?? []);
  if (metricIds !== undefined) await choosePageMetrics(tx, pageId, metricIds);
}

async function choosePageMetrics(tx: Tx, pageId: string, metricIds: string[]): Promise<void> {
  await requireMetrics(tx, metricIds);
  const { organizationId } = tx;
  await tx.db
    .delete(statusPageMetrics)
    .where(and(eq(statusPageMetrics.organizationId, organizationId), eq(statusPageMetrics.pageId, pageId)));
  if (metricIds.length === 0) return;
  await tx.db
    .insert(statusPageMetrics)
    .values(metricIds.map((metricId, position) => ({ organizationId, pageId, metricId, position })));
}

async function choosePageServices(tx: Tx, pageId: string, serviceIds: string[]): Promise<void> {
  await tx.db
    .delete(statusPageServices)
    .where(
      and(
        onPage(tx, pageId),
        serviceIds.length === 0 ? undefined : notInArray(statusPageServices.serviceId, serviceIds),
      ),
    );
  await addPageServices(tx, pageId, serviceIds);
}

/** Puts services on a page in this order; those that are on it already move. */
export async function addPageServices(tx: Tx, pageId: string, serviceIds: string[]): Promise<void> {
  if (serviceIds.length === 0) return;
  const { organizationId } = tx;
  await tx.db
    .insert(statusPageServices)
    .values(serviceIds.map((serviceId, position) => ({ organizationId, pageId, serviceId, position })))
    .onConflictDoUpdate({
      target: [statusPageServices.organizationId, statusPageServices.pageId, statusPageServices.serviceId],
      set: { position: sql`excluded.position` },
    });
}

async function writeGroups(tx: Tx, pageId: string, groups: PageGroup[]): Promise<void> {
  if (groups.length === 0) return;
  const { organizationId } = tx;
  await tx.db
    .insert(statusPageGroups)
    .values(groups.map((group, position) => ({ organizationId, pageId, ...group, position })))
    .onConflictDoUpdate({
      target: [statusPageGroups.organizationId, statusPageGroups.pageId, statusPageGroups.id],
      set: {
        name: sql`excluded.name`,
        description: sql`excluded.description`,
        position: sql`excluded.position`,
      },
    });
}

/** Deletes the groups that are not among these; their services stay on the page, without one. */
async function forgetGroups(tx: Tx, pageId: string, groups: PageGroup[]): Promise<void> {
  const kept = groups.map((group) => group.id);
  await tx.db
    .update(statusPageServices)
    .set({ groupId: null })
    .where(
      and(onPage(tx, pageId), kept.length === 0 ? undefined : notInArray(statusPageServices.groupId, kept)),
    );
  await tx.db
    .delete(statusPageGroups)
    .where(
      and(
        eq(statusPageGroups.organizationId, tx.organizationId),
        eq(statusPageGroups.pageId, pageId),
        kept.length === 0 ? undefined : notInArray(statusPageGroups.id, kept),
      ),
    );
}

async function writeSettings(tx: Tx, pageId: string, settings: PageService[]): Promise<void> {
  await refuseMisplaced(tx, pageId, settings);
  await tx.db.update(statusPageServices).set(usual).where(onPage(tx, pageId));
  if (settings.length === 0) return;
  const { organizationId } = tx;
  await tx.db
    .insert(statusPageServices)
    .values(settings.map((one) => ({ organizationId, pageId, ...one, position: 0 })))
    .onConflictDoUpdate({
      target: [statusPageServices.organizationId, statusPageServices.pageId, statusPageServices.serviceId],
      set: {
        groupId: sql`excluded.group_id`,
        displayName: sql`excluded.display_name`,
        onlyWhenNotOperational: sql`excluded.only_when_not_operational`,
      },
    });
}

/** Refuses settings of services that the page does not show, and groups that it does not have. */
async function refuseMisplaced(tx: Tx, pageId: string, settings: PageService[]): Promise<void> {
  const shown = await tx.db
    .select({ serviceId: statusPageServices.serviceId })
    .from(statusPageServices)
    .where(onPage(tx, pageId));
  const groups = await tx.db
    .select({ id: statusPageGroups.id })
    .from(statusPageGroups)
    .where(and(eq(statusPageGroups.organizationId, tx.organizationId), eq(statusPageGroups.pageId, pageId)));
  const serviceIds = new Set(shown.map((row) => row.serviceId));
  const groupIds = new Set(groups.map((row) => row.id));
  const issues = settings.flatMap(({ serviceId, groupId }, index) => [
    ...(serviceIds.has(serviceId)
      ? []
      : [
          {
            path: ["serviceSettings", index, "serviceId"],
            message: "The page does not show this service. Add it to `serviceIds`.",
          },
        ]),
    ...(groupId === null || groupIds.has(groupId)
      ? []
      : [
          {
            path: ["serviceSettings", index, "groupId"],
            message: "The page has no such group of its own. Name it in `groups`.",
          },
        ]),
  ]);
  if (issues.length > 0) refuse("bad_request", undefined, issues);
}

function onPage(tx: Tx, pageId: string) {
  return and(eq(statusPageServices.organizationId, tx.organizationId), eq(statusPageServices.pageId, pageId));
}
