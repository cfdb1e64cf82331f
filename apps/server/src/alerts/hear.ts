import { createHash } from "node:crypto";
import { alertSourceSettings, limits } from "@fanal/contract";
import { asSystem, type Database, inOrganization, type Tx } from "@fanal/database";
import { type AlertOutcome, alertSources, alerts, services } from "@fanal/database/schema";
import { type Alert, applyAlert } from "@fanal/domain";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { clockOf, fanal } from "../by-itself.ts";
import { hashOfPushToken } from "../push-token.ts";
import { type ToldAlert, UnreadableAlertsError } from "./kinds/alert-kind.ts";
import { readAlerts } from "./kinds/index.ts";
import { servicesOf, statusOf } from "./mapping.ts";
import type { AlertSourceRow } from "./queries.ts";
import { settleAlerts } from "./settle.ts";

/** What becomes of what is posted to a source of alerts. */
export type HeardAlerts = { taken: AlertOutcome } | "not_found" | { retryAfterSeconds: number };

const postsPerMinute = 300;
const dayMs = 86_400_000;

/**
 * Hears alerts. What a source posts is read, what is new of it is kept, and what follows is made, in one transaction; the
 * same once more changes nothing. Counted for each address in this process, beside what a network may ask.
 */
export function createAlertHearing(
  database: Database,
): (posted: { token: string; body: string }) => Promise<HeardAlerts> {
  const posts = new RateLimiterMemory({ points: postsPerMinute, duration: 60 });
  return async ({ token, body }) => {
    const hash = hashOfPushToken(token);
    if (hash === null) return "not_found";
    try {
      await posts.consume(hash);
    } catch (error) {
      if (error instanceof RateLimiterRes)
        return { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1_000) };
      throw error;
    }
    const found = await asSystem(database, "find a source of alerts", async (db) => {
      const rows = await db
        .select({ organizationId: alertSources.organizationId, id: alertSources.id })
        .from(alertSources)
        .where(eq(alertSources.hash, hash));
      return rows[0];
    });
    if (found === undefined) return "not_found";
    const { result } = await inOrganization(database, found.organizationId, (tx) => take(tx, found.id, body));
    return result === null ? "not_found" : { taken: result };
  };
}

/** `null` when the source was deleted meanwhile. */
async function take(tx: Tx, sourceId: string, body: string): Promise<AlertOutcome | null> {
  const isSource = and(eq(alertSources.organizationId, tx.organizationId), eq(alertSources.id, sourceId));
  // Deliveries of one source wait for each other: each decides on what the one before made.
  const [source] = await tx.db.select().from(alertSources).where(isSource).for("update");
  if (source === undefined) return null;
  const at = await clockOf(tx);
  const outcome = await readAndKeep(tx, source, { body, at });
  if (outcome.problem === null) await settleAlerts(tx, { actor: fanal, now: () => at }, source);
  await tx.db
    .update(alertSources)
    .set({ received: sql`received + 1`, lastReceived: outcome })
    .where(isSource);
  return outcome;
}

async function readAndKeep(
  tx: Tx,
  source: AlertSourceRow,
  { body, at }: { body: string; at: Date },
): Promise<AlertOutcome> {
  const outcome: AlertOutcome = { at: at.toISOString(), firing: 0, resolved: 0, unknown: [], problem: null };
  try {
    const told = readAlerts(parse(body), alertSourceSettings.parse(source.settings));
    const unknown = await keep(tx, source, told, at);
    const firing = told.filter(({ endedAt }) => endedAt === null).length;
    return { ...outcome, firing, resolved: told.length - firing, unknown };
  } catch (error) {
    if (!(error instanceof UnreadableAlertsError)) throw error;
    return { ...outcome, problem: error.message };
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableAlertsError("This is no JSON.");
  }
}

/** Keeps what is new of alerts; what they named that is no service. */
async function keep(tx: Tx, source: AlertSourceRow, told: readonly ToldAlert[], at: Date): Promise<string[]> {
  const isOfSource = and(eq(alerts.organizationId, tx.organizationId), eq(alerts.sourceId, source.id));
  await tx.db.delete(alerts).where(and(isOfSource, lt(alerts.endedAt, new Date(at.getTime() - dayMs))));
  const rows = await tx.db.select().from(alerts).where(isOfSource);
  const known = new Map<string, Alert>(rows.map((row) => [row.fingerprint, row]));
  const present = await tx.db
    .select({ id: services.id, name: services.name })
    .from(services)
    .where(and(eq(services.organizationId, tx.organizationId), isNull(services.deletedAt)));
  const changed = new Map<string, Alert>();
  const unknown = new Set<string>();
  for (const one of told) {
    const fingerprint = shortened(one.fingerprint);
    const before = known.get(fingerprint) ?? null;
    const serviceIds = servicesOf(one.service, source, present);
    if (serviceIds.length === 0) unknown.add((one.service ?? "").slice(0, limits.alertValue));
    if (serviceIds.length === 0 && before === null) continue;
    const startedAt = one.startedAt ?? at;
    const after = applyAlert(before, {
      fingerprint,
      group: shortened(one.group),
      title: one.title.slice(0, limits.title),
      startedAt:
        before !== null && before.endedAt === null && one.startedAt === null ? before.startedAt : startedAt,
      endedAt: one.endedAt === "now" ? at : one.endedAt,
      serviceIds,
      status: statusOf(one.severity, source),
    });
    if (after === null) continue;
    known.set(fingerprint, after);
    changed.set(fingerprint, after);
  }
  if (known.size > limits.alerts) {
    const most = limits.alerts.toLocaleString("en");
    throw new UnreadableAlertsError(`A source keeps at most ${most} alerts. Group them, or post fewer.`);
  }
  for (const alert of changed.values()) {
    const { fingerprint, serviceIds, ...rest } = alert;
    const columns = { ...rest, serviceIds: [...serviceIds] };
    await tx.db
      .insert(alerts)
      .values({ organizationId: tx.organizationId, sourceId: source.id, fingerprint, ...columns })
      .onConflictDoUpdate({
        target: [alerts.organizationId, alerts.sourceId, alerts.fingerprint],
        set: columns,
      });
  }
  return [...unknown].slice(0, mostUnknown);
}

const mostUnknown = 5;
const longestKey = 200;

/** Keys are of any length; those that an index does not hold are told apart by their hash. */
function shortened(key: string): string {
  return key.length <= longestKey ? key : createHash("sha256").update(key).digest("hex");
}
