import type { Announcement, MaintenanceSummary } from "@fanal/contract";
import { isActive } from "@fanal/domain";
import { foldSeries } from "../../lib/fold-series.ts";

const weekMs = 7 * 24 * 3_600_000;

/** Maintenances that go on, and those of the next seven days: as far as pages look ahead, too. */
export function soonMaintenances(maintenances: MaintenanceSummary[], now: Date): MaintenanceSummary[] {
  const soon = maintenances.filter(
    ({ status, startsAt }) => isActive(status) || Date.parse(startsAt) < now.getTime() + weekMs,
  );
  return foldSeries(soon).map(({ maintenance }) => maintenance);
}

/** Whether visitors read an announcement now. */
export function isUp({ startsAt, endsAt }: Pick<Announcement, "startsAt" | "endsAt">, now: Date): boolean {
  return new Date(startsAt) <= now && (endsAt === null || new Date(endsAt) > now);
}
