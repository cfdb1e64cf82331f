import { limits, type UptimeCorrection } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { newId, services, uptimeCorrections } from "@fanal/database/schema";
import { correctUptime, type ServiceStatus } from "@fanal/domain";
import { and, eq, gt, isNull, lt } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, orRefuse, refuse } from "../refusals.ts";
import { isOfService, viewCorrection } from "./queries/corrections.ts";
import { readToldSince } from "./queries/told-since.ts";

/** Says what a service was in a time that is over. What was recorded of that time stays, and counts no more. */
export function createCorrection(
  context: OrganizationContext,
  input: { serviceId: string; startedAt: string; endedAt: string; status: ServiceStatus; reason: string },
): Promise<UptimeCorrection> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.update");
    const service = await lockService(tx, input.serviceId);
    const now = context.now();
    const time = orRefuse(
      correctUptime(
        { startedAt: new Date(input.startedAt), endedAt: new Date(input.endedAt) },
        { now, knownSince: await knownSince(tx, service) },
      ),
    );
    await requireUncorrected(tx, service.id, time);
    const { status, reason } = input;
    const correction = { id: newId(), serviceId: service.id, ...time, status, reason, createdAt: now };
    const [saved] = await tx.db
      .insert(uptimeCorrections)
      .values({ organizationId: tx.organizationId, ...correction })
      .returning();
    const { id, serviceId, startedAt, endedAt } = correction;
    record(tx, context, {
      type: "uptime_correction.created",
      subjectId: id,
      data: { name: service.name, after: { serviceId, startedAt, endedAt, status, reason } },
    });
    return viewCorrection(orNotFound(saved));
  });
}

/** Takes a correction back: what was recorded of its time counts again. */
export function withdrawCorrection(
  context: OrganizationContext,
  input: { serviceId: string; correctionId: string },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "service.update");
    const service = await lockService(tx, input.serviceId);
    const [gone] = await tx.db
      .delete(uptimeCorrections)
      .where(and(isOfService(tx, service.id), eq(uptimeCorrections.id, input.correctionId)))
      .returning();
    const { id, serviceId, startedAt, endedAt, status, reason } = orNotFound(gone);
    record(tx, context, {
      type: "uptime_correction.withdrawn",
      subjectId: id,
      data: { name: service.name, before: { serviceId, startedAt, endedAt, status, reason } },
    });
  });
}

type ServiceRow = typeof services.$inferSelect;

/** Locks the row: corrections of one service are decided on one after the other. */
async function lockService(tx: Tx, serviceId: string): Promise<ServiceRow> {
  const [service] = await tx.db
    .select()
    .from(services)
    .where(
      and(
        eq(services.organizationId, tx.organizationId),
        eq(services.id, serviceId),
        isNull(services.deletedAt),
      ),
    )
    .for("no key update");
  return orNotFound(service);
}

async function knownSince(tx: Tx, { id, createdAt }: ServiceRow): Promise<Date> {
  const told = (await readToldSince(tx, [id])).get(id) ?? Number.POSITIVE_INFINITY;
  return new Date(Math.min(createdAt.getTime(), told));
}

/** Refuses a time that is corrected already, and one correction too many. */
async function requireUncorrected(
  tx: Tx,
  serviceId: string,
  { startedAt, endedAt }: { startedAt: Date; endedAt: Date },
): Promise<void> {
  const [other] = await tx.db
    .select({ id: uptimeCorrections.id })
    .from(uptimeCorrections)
    .where(
      and(
        isOfService(tx, serviceId),
        lt(uptimeCorrections.startedAt, endedAt),
        gt(uptimeCorrections.endedAt, startedAt),
      ),
    )
    .limit(1);
  if (other !== undefined) {
    const message = "Some of this time is corrected already. Withdraw that correction first.";
    refuse("bad_request", message, [{ path: ["startedAt"], message }]);
  }
  const count = await tx.db.$count(uptimeCorrections, isOfService(tx, serviceId));
  if (count >= limits.uptimeCorrections)
    refuse(
      "limit_reached",
      `A service has at most ${limits.uptimeCorrections} corrections. Withdraw one that is not needed any more.`,
    );
}
