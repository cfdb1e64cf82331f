import type { Headline, Impact, IncidentStatus, ServiceStatus } from "@fanal/domain";

/** Raised when the shape changes: artifacts of another format are made anew. */
export const snapshotFormat = 1;

/** Days of the timeline, today included. */
export const timelineDays = 14;

/**
 * All that a status page shows, as data, at one version. HTML, feeds, JSON and the dashboard's
 * preview are made from this and from nothing else. Times are ISO 8601 in UTC.
 */
export interface Snapshot {
  format: typeof snapshotFormat;
  version: number;
  pageId: string;
  page: { name: string; slug: string; timeZone: string };
  /** When the data was read. */
  asOf: string;
  headline: Headline;
  groups: SnapshotGroup[];
  /** Open incidents, newest update first. */
  incidents: SnapshotIncident[];
  /** The last {@link timelineDays} days in the page's time zone, newest first; quiet days have no entries. */
  days: SnapshotDay[];
}

export interface SnapshotGroup {
  /** `null` for the services without a group. */
  id: string | null;
  name: string | null;
  /** The worst of its services. */
  status: ServiceStatus;
  services: SnapshotService[];
}

export interface SnapshotService {
  id: string;
  name: string;
  description: string;
  status: ServiceStatus;
  since: string;
}

export interface SnapshotIncident {
  id: string;
  title: string;
  status: IncidentStatus;
  impact: Impact;
  startedAt: string;
  resolvedAt: string | null;
  services: { id: string; name: string; status: ServiceStatus }[];
  /** Newest first. */
  updates: { id: string; status: IncidentStatus; html: string; createdAt: string }[];
}

export interface SnapshotDay {
  /** `YYYY-MM-DD` in the page's time zone. */
  date: string;
  /** Newest first. */
  entries: SnapshotEntry[];
}

export type SnapshotEntry =
  | ({ kind: "incident" } & SnapshotIncident)
  | {
      /** A status that an operator set by hand, or its end. */
      kind: "status_change";
      id: string;
      serviceName: string;
      status: ServiceStatus;
      message: string | null;
      at: string;
    };
