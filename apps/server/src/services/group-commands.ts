import type { ServiceGroup } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { newId, serviceGroups, services } from "@fanal/database/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuseStale } from "../refusals.ts";
import { viewServiceGroup } from "./queries.ts";

export function createServiceGroup(
  context: OrganizationContext,
  input: { name: string },
): Promise<ServiceGroup> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.create");
    const now = context.now();
    const [group] = await tx.db
      .insert(serviceGroups)
      .values({
        organizationId: tx.organizationId,
        id: newId(),
        name: input.name,
        position: sql`(select coalesce(max(position) + 1, 0) from service_groups where organization_id = ${tx.organizationId})`,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    const created = orNotFound(group);
    record(tx, context, {
      type: "service_group.created",
      subjectId: created.id,
      data: { after: { name: created.name, position: created.position } },
    });
    return viewServiceGroup(created);
  });
}

export function updateServiceGroup(
  context: OrganizationContext,
  input: {
    groupId: string;
    name?: string | undefined;
    position?: number | undefined;
    version?: number | undefined;
  },
): Promise<ServiceGroup> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.update");
    const groups = await lockServiceGroups(tx);
    const group = orNotFound(groups.find((one) => one.id === input.groupId));
    refuseStale(group, input.version);
    const { name = group.name } = input;
    const position =
      input.position === undefined
        ? group.position
        : await makePlace(tx, context, groups, group.id, input.position);
    const [saved] = await tx.db
      .update(serviceGroups)
      .set({ name, position, updatedAt: context.now(), version: sql`version + 1` })
      .where(one(tx, group.id))
      .returning();
    const updated = orNotFound(saved);
    record(tx, context, {
      type: "service_group.updated",
      subjectId: group.id,
      data: {
        before: { name: group.name, position: group.position },
        after: { name: updated.name, position: updated.position },
      },
    });
    return viewServiceGroup(updated);
  });
}

export function deleteServiceGroup(
  context: OrganizationContext,
  input: { groupId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.delete");
    // Before its services are released: nobody may put another one into it meanwhile.
    const [group] = await tx.db.select().from(serviceGroups).where(one(tx, input.groupId)).for("update");
    const { id, name, version } = orNotFound(group);
    refuseStale({ version }, input.version);
    await tx.db
      .update(services)
      .set({ groupId: null, updatedAt: context.now(), version: sql`version + 1` })
      .where(and(eq(services.organizationId, tx.organizationId), eq(services.groupId, id)));
    await tx.db.delete(serviceGroups).where(one(tx, id));
    record(tx, context, { type: "service_group.deleted", subjectId: id, data: { before: { name } } });
  });
}

/** Refuses a group that does not exist; `null` is no group. Keeps it from being deleted until the transaction ends. */
export async function requireServiceGroup(tx: Tx, groupId: string | null): Promise<void> {
  if (groupId === null) return;
  const [group] = await tx.db
    .select({ id: serviceGroups.id })
    .from(serviceGroups)
    .where(one(tx, groupId))
    .for("share");
  orNotFound(group);
}

function one(tx: Tx, groupId: string) {
  return and(eq(serviceGroups.organizationId, tx.organizationId), eq(serviceGroups.id, groupId));
}

/** All groups in order, locked, since a move changes the places of others. */
async function lockServiceGroups(tx: Tx): Promise<(typeof serviceGroups.$inferSelect)[]> {
  return tx.db
    .select()
    .from(serviceGroups)
    .where(eq(serviceGroups.organizationId, tx.organizationId))
    .orderBy(asc(serviceGroups.position), asc(serviceGroups.id))
    .for("update");
}

/** Moves the other groups out of the way, each with a new version, and gives the place that is free now. */
async function makePlace(
  tx: Tx,
  context: OrganizationContext,
  groups: { id: string }[],
  groupId: string,
  position: number,
): Promise<number> {
  const order = groups.map((group) => group.id).filter((id) => id !== groupId);
  order.splice(position, 0, groupId);
  await tx.db.execute(sql`
    update service_groups set position = place.number - 1, version = version + 1,
      updated_at = ${context.now().toISOString()}
    from jsonb_array_elements_text(${JSON.stringify(order)}::jsonb) with ordinality as place(id, number)
    where organization_id = ${tx.organizationId} and service_groups.id = place.id::uuid
      and service_groups.id <> ${groupId} and position <> place.number - 1`);
  return order.indexOf(groupId);
}
