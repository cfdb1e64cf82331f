import { type Check, type CheckInput, type CheckSettings, checkSettings, limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { checkStates, checks, newId } from "@fanal/database/schema";
import type { SignalStatus } from "@fanal/domain";
import { and, eq, sql } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { addMetric } from "../metrics/store.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { setSignals } from "../signals/set-signals.ts";
import { type CheckRow, getCheck } from "./queries.ts";
import { closeDraft, lockState, say } from "./settle.ts";
import { refusalOf } from "./types/index.ts";

export function createCheck(context: OrganizationContext, input: CheckInput): Promise<Check> {
  return context.inOrganization(async (tx) => {
    allow(context, "check.write");
    await requireServices(tx, [input.serviceId]);
    requireTakeable(context, input.settings);
    await requireRoom(tx);
    const { organizationId } = tx;
    const id = newId();
    const now = context.now();
    const after = settingsOf(input);
    const metricId = input.measures ? await addMetricFor(tx, context, input.name) : null;
    await tx.db
      .insert(checks)
      .values({ organizationId, id, ...after, metricId, createdAt: now, updatedAt: now });
    const dueAt = input.isPaused ? null : sql`now()`;
    await tx.db.insert(checkStates).values({ organizationId, checkId: id, dueAt });
    record(tx, context, { type: "check.created", subjectId: id, data: { after } });
    return getCheck(tx, id);
  });
}

/** It runs at once as it is then: what is under way as it was before comes to nothing. */
export function updateCheck(
  context: OrganizationContext,
  { checkId, version, ...input }: Changes & { checkId: string; version?: number | undefined },
): Promise<Check> {
  return context.inOrganization(async (tx) => {
    allow(context, "check.write");
    const row = await lockCheck(tx, checkId);
    refuseStale(row, version);
    if (input.serviceId !== undefined) await requireServices(tx, [input.serviceId]);
    if (input.settings !== undefined) requireTakeable(context, input.settings);
    const before = settingsOf(row);
    const after: Settings = {
      serviceId: input.serviceId ?? before.serviceId,
      name: input.name ?? before.name,
      settings: input.settings ?? before.settings,
      periodSeconds: input.periodSeconds ?? before.periodSeconds,
      timeoutSeconds: input.timeoutSeconds ?? before.timeoutSeconds,
      failuresToConfirm: input.failuresToConfirm ?? before.failuresToConfirm,
      successesToRecover: input.successesToRecover ?? before.successesToRecover,
      status: input.status ?? before.status,
      draftsIncident: input.draftsIncident ?? before.draftsIncident,
      isPaused: input.isPaused ?? before.isPaused,
    };
    const metricId = await metricOf(tx, context, { ...row, name: after.name }, input.measures);
    await tx.db
      .update(checks)
      .set({ ...after, metricId, updatedAt: context.now(), version: sql`version + 1` })
      .where(one(tx, checkId));
    const state = await lockState(tx, checkId);
    const downSince = after.isPaused ? null : state.downSince;
    await tx.db
      .update(checkStates)
      .set({
        dueAt: after.isPaused ? null : sql`now()`,
        claim: null,
        claimedUntil: null,
        contrary: 0,
        downSince,
      })
      .where(and(eq(checkStates.organizationId, tx.organizationId), eq(checkStates.checkId, checkId)));
    await say(tx, context, { ...row, ...after }, downSince !== null);
    if (downSince === null) await closeDraft(tx, context, state);
    record(tx, context, { type: "check.updated", subjectId: checkId, data: { before, after } });
    return getCheck(tx, checkId);
  });
}

export function deleteCheck(
  context: OrganizationContext,
  input: { checkId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "check.write");
    const row = await lockCheck(tx, input.checkId);
    refuseStale(row, input.version);
    const { id: sourceId, name } = row;
    await setSignals(tx, context, { source: "check", sourceId, name }, []);
    await tx.db.delete(checks).where(one(tx, sourceId));
    record(tx, context, { type: "check.deleted", subjectId: sourceId, data: { before: settingsOf(row) } });
  });
}

/** Has a check run now, whenever it is due; one that is running just now is not run beside itself. */
export function requestRun(context: OrganizationContext, { checkId }: { checkId: string }): Promise<Check> {
  return context.inOrganization(async (tx) => {
    allow(context, "check.write");
    const { name, isPaused } = await lockCheck(tx, checkId);
    if (isPaused) refuse("bad_request", "It is paused. Resume it, and it runs at once.");
    await tx.db
      .update(checkStates)
      .set({ dueAt: sql`least(due_at, now())` })
      .where(and(eq(checkStates.organizationId, tx.organizationId), eq(checkStates.checkId, checkId)));
    record(tx, context, { type: "check.run_requested", subjectId: checkId, data: { name } });
    return getCheck(tx, checkId);
  });
}

type Changes = { [Key in keyof CheckInput]?: CheckInput[Key] | undefined };
/** What people set, but for the metric, which has a history of its own. */
type Settings = Omit<CheckInput, "measures">;

function settingsOf(
  from: Omit<Settings, "settings" | "status"> & { settings: { type: string }; status: SignalStatus },
): Settings {
  return {
    serviceId: from.serviceId,
    name: from.name,
    settings: checkSettings.parse(from.settings),
    periodSeconds: from.periodSeconds,
    timeoutSeconds: from.timeoutSeconds,
    failuresToConfirm: from.failuresToConfirm,
    successesToRecover: from.successesToRecover,
    status: from.status,
    draftsIncident: from.draftsIncident,
    isPaused: from.isPaused,
  };
}

function requireTakeable(context: OrganizationContext, settings: CheckSettings): void {
  const refusal = refusalOf(settings, context);
  if (refusal !== null)
    refuse("bad_request", refusal.message, [{ path: ["settings", refusal.field], message: refusal.message }]);
}

/** Another metric where there is none, and is to be; who wants none any more leaves the one there is behind. */
function metricOf(
  tx: Tx,
  context: OrganizationContext,
  { metricId, name }: Pick<CheckRow, "metricId" | "name">,
  measures: boolean | undefined,
): Promise<string | null> | string | null {
  if (measures === false) return null;
  return metricId === null && measures === true ? addMetricFor(tx, context, name) : metricId;
}

function addMetricFor(tx: Tx, context: OrganizationContext, name: string): Promise<string> {
  const ending = ": response time";
  return addMetric(tx, context, {
    name: `${name.slice(0, limits.name - ending.length)}${ending}`,
    unit: "ms",
    decimals: 0,
    isPublic: false,
  });
}

/** Locks the row: two may change it at once, and a result may be noted meanwhile. */
async function lockCheck(tx: Tx, checkId: string): Promise<CheckRow> {
  const [row] = await tx.db.select().from(checks).where(one(tx, checkId)).for("update");
  return orNotFound(row);
}

function one(tx: Tx, checkId: string) {
  return and(eq(checks.organizationId, tx.organizationId), eq(checks.id, checkId));
}

/** Refuses one too many. Those who make some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 8))`);
  const count = await tx.db.$count(checks, eq(checks.organizationId, tx.organizationId));
  if (count >= limits.checks)
    refuse("limit_reached", `An organization has at most ${limits.checks} checks. Delete one first.`);
}
