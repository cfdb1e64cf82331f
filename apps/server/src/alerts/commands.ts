import { type AlertSource, type AlertSourceInput, limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { alertSources, alerts, newId } from "@fanal/database/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Context, OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { makePushToken } from "../push-token.ts";
import { allow, orNotFound, refuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { setSignals } from "../signals/set-signals.ts";
import { type AlertSourceRow, getAlertSource } from "./queries.ts";
import { settleAlerts } from "./settle.ts";

type WithLink = AlertSource & { link: string | null };
interface OneSource {
  alertSourceId: string;
  version?: number | undefined;
}

/** Adds a source. Its link is in this answer only, and not where a repeated request finds its own. */
export async function createAlertSource(
  context: OrganizationContext,
  input: AlertSourceInput,
): Promise<WithLink> {
  const { token, hash } = makePushToken();
  let isMade = false;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "alert_source.write");
    await requireServices(tx, serviceIdsOf(input));
    await requireRoom(tx);
    const id = newId();
    const now = context.now();
    await tx.db.insert(alertSources).values({
      organizationId: tx.organizationId,
      id,
      ...columnsOf(input),
      hash,
      createdAt: now,
      updatedAt: now,
    });
    record(tx, context, { type: "alert_source.created", subjectId: id, data: { after: columnsOf(input) } });
    isMade = true;
    return getAlertSource(tx, id);
  });
  return { ...view, link: isMade ? linkOf(context, token) : null };
}

export function updateAlertSource(
  context: OrganizationContext,
  { alertSourceId, version, ...input }: OneSource & AlertSourceInput,
): Promise<AlertSource> {
  return context.inOrganization(async (tx) => {
    allow(context, "alert_source.write");
    const before = await lockSource(tx, alertSourceId);
    refuseStale(before, version);
    await requireServices(tx, serviceIdsOf(input));
    const after = columnsOf(input);
    await tx.db
      .update(alertSources)
      .set({ ...after, updatedAt: context.now(), version: sql`version + 1` })
      .where(one(tx, alertSourceId));
    const { name, kind, settings, services, fallbackServiceId, severities, status } = before;
    const { incidents, notify, title, message } = before;
    record(tx, context, {
      type: "alert_source.updated",
      subjectId: alertSourceId,
      data: {
        before: {
          name,
          kind,
          settings,
          services,
          fallbackServiceId,
          severities,
          status,
          incidents,
          notify,
          title,
          message,
        },
        after,
      },
    });
    return getAlertSource(tx, alertSourceId);
  });
}

export function deleteAlertSource(context: OrganizationContext, input: OneSource): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "alert_source.write");
    const source = await lockSource(tx, input.alertSourceId);
    refuseStale(source, input.version);
    const { id: sourceId, name, kind } = source;
    await setSignals(tx, context, { source: "alert", sourceId, name }, []);
    await tx.db.delete(alertSources).where(one(tx, sourceId));
    record(tx, context, {
      type: "alert_source.deleted",
      subjectId: sourceId,
      data: { before: { name, kind } },
    });
  });
}

/** Gives a source another link; what is posted to the one before is heard no more. */
export async function renewAlertSourceAddress(
  context: OrganizationContext,
  input: OneSource,
): Promise<WithLink> {
  const { token, hash } = makePushToken();
  let isMade = false;
  const view = await context.inOrganization(async (tx) => {
    allow(context, "alert_source.write");
    const source = await lockSource(tx, input.alertSourceId);
    refuseStale(source, input.version);
    const { id, name } = source;
    await tx.db
      .update(alertSources)
      .set({ hash, updatedAt: context.now(), version: sql`version + 1` })
      .where(one(tx, id));
    record(tx, context, { type: "alert_source.address_renewed", subjectId: id, data: { name } });
    isMade = true;
    return getAlertSource(tx, id);
  });
  return { ...view, link: isMade ? linkOf(context, token) : null };
}

/** Takes all alerts of a source for over, as if it had said so. */
export function clearAlertSource(context: OrganizationContext, input: OneSource): Promise<AlertSource> {
  return context.inOrganization(async (tx) => {
    allow(context, "alert_source.write");
    const source = await lockSource(tx, input.alertSourceId);
    refuseStale(source, input.version);
    const now = context.now();
    const over = await tx.db
      .update(alerts)
      .set({ endedAt: sql`greatest(started_at, ${now.toISOString()}::timestamptz)` })
      .where(
        and(
          eq(alerts.organizationId, tx.organizationId),
          eq(alerts.sourceId, source.id),
          isNull(alerts.endedAt),
        ),
      )
      .returning({ fingerprint: alerts.fingerprint });
    await settleAlerts(tx, context, source);
    await tx.db
      .update(alertSources)
      .set({ updatedAt: now, version: sql`version + 1` })
      .where(one(tx, source.id));
    const { id, name } = source;
    record(tx, context, { type: "alert_source.cleared", subjectId: id, data: { name, count: over.length } });
    return getAlertSource(tx, id);
  });
}

function columnsOf({ settings, ...input }: AlertSourceInput) {
  const { name, services, fallbackServiceId, severities, status, incidents, notify, title, message } = input;
  const { kind } = settings;
  return {
    name,
    kind,
    settings,
    services,
    fallbackServiceId,
    severities,
    status,
    incidents,
    notify,
    title,
    message,
  };
}

function serviceIdsOf({ services, fallbackServiceId }: AlertSourceInput): string[] {
  const fallback = fallbackServiceId === null ? [] : [fallbackServiceId];
  return [...services.map(({ serviceId }) => serviceId), ...fallback];
}

function linkOf({ url }: Pick<Context, "url">, token: string): string {
  return `${url}/api/v1/alerts/${token}`;
}

/** Locks the row, on which deliveries decide too. */
async function lockSource(tx: Tx, alertSourceId: string): Promise<AlertSourceRow> {
  const [row] = await tx.db.select().from(alertSources).where(one(tx, alertSourceId)).for("update");
  return orNotFound(row);
}

function one(tx: Tx, alertSourceId: string) {
  return and(eq(alertSources.organizationId, tx.organizationId), eq(alertSources.id, alertSourceId));
}

/** Refuses one too many. Those who add some wait for each other. */
async function requireRoom(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 9))`);
  const count = await tx.db.$count(alertSources, eq(alertSources.organizationId, tx.organizationId));
  if (count >= limits.alertSources)
    refuse("limit_reached", `At most ${limits.alertSources} in one organization. Delete one first.`);
}
