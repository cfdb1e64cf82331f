import type { Maintenance } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { isActive, moveWindow, scheduleMaintenance, tellingOf, windowOf } from "@fanal/domain";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orRefuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { requireReach } from "../services/reach.ts";
import { recomputeStatuses } from "../services/recompute.ts";
import {
  changedWindow,
  localWindowOf,
  type MaintenanceChange,
  type MaintenanceInput,
  refuseField,
} from "./inputs.ts";
import { getMaintenance, serviceIdsOf } from "./queries.ts";
import {
  insertMaintenances,
  lockMaintenance,
  type MaintenanceRow,
  replaceServices,
  saveMaintenance,
} from "./rows.ts";
import { changeFollowing, endSeries, scheduleSeries } from "./series.ts";

/** For this occurrence of a maintenance that repeats only, or for it and all that follow. */
type Scope = "this" | "following";

export function createMaintenance(
  context: OrganizationContext,
  input: MaintenanceInput & { rrule: string | null; recordsPast: boolean },
): Promise<Maintenance> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.create");
    const { title, message, serviceIds, timeZone, rrule, recordsPast, notifiesAutomatically } = input;
    await requireServices(tx, serviceIds);
    await requireReach(tx, context, serviceIds);
    if (rrule !== null) {
      if (recordsPast) refuseField("rrule", "What is recorded afterwards does not repeat. Record each one.");
      return getMaintenance(tx, await scheduleSeries(tx, context, { ...input, rrule }));
    }
    const now = context.now();
    const window = orRefuse(windowOf(input), "localEnd");
    const state = orRefuse(scheduleMaintenance({ ...input, ...window }, now), "localEnd");
    const first = { serviceIds, message, author: context.actor, at: now };
    const [id = ""] = await insertMaintenances(
      tx,
      [{ ...state, title, timeZone, notifiesAutomatically }],
      first,
    );
    const { status, startsAutomatically, finishesAutomatically } = state;
    const automatic = { startsAutomatically, finishesAutomatically, notifiesAutomatically };
    const data = {
      after: { title, status, ...window, timeZone, ...automatic, serviceIds, message },
      telling: recordsPast ? null : tellingOf(input),
    };
    record(tx, context, { type: "maintenance.created", subjectId: id, data });
    return getMaintenance(tx, id);
  });
}

/** Changes everything but the state, which changes by updates only. */
export function updateMaintenance(
  context: OrganizationContext,
  input: MaintenanceChange & { scope: Scope },
): Promise<Maintenance> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.update");
    if (input.scope === "following") await changeFollowing(tx, context, input);
    else await changeOne(tx, context, input);
    return getMaintenance(tx, input.maintenanceId);
  });
}

async function changeOne(tx: Tx, context: OrganizationContext, input: MaintenanceChange): Promise<void> {
  if (input.rrule !== undefined)
    refuseField("rrule", "A rule is for this and all following occurrences. Choose `following`.");
  const before = await lockMaintenance(tx, context, input.maintenanceId);
  refuseStale(before, input.version);
  const now = context.now();
  const local = changedWindow(localWindowOf(before), input);
  const moved = local === null ? before : moveWindow(before, orRefuse(windowOf(local), "localEnd"), now);
  const { startsAt, endsAt } = orRefuse(moved, "localEnd");
  const {
    title = before.title,
    startsAutomatically = before.startsAutomatically,
    finishesAutomatically = before.finishesAutomatically,
    notifiesAutomatically = before.notifiesAutomatically,
  } = input;
  const { timeZone } = local ?? before;
  const window = { startsAt, endsAt, timeZone };
  const automatic = { startsAutomatically, finishesAutomatically, notifiesAutomatically };
  const change = { title, ...window, ...automatic };
  await saveMaintenance(tx, before, { ...change, isDetached: before.seriesId !== null }, now);
  const services = await changeServices(tx, context, before, input.serviceIds);
  record(tx, context, {
    type: "maintenance.updated",
    subjectId: before.id,
    data: {
      before: { ...factsOf(before), serviceIds: services.before },
      after: { ...change, serviceIds: services.after },
      telling: local === null ? null : tellingOf(input),
    },
  });
}

/** What the log keeps of a maintenance when it is changed. */
function factsOf({
  title,
  startsAt,
  endsAt,
  timeZone,
  startsAutomatically,
  finishesAutomatically,
  notifiesAutomatically,
}: MaintenanceRow) {
  const automatic = { startsAutomatically, finishesAutomatically, notifiesAutomatically };
  return { title, startsAt, endsAt, timeZone, ...automatic };
}

/** Replaces the services and derives their statuses anew. Those that it named before may have been deleted since. */
async function changeServices(
  tx: Tx,
  context: OrganizationContext,
  maintenance: MaintenanceRow,
  wanted: string[] | undefined,
): Promise<{ before: string[]; after: string[] }> {
  const before = await serviceIdsOf(tx, maintenance.id);
  if (wanted === undefined) return { before, after: before };
  const more = wanted.filter((id) => !before.includes(id));
  await requireServices(tx, more);
  await requireReach(tx, context, more);
  await replaceServices(tx, maintenance.id, wanted);
  if (isActive(maintenance.status)) await recompute(tx, context, maintenance.id, [...before, ...wanted]);
  return { before, after: wanted };
}

export function deleteMaintenance(
  context: OrganizationContext,
  input: { maintenanceId: string; scope: Scope; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.delete");
    if (input.scope === "following") return endSeries(tx, context, input);
    const maintenance = await lockMaintenance(tx, context, input.maintenanceId);
    refuseStale(maintenance, input.version);
    await saveMaintenance(tx, maintenance, { deletedAt: context.now() }, context.now());
    await recompute(tx, context, maintenance.id, await serviceIdsOf(tx, maintenance.id));
    const data = { before: factsOf(maintenance) };
    record(tx, context, { type: "maintenance.deleted", subjectId: maintenance.id, data });
  });
}

export function restoreMaintenance(
  context: OrganizationContext,
  input: { maintenanceId: string; version?: number | undefined },
): Promise<Maintenance> {
  return context.inOrganization(async (tx) => {
    allow(context, "maintenance.delete");
    const maintenance = await lockMaintenance(tx, context, input.maintenanceId, { deletedToo: true });
    refuseStale(maintenance, input.version);
    if (maintenance.deletedAt === null) return getMaintenance(tx, maintenance.id);
    await saveMaintenance(tx, maintenance, { deletedAt: null }, context.now());
    await recompute(tx, context, maintenance.id, await serviceIdsOf(tx, maintenance.id));
    const data = { title: maintenance.title };
    record(tx, context, { type: "maintenance.restored", subjectId: maintenance.id, data });
    return getMaintenance(tx, maintenance.id);
  });
}

function recompute(
  tx: Tx,
  context: OrganizationContext,
  maintenanceId: string,
  serviceIds: string[],
): Promise<void> {
  return recomputeStatuses(tx, serviceIds, {
    reason: { kind: "maintenance", maintenanceId },
    at: context.now(),
  });
}
