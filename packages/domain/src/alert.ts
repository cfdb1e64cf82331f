import type { SignalStatus } from "./signal.ts";
import { severity } from "./status.ts";

/** Where alerts come from. */
export const alertSourceKinds = ["alertmanager", "grafana", "generic"] as const;
export type AlertSourceKind = (typeof alertSourceKinds)[number];

export const alertSourceKindLabels: Record<AlertSourceKind, string> = {
  alertmanager: "Prometheus Alertmanager",
  grafana: "Grafana",
  generic: "Anything that posts JSON",
};

/** What is done with alerts beside the status of services. */
export const alertIncidentModes = ["none", "draft", "published"] as const;
export type AlertIncidentMode = (typeof alertIncidentModes)[number];

/** An alert as a source told of it last. */
export interface Alert {
  /** By which the source knows it again. */
  fingerprint: string;
  /** Alerts of one group become one incident. */
  group: string;
  /** What it is called at its source. */
  title: string;
  startedAt: Date;
  /** `null` while it fires. */
  endedAt: Date | null;
  serviceIds: readonly string[];
  status: SignalStatus;
}

/**
 * What is known of an alert after it was told of once more; `null`: nothing new, or nothing worth knowing. Deliveries are
 * repeated, and may come late: what ended before it began again does not end it, and what began before it ended does not
 * begin it anew.
 */
export function applyAlert(known: Alert | null, told: Alert): Alert | null {
  if (known === null) return told.endedAt === null ? told : null;
  if (told.endedAt === null) {
    if (known.endedAt !== null && told.startedAt < known.endedAt) return null;
    return isSame(known, told) ? null : told;
  }
  if (known.endedAt !== null || told.endedAt < known.startedAt) return null;
  return { ...known, endedAt: told.endedAt };
}

function isSame(one: Alert, other: Alert): boolean {
  return (
    one.endedAt === null &&
    one.startedAt.getTime() === other.startedAt.getTime() &&
    one.group === other.group &&
    one.title === other.title &&
    one.status === other.status &&
    one.serviceIds.join() === other.serviceIds.join()
  );
}

/** A service and the worst that firing alerts make of it. */
export interface AlertedService {
  serviceId: string;
  status: SignalStatus;
}

/** What firing alerts make of services, the worst of each, in the order of their ids. */
export function alertedServices(alerts: Iterable<Alert>): AlertedService[] {
  const worstOf = new Map<string, SignalStatus>();
  for (const { endedAt, serviceIds, status } of alerts) {
    if (endedAt !== null) continue;
    for (const serviceId of serviceIds) {
      const known = worstOf.get(serviceId);
      if (known === undefined || severity(status) > severity(known)) worstOf.set(serviceId, status);
    }
  }
  return [...worstOf]
    .map(([serviceId, status]) => ({ serviceId, status }))
    .toSorted((one, other) => (one.serviceId < other.serviceId ? -1 : 1));
}

/** Firing alerts that belong together, with what they make of services: each group is one incident. */
export function alertGroups(alerts: readonly Alert[]): Map<string, AlertedService[]> {
  const firing = alerts.filter(({ endedAt }) => endedAt === null);
  return new Map(
    [...Map.groupBy(firing, ({ group }) => group)].map(([group, of]) => [group, alertedServices(of)]),
  );
}
