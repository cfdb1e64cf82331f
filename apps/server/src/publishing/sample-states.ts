import type { Snapshot, SnapshotIncident, SnapshotMaintenance } from "@fanal/contract/snapshot";
import { headline, type ServiceStatus, worst } from "@fanal/domain";

export const previewStates = ["live", "operational", "outage", "maintenance"] as const;
export type PreviewState = (typeof previewStates)[number];

/** The page as it would look in another state. Only the data changes; it is drawn as ever. */
export function inState(snapshot: Snapshot, state: PreviewState): Snapshot {
  switch (state) {
    case "live":
      return snapshot;
    case "operational":
      return { ...withStatuses(snapshot, () => "operational"), incidents: [], maintenances: [] };
    case "outage": {
      const changed = withStatuses(snapshot, (place) =>
        place === 0 ? "major_outage" : place === 1 ? "degraded_performance" : "operational",
      );
      return { ...changed, incidents: [sampleIncident(changed)], maintenances: [] };
    }
    case "maintenance": {
      const changed = withStatuses(snapshot, (place) => (place === 0 ? "under_maintenance" : "operational"));
      return { ...changed, incidents: [], maintenances: [sampleMaintenance(changed)] };
    }
  }
}

function withStatuses(snapshot: Snapshot, statusAt: (place: number) => ServiceStatus): Snapshot {
  let place = 0;
  const groups = snapshot.groups.map((group) => {
    const services = group.services.map((service) => ({
      ...service,
      status: statusAt(place++),
      since: snapshot.asOf,
    }));
    return { ...group, services, status: worst(services.map(({ status }) => status)) };
  });
  return { ...snapshot, groups, headline: headline(groups.flatMap(({ services }) => services)) };
}

function sampleIncident({ groups, asOf }: Snapshot): SnapshotIncident {
  const services = groups.flatMap((group) =>
    group.services.flatMap(({ id, name, status }) =>
      status === "operational" ? [] : [{ id, name, status }],
    ),
  );
  return {
    id: sampleId,
    title: "An incident, for example",
    status: "investigating",
    impact: "critical",
    startedAt: asOf,
    resolvedAt: null,
    nextUpdateAt: minutesAfter(asOf, 30),
    isBackfilled: false,
    hasPostmortem: false,
    services,
    updates: [
      {
        id: sampleId,
        status: "investigating",
        html: "<p>We see the problem and are looking for the cause.</p>",
        createdAt: asOf,
        editedAt: null,
      },
    ],
    updateCount: 1,
  };
}

function sampleMaintenance({ groups, asOf }: Snapshot): SnapshotMaintenance {
  const services = groups.flatMap((group) =>
    group.services.flatMap(({ id, name, status }) => (status === "operational" ? [] : [{ id, name }])),
  );
  return {
    id: sampleId,
    title: "A maintenance, for example",
    status: "in_progress",
    startsAt: asOf,
    endsAt: minutesAfter(asOf, 120),
    startedAt: asOf,
    finishedAt: null,
    sequence: 0,
    updatedAt: asOf,
    services,
    updates: [
      {
        id: sampleId,
        status: "in_progress",
        html: "<p>Work has begun.</p>",
        createdAt: asOf,
        editedAt: null,
      },
    ],
    updateCount: 1,
  };
}

const sampleId = "00000000-0000-7000-8000-000000000000";

function minutesAfter(time: string, minutes: number): string {
  return new Date(Date.parse(time) + minutes * 60_000).toISOString();
}
