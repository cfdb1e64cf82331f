import type { UptimeCorrection } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { uptimeCorrections } from "@fanal/database/schema";
import type { StatusInterval } from "@fanal/domain";
import { and, asc, desc, eq, gt, lt, type SQL } from "drizzle-orm";
import { milliseconds } from "../../milliseconds.ts";
import { requireServices } from "../../services/queries.ts";
import { isOf, type WhichServices } from "./which-services.ts";

type CorrectionRow = typeof uptimeCorrections.$inferSelect;

/** What a service is said to have been, in place of what was recorded. */
export interface Correction extends StatusInterval {
  id: string;
  reason: string;
}

/** All of a service, newest time first. */
export async function listCorrections(reader: Reader, serviceId: string): Promise<UptimeCorrection[]> {
  await requireServices(reader, [serviceId]);
  const rows = await reader.db
    .select()
    .from(uptimeCorrections)
    .where(isOfService(reader, serviceId))
    .orderBy(desc(uptimeCorrections.startedAt));
  return rows.map(viewCorrection);
}

export function viewCorrection(row: CorrectionRow): UptimeCorrection {
  const { id, serviceId, startedAt, endedAt, status, reason, createdAt } = row;
  return {
    id,
    serviceId,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    status,
    reason,
    createdAt: createdAt.toISOString(),
  };
}

export function isOfService(reader: Reader, serviceId: string): SQL | undefined {
  return and(
    eq(uptimeCorrections.organizationId, reader.organizationId),
    eq(uptimeCorrections.serviceId, serviceId),
  );
}

/** Those that reach into a time, oldest first; they do not overlap. */
export async function readCorrections(
  reader: Reader,
  which: WhichServices,
  { first, until }: { first: Date; until: number },
): Promise<Map<string, Correction[]>> {
  const { organizationId, id, serviceId, status, reason, startedAt, endedAt } = uptimeCorrections;
  const rows = await reader.db
    .select({ id, serviceId, status, reason, from: milliseconds(startedAt), to: milliseconds(endedAt) })
    .from(uptimeCorrections)
    .where(
      and(
        eq(organizationId, reader.organizationId),
        isOf(reader, which, serviceId),
        lt(startedAt, new Date(until)),
        gt(endedAt, first),
      ),
    )
    .orderBy(asc(startedAt));
  const correctionsOf = new Map<string, Correction[]>();
  for (const { serviceId, ...correction } of rows)
    correctionsOf.set(serviceId, [...(correctionsOf.get(serviceId) ?? []), correction]);
  return correctionsOf;
}
