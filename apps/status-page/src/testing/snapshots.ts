import type { Snapshot, SnapshotDay, SnapshotGroup, SnapshotIncident } from "@fanal/contract/snapshot";
import { headline, type ServiceStatus, worst } from "@fanal/domain";

const noon = "2025-11-22T13:32:00.000Z";

/** A page as the server would make it: the headline and the groups' statuses follow from the services. */
export function snapshot(parts: Partial<Snapshot> & { services?: SnapshotGroup["services"] } = {}): Snapshot {
  const { services = [service("API"), service("Website")], ...rest } = parts;
  const groups = rest.groups ?? [group(null, services)];
  return {
    format: 1,
    version: 7,
    pageId: "0199a000-0000-7000-8000-000000000001",
    page: { name: "Acme", slug: "acme", timeZone: "Europe/Berlin" },
    asOf: noon,
    headline: headline(groups.flatMap((one) => one.services)),
    incidents: [],
    days: [],
    ...rest,
    groups,
  };
}

export function group(name: string | null, services: SnapshotGroup["services"]): SnapshotGroup {
  return {
    id: name === null ? null : `id-${name}`,
    name,
    status: worst(services.map((one) => one.status)),
    services,
  };
}

export function service(
  name: string,
  status: ServiceStatus = "operational",
  description = "",
): SnapshotGroup["services"][number] {
  return { id: `id-${name}`, name, description, status, since: "2025-11-22T13:05:00.000Z" };
}

/** An open incident with one update, unless told otherwise. */
export function incident(title: string, parts: Partial<SnapshotIncident> = {}): SnapshotIncident {
  return {
    id: `id-${title}`,
    title,
    status: "investigating",
    impact: "major",
    startedAt: "2025-11-22T13:05:00.000Z",
    resolvedAt: null,
    services: [],
    updates: [
      update("1", "investigating", "2025-11-22T13:09:00.000Z", "<p>We are looking for the cause.</p>"),
    ],
    ...parts,
  };
}

export function update(
  id: string,
  status: SnapshotIncident["status"],
  createdAt: string,
  html: string,
): SnapshotIncident["updates"][number] {
  return { id, status, createdAt, html };
}

export function day(date: string, entries: SnapshotDay["entries"]): SnapshotDay {
  return { date, entries };
}
