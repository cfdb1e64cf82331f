import { limits, type Service } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { newId, services, statusPageServices, statusPages } from "@fanal/database/schema";
import type { ServiceStatus } from "@fanal/domain";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { requireTeams } from "../teams/queries.ts";
import { requireServiceGroup } from "./group-commands.ts";
import { getService, listServices } from "./queries.ts";
import { requireReach } from "./reach.ts";
import { recomputeStatuses, startStatusLog } from "./recompute.ts";

export function createService(
  context: OrganizationContext,
  input: {
    name: string;
    description: string;
    groupId: string | null;
    teamId: string | null;
    slaTarget: number | null;
  },
): Promise<Service> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.create");
    await requireRoom(tx);
    await requireServiceGroup(tx, input.groupId);
    await requireOwner(tx, input.teamId);
    const id = newId();
    const now = context.now();
    await tx.db.insert(services).values({
      organizationId: tx.organizationId,
      id,
      name: input.name,
      description: input.description,
      groupId: input.groupId,
      teamId: input.teamId,
      slaTarget: input.slaTarget,
      position: sql`(select coalesce(max(position) + 1, 0) from services where organization_id = ${tx.organizationId})`,
      statusSince: now,
      createdAt: now,
      updatedAt: now,
    });
    await startStatusLog(tx, id, now);
    await addToPages(tx, id);
    const { name, description, groupId, teamId, slaTarget } = input;
    record(tx, context, {
      type: "service.created",
      subjectId: id,
      data: { after: { name, description, groupId, teamId, slaTarget } },
    });
    return getService(tx, id);
  });
}

export function updateService(
  context: OrganizationContext,
  input: {
    serviceId: string;
    name?: string | undefined;
    description?: string | undefined;
    groupId?: string | null | undefined;
    teamId?: string | null | undefined;
    slaTarget?: number | null | undefined;
    version?: number | undefined;
  },
): Promise<Service> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.update");
    const service = await lockService(tx, input.serviceId);
    refuseStale(service, input.version);
    await requireServiceGroup(tx, input.groupId ?? null);
    await requireOwner(tx, input.teamId ?? null);
    const {
      name = service.name,
      description = service.description,
      groupId = service.groupId,
      teamId = service.teamId,
      slaTarget = service.slaTarget,
    } = input;
    await saveService(tx, context, service.id, { name, description, groupId, teamId, slaTarget });
    record(tx, context, {
      type: "service.updated",
      subjectId: service.id,
      data: {
        before: {
          name: service.name,
          description: service.description,
          groupId: service.groupId,
          teamId: service.teamId,
          slaTarget: service.slaTarget,
        },
        after: { name, description, groupId, teamId, slaTarget },
      },
    });
    return getService(tx, service.id);
  });
}

export function deleteService(
  context: OrganizationContext,
  input: { serviceId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.delete");
    const service = await lockService(tx, input.serviceId);
    refuseStale(service, input.version);
    await saveService(tx, context, service.id, { deletedAt: context.now() });
    const { name, description, groupId, teamId, slaTarget, manualStatus } = service;
    record(tx, context, {
      type: "service.deleted",
      subjectId: service.id,
      data: { before: { name, description, groupId, teamId, slaTarget, manualStatus } },
    });
  });
}

export function restoreService(
  context: OrganizationContext,
  input: { serviceId: string; version?: number | undefined },
): Promise<Service> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.delete");
    const service = await lockService(tx, input.serviceId, { deletedToo: true });
    refuseStale(service, input.version);
    if (service.deletedAt === null) return getService(tx, service.id);
    await requireRoom(tx);
    await saveService(tx, context, service.id, { deletedAt: null });
    record(tx, context, { type: "service.restored", subjectId: service.id, data: { name: service.name } });
    return getService(tx, service.id);
  });
}

export function setServiceStatus(
  context: OrganizationContext,
  input: {
    serviceId: string;
    status: ServiceStatus;
    message?: string | undefined;
    version?: number | undefined;
  },
): Promise<Service> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.set_status");
    const service = await lockService(tx, input.serviceId);
    await requireReach(tx, context, [service.id]);
    refuseStale(service, input.version);
    const message = input.message ?? null;
    // A program says it again and again.
    if (input.status === service.manualStatus && message === null) return getService(tx, service.id);
    await saveService(tx, context, service.id, { manualStatus: input.status });
    await recomputeStatuses(tx, [service.id], { reason: { kind: "manual", message }, at: context.now() });
    record(tx, context, {
      type: "service.status_set",
      subjectId: service.id,
      data: { name: service.name, before: service.manualStatus, after: input.status, message },
    });
    return getService(tx, service.id);
  });
}

/**
 * Puts all services in order. Refuses when the list is not exactly the services that there are, or names one in a
 * version that is no more. Only those that get another place or group get a new version.
 */
export function reorderServices(
  context: OrganizationContext,
  input: { services: { serviceId: string; groupId: string | null; version?: number | undefined }[] },
): Promise<Service[]> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.update");
    const present = await tx.db
      .select({
        id: services.id,
        version: services.version,
        position: services.position,
        groupId: services.groupId,
      })
      .from(services)
      .where(and(eq(services.organizationId, tx.organizationId), isNull(services.deletedAt)))
      .orderBy(services.id)
      .for("no key update");
    const named = new Map(input.services.map((service) => [service.serviceId, service]));
    const complete = named.size === present.length && present.every((service) => named.has(service.id));
    if (!complete || named.size !== input.services.length) {
      refuse(
        "version_conflict",
        "Services were added or deleted in the meantime. Look at the new list and order again.",
      );
    }
    for (const service of present) refuseStale(service, named.get(service.id)?.version);
    for (const groupId of new Set(input.services.map((service) => service.groupId))) {
      await requireServiceGroup(tx, groupId);
    }
    await tx.db.execute(sql`
      update services set position = place.number - 1, group_id = (place.entry->>'groupId')::uuid,
        version = version + 1, updated_at = ${context.now().toISOString()}
      from jsonb_array_elements(${JSON.stringify(input.services)}::jsonb) with ordinality as place(entry, number)
      where organization_id = ${tx.organizationId} and id = (place.entry->>'serviceId')::uuid
        and (position, group_id) is distinct from (place.number - 1, (place.entry->>'groupId')::uuid)`);
    const after = input.services.map(({ serviceId, groupId }) => ({ serviceId, groupId }));
    const before = present
      .toSorted((one, other) => one.position - other.position)
      .map(({ id: serviceId, groupId }) => ({ serviceId, groupId }));
    record(tx, context, { type: "services.reordered", subjectId: null, data: { before, after } });
    return listServices(tx);
  });
}

/** Refuses a team that does not exist; `null` is nobody. */
async function requireOwner(tx: Tx, teamId: string | null): Promise<void> {
  if (teamId !== null) await requireTeams(tx, [teamId]);
}

/** Refuses one service too many. Those who add some wait for each other, so that each also gets a place of its own. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 0))`);
  const count = await tx.db.$count(
    services,
    and(eq(services.organizationId, tx.organizationId), isNull(services.deletedAt)),
  );
  if (count >= limits.services) {
    const most = limits.services.toLocaleString("en");
    refuse(
      "limit_reached",
      `An organization has at most ${most} services. Delete one that is not needed any more.`,
    );
  }
}

/** Locks the row, since two operators may decide on the same service at once. */
async function lockService(
  tx: Tx,
  serviceId: string,
  { deletedToo = false } = {},
): Promise<typeof services.$inferSelect> {
  const [service] = await tx.db
    .select()
    .from(services)
    .where(
      and(
        eq(services.organizationId, tx.organizationId),
        eq(services.id, serviceId),
        deletedToo ? undefined : isNull(services.deletedAt),
      ),
    )
    .for("no key update");
  return orNotFound(service);
}

async function saveService(
  tx: Tx,
  context: OrganizationContext,
  serviceId: string,
  change: Partial<
    Pick<
      typeof services.$inferInsert,
      "name" | "description" | "groupId" | "teamId" | "slaTarget" | "manualStatus" | "deletedAt"
    >
  >,
): Promise<void> {
  await tx.db
    .update(services)
    .set({ ...change, updatedAt: context.now(), version: sql`version + 1` })
    .where(and(eq(services.organizationId, tx.organizationId), eq(services.id, serviceId)));
}

async function addToPages(tx: Tx, serviceId: string): Promise<void> {
  const pages = await tx.db
    .select({ id: statusPages.id })
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, tx.organizationId), eq(statusPages.addsNewServices, true)))
    .orderBy(statusPages.id)
    .for("key share");
  for (const page of pages) {
    await tx.db.insert(statusPageServices).values({
      organizationId: tx.organizationId,
      pageId: page.id,
      serviceId,
      position: sql`(select coalesce(max(position) + 1, 0) from status_page_services
        where organization_id = ${tx.organizationId} and page_id = ${page.id})`,
    });
  }
}
