import type { ServiceLevel } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { services } from "@fanal/database/schema";
import { dateOf, defaultUptimeRule, serviceLevel, shiftDate, startOfDay, sumLasted } from "@fanal/domain";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { timeZoneOf } from "../organizations/queries.ts";
import { refuse } from "../refusals.ts";
import { measure } from "../uptime/queries/measure.ts";

/** How services that have a target stand to it in a calendar month of the organization. */
export async function listServiceLevels(
  reader: Reader,
  asked: { month?: string | undefined },
  now: Date,
): Promise<ServiceLevel[]> {
  const timeZone = await timeZoneOf(reader);
  const month = asked.month ?? dateOf(now.getTime(), timeZone).slice(0, 7);
  const first = `${month}-01`;
  const from = startOfDay(first, timeZone);
  const to = startOfDay(shiftDate(first, 1, "month"), timeZone);
  const until = Math.min(to, now.getTime());
  if (from >= until) {
    const message = `${month} is to come. Ask for a month that has begun.`;
    refuse("bad_request", message, [{ path: ["month"], message }]);
  }
  const promised = await promisedServices(reader);
  if (promised.length === 0) return [];
  const scale = { dates: [first], bounds: [from, until] };
  const measuredOf = await measure(reader, promised, { scale, timeZone, now: now.getTime() });
  return promised.map(({ id, slaTarget }) => {
    const lasted = sumLasted((measuredOf.get(id) ?? []).map((one) => one.lasted));
    const level = serviceLevel({ lasted, ahead: to - until }, slaTarget, defaultUptimeRule);
    return {
      serviceId: id,
      slaTarget,
      state: level.state,
      budgetSeconds: level.budget / 1000,
      spentSeconds: level.spent / 1000,
      remainingSeconds: level.remaining / 1000,
    };
  });
}

async function promisedServices(reader: Reader) {
  const rows = await reader.db
    .select({ id: services.id, createdAt: services.createdAt, slaTarget: services.slaTarget })
    .from(services)
    .where(
      and(
        eq(services.organizationId, reader.organizationId),
        isNull(services.deletedAt),
        isNotNull(services.slaTarget),
      ),
    )
    .orderBy(asc(services.position), asc(services.id));
  return rows.flatMap(({ slaTarget, ...row }) => (slaTarget === null ? [] : [{ ...row, slaTarget }]));
}
