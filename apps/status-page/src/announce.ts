import type { Snapshot, SnapshotIncident, SnapshotService } from "@fanal/contract/snapshot";
import { breadth, incidentStatusLabels, type ServiceStatus } from "@fanal/domain";

/** One sentence about what changed, most important first; empty when nothing is worth saying. */
export function announce(previous: Snapshot, next: Snapshot): string {
  return (
    headlineChange(previous, next) ?? incidentChange(previous, next) ?? serviceChange(previous, next) ?? ""
  );
}

function headlineChange(previous: Snapshot, next: Snapshot): string | undefined {
  if (previous.headline.text === next.headline.text) return undefined;
  const [reach = ""] = breadth(next.headline, 0).split(":");
  return `Now ${next.headline.text}. ${reach}.`;
}

function incidentChange(previous: Snapshot, next: Snapshot): string | undefined {
  const before = incidentsOf(previous);
  for (const incident of incidentsOf(next).values()) {
    const known = before.get(incident.id);
    if (!known && incident.resolvedAt === null) return `New incident: ${incident.title}.`;
    if (!known) continue;
    const knownUpdates = new Set(known.updates.map((update) => update.id));
    if (!incident.updates.some((update) => !knownUpdates.has(update.id))) continue;
    if (incident.resolvedAt !== null && known.resolvedAt === null) return `Resolved: ${incident.title}.`;
    return `New update on ${incident.title}: ${incidentStatusLabels[incident.status]}.`;
  }
  return undefined;
}

function serviceChange(previous: Snapshot, next: Snapshot): string | undefined {
  const before = new Map(servicesOf(previous).map((service) => [service.id, service.status]));
  const changed = servicesOf(next).filter((service) => {
    const known = before.get(service.id);
    return known !== undefined && known !== service.status;
  });
  const [first] = changed;
  if (!first) return undefined;
  if (changed.length > 1) return `${changed.length} services changed. ${breadth(next.headline)}.`;
  return `${first.name} ${predicates[first.status]}.`;
}

const predicates: Record<ServiceStatus, string> = {
  operational: "is now operational",
  under_maintenance: "is now under maintenance",
  degraded_performance: "now has degraded performance",
  partial_outage: "now has a partial outage",
  major_outage: "now has a major outage",
};

/** Open ones first, as on the page; the timeline knows those that have just been resolved. */
function incidentsOf({ incidents, days }: Snapshot): Map<string, SnapshotIncident> {
  const past = days.flatMap((day) => day.entries).filter((entry) => entry.kind === "incident");
  const result = new Map<string, SnapshotIncident>();
  for (const incident of [...incidents, ...past]) {
    if (!result.has(incident.id)) result.set(incident.id, incident);
  }
  return result;
}

function servicesOf({ groups }: Snapshot): SnapshotService[] {
  return groups.flatMap((group) => group.services);
}
