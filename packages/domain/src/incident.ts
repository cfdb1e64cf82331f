import type { Refusal } from "./refusal.ts";
import { type ServiceStatus, severity, worst } from "./status.ts";

export const incidentStatuses = ["investigating", "identified", "monitoring", "resolved"] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const incidentStatusLabels: Record<IncidentStatus, string> = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
};

/** What the composer starts from when nobody has written anything yet. */
export const defaultMessages: Record<IncidentStatus, string> = {
  investigating: "We see the problem and are looking for the cause.",
  identified: "We found the cause and are working on the fix.",
  monitoring: "The fix is in place. We are watching.",
  resolved: "This is resolved. Everything works as usual.",
};

export const impacts = ["none", "minor", "major", "critical"] as const;
export type Impact = (typeof impacts)[number];

export const impactLabels: Record<Impact, string> = {
  none: "None",
  minor: "Minor",
  major: "Major",
  critical: "Critical",
};

/** What an incident can make of a service: everything but planned work. */
export const incidentServiceStatuses = [
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const satisfies readonly ServiceStatus[];
export type IncidentServiceStatus = (typeof incidentServiceStatuses)[number];

export interface AffectedService {
  serviceId: string;
  status: IncidentServiceStatus;
}

/** The part of an incident that rules decide on. */
export interface IncidentState {
  status: IncidentStatus;
  impactOverride: Impact | null;
  services: readonly AffectedService[];
  startedAt: Date;
  /** `null` while the incident is open. */
  resolvedAt: Date | null;
  version: number;
}

export interface IncidentChange {
  status: IncidentStatus;
  /** Those named change; the others stay as they are. */
  services?: readonly AffectedService[] | undefined;
}

/** A new incident, or a refusal when it would start in the future. */
export function declareIncident(
  input: {
    status: IncidentStatus;
    impact: Impact | null;
    services: readonly AffectedService[];
    startedAt?: Date | undefined;
  },
  at: Date,
): IncidentState | Refusal {
  const startedAt = input.startedAt ?? at;
  if (startedAt > at) return startsInFuture;
  return {
    status: input.status,
    impactOverride: input.impact,
    services: input.services,
    startedAt,
    resolvedAt: isOpen(input.status) ? null : at,
    version: 1,
  };
}

/** The incident after an update, posted at `at`. Any order of states is allowed, reopening too. */
export function applyUpdate(state: IncidentState, change: IncidentChange, at: Date): IncidentState {
  // Clocks of two servers differ: no incident ends before it began.
  const end = at < state.startedAt ? state.startedAt : at;
  const resolvedAt = isOpen(change.status) ? null : (state.resolvedAt ?? end);
  return {
    ...state,
    status: change.status,
    services: mergeServices(state.services, change.services ?? []),
    resolvedAt,
    version: state.version + 1,
  };
}

/** The incident with another start, corrected at `at`; a refusal when it had not begun by then, or was over before. */
export function moveStart(state: IncidentState, startedAt: Date, at: Date): IncidentState | Refusal {
  if (startedAt > at) return startsInFuture;
  if (state.resolvedAt !== null && startedAt > state.resolvedAt) return startsAfterEnd;
  return { ...state, startedAt };
}

const startsAfterEnd: Refusal = {
  refusal: "incident.starts_after_end",
  message: "An incident cannot start after it was resolved. Give a time before its end.",
};

const startsInFuture: Refusal = {
  refusal: "incident.starts_in_future",
  message: "An incident cannot start in the future. Leave the start out, or give a time that has passed.",
};

export function isOpen(status: IncidentStatus): boolean {
  return status !== "resolved";
}

/** The override if a person set one, or else what follows from the affected services. */
export function impactOf(state: Pick<IncidentState, "impactOverride" | "services">): Impact {
  return state.impactOverride ?? derivedImpact(state.services);
}

export function derivedImpact(services: readonly AffectedService[]): Impact {
  switch (worst(services.map((service) => service.status))) {
    case "major_outage":
      return "critical";
    case "partial_outage":
      return "major";
    case "degraded_performance":
      return "minor";
    default:
      return "none";
  }
}

/** The status whose sign and colour stand for an impact. */
export const impactStatus: Record<Impact, ServiceStatus> = {
  none: "operational",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
};

function mergeServices(
  before: readonly AffectedService[],
  named: readonly AffectedService[],
): AffectedService[] {
  const merged = new Map(before.map((service) => [service.serviceId, service.status]));
  for (const service of named) merged.set(service.serviceId, service.status);
  return [...merged]
    .map(([serviceId, status]) => ({ serviceId, status }))
    .toSorted((a, b) => severity(b.status) - severity(a.status));
}
