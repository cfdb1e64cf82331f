import type { Tx } from "@fanal/database";
import { serviceSignals, services } from "@fanal/database/schema";
import type { ServiceStatus, SignalSource, SignalStatus } from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import { type RecordedBy, record } from "../events/record.ts";
import { recomputeStatuses } from "../services/recompute.ts";

/** A machine that says how services are. */
export interface Signaler {
  source: SignalSource;
  sourceId: string;
  /** What people call it; the log keeps it. */
  name: string;
}

export interface Signal {
  serviceId: string;
  status: SignalStatus;
}

/**
 * Makes these signals all that the machine says: what it said before and says no more is cleared. What it says again
 * changes nothing and is no event, so it may be said as often as it likes. Several signals for one service: call it with
 * the worst. Whoever calls holds the row of the machine locked, since two may speak for it at once.
 */
export async function setSignals(
  tx: Tx,
  by: RecordedBy,
  signaler: Signaler,
  signals: readonly Signal[],
): Promise<void> {
  const { organizationId } = tx;
  const { source, sourceId } = signaler;
  const isOfSource = and(
    eq(serviceSignals.organizationId, organizationId),
    eq(serviceSignals.source, source),
    eq(serviceSignals.sourceId, sourceId),
  );
  const said = await tx.db.select().from(serviceSignals).where(isOfSource);
  const before = new Map(said.map((signal) => [signal.serviceId, signal.status]));
  const after = new Map(signals.map((signal) => [signal.serviceId, signal.status]));
  const at = by.now();
  // In the order in which services are locked, so that two machines do not wait for each other.
  for (const serviceId of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const status = after.get(serviceId);
    if (status === before.get(serviceId)) continue;
    if (status === undefined) {
      await tx.db.delete(serviceSignals).where(and(isOfSource, eq(serviceSignals.serviceId, serviceId)));
    } else {
      await tx.db
        .insert(serviceSignals)
        .values({ organizationId, serviceId, source, sourceId, status, since: at })
        .onConflictDoUpdate({
          target: [
            serviceSignals.organizationId,
            serviceSignals.serviceId,
            serviceSignals.source,
            serviceSignals.sourceId,
          ],
          set: { status, since: at },
        });
    }
    const shown: ServiceStatus = status ?? "operational";
    await recomputeStatuses(tx, [serviceId], {
      reason: { kind: "signal", source, sourceId, status: shown },
      at,
    });
    record(tx, by, {
      type: "service.signaled",
      subjectId: serviceId,
      data: {
        name: await nameOf(tx, serviceId),
        source,
        sourceId,
        sourceName: signaler.name,
        before: before.get(serviceId) ?? "operational",
        after: shown,
      },
    });
  }
}

async function nameOf(tx: Tx, serviceId: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ name: services.name })
    .from(services)
    .where(and(eq(services.organizationId, tx.organizationId), eq(services.id, serviceId)));
  return row?.name ?? null;
}
