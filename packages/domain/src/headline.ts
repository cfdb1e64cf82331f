import { type ServiceStatus, severity } from "./status.ts";

export const indicators = ["none", "maintenance", "minor", "major", "critical"] as const;
export type Indicator = (typeof indicators)[number];

/** The sentences that existing status page clients know. Pages in other languages have their own words for each. */
export const headlineTexts = [
  "All Systems Operational",
  "Service Under Maintenance",
  "Partially Degraded Service",
  "Degraded System Service",
  "Minor Service Outage",
  "Partial System Outage",
  "Major System Outage",
] as const;
export type HeadlineText = (typeof headlineTexts)[number];

export interface Headline {
  /** The word that existing status page clients know. */
  indicator: Indicator;
  text: HeadlineText;
  /** Names of the services that are not operational, worst first, then in page order. */
  affected: string[];
  /** How many services the page has. */
  total: number;
}

interface NamedStatus {
  name: string;
  status: ServiceStatus;
}

/** The rows of the table that the headline is read from; the first that holds wins. */
const rows: { holds: (statuses: ServiceStatus[]) => boolean; text: HeadlineText; indicator: Indicator }[] = [
  { holds: (all) => every(all, "major_outage"), text: "Major System Outage", indicator: "critical" },
  { holds: (all) => every(all, "partial_outage"), text: "Partial System Outage", indicator: "major" },
  { holds: (all) => all.includes("major_outage"), text: "Partial System Outage", indicator: "major" },
  { holds: (all) => all.includes("partial_outage"), text: "Minor Service Outage", indicator: "minor" },
  {
    holds: (all) => all.length >= 2 && every(all, "degraded_performance"),
    text: "Degraded System Service",
    indicator: "minor",
  },
  {
    holds: (all) => all.includes("degraded_performance"),
    text: "Partially Degraded Service",
    indicator: "minor",
  },
  {
    holds: (all) => all.includes("under_maintenance"),
    text: "Service Under Maintenance",
    indicator: "maintenance",
  },
];

/** What a page says in one line, derived from its services. */
export function headline(services: readonly NamedStatus[]): Headline {
  const statuses = services.map((service) => service.status);
  const row = rows.find(({ holds }) => holds(statuses));
  const affected = services
    .filter((service) => service.status !== "operational")
    .toSorted((a, b) => severity(b.status) - severity(a.status))
    .map((service) => service.name);
  return {
    indicator: row?.indicator ?? "none",
    text: row?.text ?? "All Systems Operational",
    affected,
    total: services.length,
  };
}

/** How far it reaches, for people: "2 of 14 services affected: API, Webhooks". Names at most `max` services. */
export function breadth({ affected, total }: Headline, max = 3): string {
  if (total === 0) return "No services yet";
  if (affected.length === 0) return count(total);
  const named = affected.slice(0, max).join(", ");
  const more = affected.length > max ? ` and ${affected.length - max} more` : "";
  return `${affected.length} of ${count(total)} affected: ${named}${more}`;
}

/** The status whose sign and colour stand for an indicator. */
export const indicatorStatus: Record<Indicator, ServiceStatus> = {
  none: "operational",
  maintenance: "under_maintenance",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
};

function every(statuses: ServiceStatus[], status: ServiceStatus): boolean {
  return statuses.length > 0 && statuses.every((one) => one === status);
}

function count(services: number): string {
  return services === 1 ? "1 service" : `${services} services`;
}
