import type { UptimeReport, UptimeReportOfMany } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { serviceGroups, services, type statusPages } from "@fanal/database/schema";
import {
  type DayScale,
  dateOf,
  defaultUptimeRule,
  type PeriodUnit,
  periodsIn,
  roundDown,
  type Span,
  serviceStatuses,
  shiftDate,
  startOfDay,
  sumLasted,
  type UptimeRule,
  uptimeOf,
} from "@fanal/domain";
import { and, asc, eq, isNull } from "drizzle-orm";
import { orNotFound, refuse } from "../../refusals.ts";
import { requireStatusPage } from "../../status-pages/queries/pages.ts";
import { pageServices } from "../../status-pages/queries/services.ts";
import { type Measured, measure } from "./measure.ts";

/** What is asked for; what is left out is as the contract says. */
export interface AskedSpan {
  from?: string | undefined;
  to?: string | undefined;
  timeZone?: string | undefined;
}

export interface Asked extends AskedSpan {
  by?: PeriodUnit | undefined;
}

type PageRow = typeof statusPages.$inferSelect;
export type MeasuredService = Pick<typeof services.$inferSelect, "id" | "createdAt">;

const usualDays = 90;
const usualTimeZone = "Etc/UTC";
/** Of an answer: eighty years of months, or some years of days. */
const mostPeriods = 1_000;

export async function uptimeOfService(
  reader: Reader,
  { serviceId, pageId, ...asked }: Asked & { serviceId: string; pageId?: string | undefined },
  now: Date,
): Promise<UptimeReport> {
  const service = await requireMeasured(reader, serviceId);
  const page = pageId === undefined ? null : await requireStatusPage(reader, pageId);
  const { services: _, ...report } = await reportOf(reader, [service], asked, page, now);
  return report;
}

export async function uptimeOfGroup(
  reader: Reader,
  { groupId, pageId, ...asked }: Asked & { groupId: string; pageId?: string | undefined },
  now: Date,
): Promise<UptimeReportOfMany> {
  const [group] = await reader.db
    .select({ id: serviceGroups.id })
    .from(serviceGroups)
    .where(and(eq(serviceGroups.organizationId, reader.organizationId), eq(serviceGroups.id, groupId)));
  orNotFound(group);
  const page = pageId === undefined ? null : await requireStatusPage(reader, pageId);
  const members = await reader.db
    .select({ id: services.id, createdAt: services.createdAt })
    .from(services)
    .where(
      and(
        eq(services.organizationId, reader.organizationId),
        eq(services.groupId, groupId),
        isNull(services.deletedAt),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
  return reportOf(reader, members, asked, page, now);
}

export async function uptimeOfPage(
  reader: Reader,
  { pageId, groupId, ...asked }: Asked & { pageId: string; groupId?: string | undefined },
  now: Date,
): Promise<UptimeReportOfMany> {
  const page = await requireStatusPage(reader, pageId);
  const shown = await pageServices(reader, page);
  const wanted = groupId === undefined ? shown : shown.filter(({ group }) => group?.id === groupId);
  return reportOf(reader, wanted, asked, page, now);
}

/** The service, unless it was deleted or never was. */
export async function requireMeasured(reader: Reader, serviceId: string): Promise<MeasuredService> {
  const [service] = await reader.db
    .select({ id: services.id, createdAt: services.createdAt })
    .from(services)
    .where(
      and(
        eq(services.organizationId, reader.organizationId),
        eq(services.id, serviceId),
        isNull(services.deletedAt),
      ),
    );
  return orNotFound(service);
}

/** The span that is asked for, as far as it is over. */
export function spanOf({ from, to }: AskedSpan, timeZone: string, now: Date): Span {
  const momentOf = (text: string) => (text.length === 10 ? startOfDay(text, timeZone) : Date.parse(text));
  const end = Math.min(to === undefined ? now.getTime() : momentOf(to), now.getTime());
  const start =
    from === undefined
      ? startOfDay(shiftDate(dateOf(end, timeZone), 1 - usualDays, "day"), timeZone)
      : momentOf(from);
  if (start >= end) {
    const message = "Nothing is asked for: `from` has to be before `to`, and before now.";
    refuse("bad_request", message, [{ path: ["from"], message }]);
  }
  return { from: start, to: end };
}

export function zoneOf({ timeZone }: AskedSpan, page: PageRow | null): string {
  return timeZone ?? page?.timeZone ?? usualTimeZone;
}

/** The uptime of services, together and each; without a page by the usual rule. */
export async function reportOf(
  reader: Reader,
  measured: readonly MeasuredService[],
  asked: Asked,
  page: PageRow | null,
  now: Date,
): Promise<UptimeReportOfMany> {
  const timeZone = zoneOf(asked, page);
  const rule = page?.uptimeRule ?? defaultUptimeRule;
  const span = spanOf(asked, timeZone, now);
  const scale = scaleOf(span, asked.by, timeZone);
  const measuredOf = await measure(reader, measured, { scale, timeZone, now: now.getTime() });
  const all = [...measuredOf.values()];
  const moment = (index: number) => new Date(scale.bounds[index] ?? span.to).toISOString();
  return {
    ...tell(all.flat(), rule),
    startsAt: new Date(span.from).toISOString(),
    endsAt: new Date(span.to).toISOString(),
    timeZone,
    rule,
    periods:
      asked.by === undefined
        ? []
        : scale.dates.map((date, index) => ({
            date,
            startsAt: moment(index),
            endsAt: moment(index + 1),
            ...tell(
              all.flatMap((periods) => periods[index] ?? []),
              rule,
            ),
          })),
    services: measured.map(({ id }) => ({ serviceId: id, ...tell(measuredOf.get(id) ?? [], rule) })),
  };
}

function scaleOf(span: Span, by: PeriodUnit | undefined, timeZone: string): DayScale {
  if (by === undefined) return { dates: [dateOf(span.from, timeZone)], bounds: [span.from, span.to] };
  // A day has at least 23 hours.
  if (by === "day" && span.to - span.from > mostPeriods * 23 * 3_600_000) refuseTooMany();
  const scale = periodsIn(span, by, timeZone);
  if (scale.dates.length > mostPeriods) refuseTooMany();
  return scale;
}

function refuseTooMany(): never {
  const message = `That is more than ${mostPeriods.toLocaleString("en")} periods. Ask for longer ones, or for less time.`;
  refuse("bad_request", message, [{ path: ["by"], message }]);
}

/** Of several services the seconds are added up: each second of each counts alike. */
function tell(measured: readonly Measured[], rule: UptimeRule): Pick<UptimeReport, "uptime" | "seconds"> {
  const lasted = sumLasted(measured.map((one) => one.lasted));
  const unknown = measured.reduce((sum, one) => sum + one.unknown, 0);
  const share = uptimeOf(lasted, rule);
  const [operational, underMaintenance, degraded, partial, major] = serviceStatuses.map(
    (status) => lasted[status] / 1000,
  );
  return {
    uptime: share === null ? null : roundDown(share),
    seconds: {
      operational: operational ?? 0,
      under_maintenance: underMaintenance ?? 0,
      degraded_performance: degraded ?? 0,
      partial_outage: partial ?? 0,
      major_outage: major ?? 0,
      unknown: unknown / 1000,
    },
  };
}
