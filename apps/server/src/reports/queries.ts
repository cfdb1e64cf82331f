import type { IncidentFigures, Report } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { incidentServices, incidents, services } from "@fanal/database/schema";
import { dateOf, type IncidentTimes, incidentFigures, type Span, shiftDate, startOfDay } from "@fanal/domain";
import { and, asc, count, eq, exists, gte, isNull, lt, sql } from "drizzle-orm";
import { isPublic } from "../incidents/queries.ts";
import { milliseconds, millisecondsIfAny } from "../milliseconds.ts";
import { timeZoneOf } from "../organizations/queries.ts";
import { type Asked, type MeasuredService, reportOf, requireMeasured } from "../uptime/queries/reports.ts";

const monthsBack = 12;

interface AskedReport extends Omit<Asked, "timeZone"> {
  serviceId?: string | undefined;
}

/** Uptime and incidents of all services, or of one, by the calendar of the organization. */
export async function reportOfOrganization(
  reader: Reader,
  { serviceId, ...asked }: AskedReport,
  now: Date,
): Promise<Report> {
  const timeZone = await timeZoneOf(reader);
  const measured =
    serviceId === undefined ? await presentServices(reader) : [await requireMeasured(reader, serviceId)];
  const report = await reportOf(reader, measured, { ...asked, timeZone }, null, now);
  const span = { from: Date.parse(report.startsAt), to: Date.parse(report.endsAt) };
  const months = monthsUntil(span.to - 1, timeZone);
  const first = Math.min(span.from, ...months.map(({ from }) => from));
  const last = Math.max(span.to, ...months.map(({ to }) => to));
  const told = await readIncidents(reader, { from: first, to: last }, serviceId);
  const countOf = await countByService(reader, span);
  return {
    ...report,
    services: report.services.map((one) => ({ ...one, incidents: countOf.get(one.serviceId) ?? 0 })),
    incidents: inSeconds(incidentFigures(told, span)),
    months: months.map(({ month, ...whole }) => ({ month, ...inSeconds(incidentFigures(told, whole)) })),
  };
}

/** What was deleted since is in no report, also of the time when it was there. */
function presentServices(reader: Reader): Promise<MeasuredService[]> {
  return reader.db
    .select({ id: services.id, createdAt: services.createdAt })
    .from(services)
    .where(and(eq(services.organizationId, reader.organizationId), isNull(services.deletedAt)))
    .orderBy(asc(services.position), asc(services.id));
}

/** The calendar months up to the one that a moment is in, oldest first. */
function monthsUntil(at: number, timeZone: string): (Span & { month: string })[] {
  const last = `${dateOf(at, timeZone).slice(0, 7)}-01`;
  return Array.from({ length: monthsBack }, (_, index) => {
    const first = shiftDate(last, index + 1 - monthsBack, "month");
    return {
      month: first.slice(0, 7),
      from: startOfDay(first, timeZone),
      to: startOfDay(shiftDate(first, 1, "month"), timeZone),
    };
  });
}

/** Incidents that began in a span, those that were recorded afterwards among them. */
function readIncidents(reader: Reader, span: Span, serviceId: string | undefined): Promise<IncidentTimes[]> {
  return reader.db
    .select({
      startedAt: milliseconds(incidents.startedAt),
      resolvedAt: millisecondsIfAny(incidents.resolvedAt),
    })
    .from(incidents)
    .where(
      and(
        isPublic(reader),
        beganIn(span),
        serviceId === undefined ? undefined : exists(namesService(reader, serviceId)),
      ),
    );
}

function namesService(reader: Reader, serviceId: string) {
  return reader.db
    .select({ one: sql`1` })
    .from(incidentServices)
    .where(
      and(
        eq(incidentServices.organizationId, incidents.organizationId),
        eq(incidentServices.incidentId, incidents.id),
        eq(incidentServices.serviceId, serviceId),
      ),
    );
}

async function countByService(reader: Reader, span: Span): Promise<Map<string, number>> {
  const rows = await reader.db
    .select({ serviceId: incidentServices.serviceId, count: count() })
    .from(incidents)
    .innerJoin(
      incidentServices,
      and(
        eq(incidentServices.organizationId, incidents.organizationId),
        eq(incidentServices.incidentId, incidents.id),
      ),
    )
    .where(and(isPublic(reader), beganIn(span)))
    .groupBy(incidentServices.serviceId);
  return new Map(rows.map((row) => [row.serviceId, row.count]));
}

function beganIn({ from, to }: Span) {
  return and(gte(incidents.startedAt, new Date(from)), lt(incidents.startedAt, new Date(to)));
}

function inSeconds({
  count,
  resolved,
  meanTimeToResolve,
}: ReturnType<typeof incidentFigures>): IncidentFigures {
  return {
    count,
    resolved,
    meanSecondsToResolve: meanTimeToResolve === null ? null : meanTimeToResolve / 1000,
  };
}
