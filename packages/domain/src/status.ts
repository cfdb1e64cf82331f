/** What a visitor can be told about a service, in rising severity. */
export const serviceStatuses = [
  "operational",
  "under_maintenance",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

/** The words for each status: whole, and short for narrow places. */
export const serviceStatusLabels: Record<ServiceStatus, { label: string; short: string }> = {
  operational: { label: "Operational", short: "Up" },
  under_maintenance: { label: "Under maintenance", short: "Maintenance" },
  degraded_performance: { label: "Degraded performance", short: "Degraded" },
  partial_outage: { label: "Partial outage", short: "Partial" },
  major_outage: { label: "Major outage", short: "Down" },
};

/** 0 for operational, rising to 4 for a major outage. */
export function severity(status: ServiceStatus): number {
  return serviceStatuses.indexOf(status);
}

/** The most severe of the statuses; operational when there are none. */
export function worst(statuses: Iterable<ServiceStatus>): ServiceStatus {
  let result: ServiceStatus = "operational";
  for (const status of statuses) {
    if (severity(status) > severity(result)) result = status;
  }
  return result;
}
