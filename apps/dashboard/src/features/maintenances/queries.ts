import type { MaintenanceSummary } from "@fanal/contract";
import { query } from "../../lib/api.ts";

export type MaintenanceTab = "open" | "over";

export function maintenancePages(organization: string, state: MaintenanceTab) {
  return query.maintenances.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      organization,
      state,
      limit: 50,
      ...(cursor === undefined ? {} : { cursor }),
    }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function maintenanceQuery(organization: string, maintenanceId: string) {
  return query.maintenances.get.queryOptions({ input: { organization, maintenanceId } });
}

/** Other maintenances that take away the same service at the same time. */
export function overlapsOf(one: MaintenanceSummary, among: MaintenanceSummary[]): MaintenanceSummary[] {
  return among.filter(
    (other) =>
      other.id !== one.id &&
      Date.parse(other.startsAt) < Date.parse(one.endsAt) &&
      Date.parse(one.startsAt) < Date.parse(other.endsAt) &&
      other.serviceIds.some((serviceId) => one.serviceIds.includes(serviceId)),
  );
}
