import type {
  Headline,
  Impact,
  IncidentStatus,
  Language,
  MaintenanceStatus,
  MetricPeriod,
  PageImageKind,
  PageLook,
  PageVisibility,
  PeriodUnit,
  ServiceStatus,
  UptimeRule,
} from "@fanal/domain";

/** Raised when the shape changes: artifacts of another format are made anew. */
export const snapshotFormat = 6;

/** Days of the timeline, today included. */
export const timelineDays = 14;

/** Maintenances that begin within so many days are announced on the page itself. */
export const upcomingDays = 7;

/**
 * All that a status page shows, as data, at one version. HTML, feeds, JSON and the dashboard's
 * preview are made from this, from the {@link Story stories} beside it, and from nothing else.
 * Times are ISO 8601 in UTC.
 */
export interface Snapshot {
  format: typeof snapshotFormat;
  version: number;
  pageId: string;
  page: SnapshotPage;
  /** When the data was read. */
  asOf: string;
  headline: Headline;
  /** Those that are up now, newest start first. */
  announcements: SnapshotAnnouncement[];
  groups: SnapshotGroup[];
  /** Those that are public, in the operator's order. */
  metrics: SnapshotMetric[];
  /** Open incidents, newest update first. */
  incidents: SnapshotIncident[];
  /** Going on, longest first; then those that begin within {@link upcomingDays}, soonest first. */
  maintenances: SnapshotMaintenance[];
  /** The last {@link timelineDays} days in the page's time zone, newest first; quiet days have no entries. */
  days: SnapshotDay[];
}

export interface SnapshotPage {
  name: string;
  slug: string;
  /** Its canonical address, without a slash at the end: its own host if one is verified, or else `/status/{slug}`. */
  url: string;
  /** Verified hosts of its own, and `{slug}.{FANAL_PAGES_DOMAIN}`; the canonical one first. */
  hosts: string[];
  timeZone: string;
  language: Language;
  look: PageLook;
  customCss: string;
  images: SnapshotImage[];
  hidesFromSearch: boolean;
  visibility: PageVisibility;
  /** How uptime is computed. */
  uptimeRule: UptimeRule;
}

export interface SnapshotImage {
  kind: PageImageKind;
  /** Below the page's address: `images/{hash}.{extension}`. */
  path: string;
  width: number;
  height: number;
}

export interface SnapshotAnnouncement {
  id: string;
  title: string;
  /** Sanitized; may be empty. */
  html: string;
  startsAt: string;
  endsAt: string | null;
}

export interface SnapshotGroup {
  /** `null` for the services without a group. */
  id: string | null;
  name: string | null;
  /** Plain text; may be empty. */
  description: string;
  /** The worst of its services. */
  status: ServiceStatus;
  services: SnapshotService[];
}

export interface SnapshotService {
  id: string;
  /** As this page calls it. */
  name: string;
  description: string;
  status: ServiceStatus;
  since: string;
  createdAt: string;
  /** Shown only while something is the matter with it. */
  onlyWhenNotOperational: boolean;
  history: SnapshotHistory;
}

/** Something that is measured, up to the last whole five minutes. */
export interface SnapshotMetric {
  id: string;
  name: string;
  /** May be empty. */
  unit: string;
  decimals: number;
  /** The average of the newest five minutes of the last day that have points. */
  latest: { at: string; value: number } | null;
  charts: Record<MetricPeriod, SnapshotChart>;
}

export interface SnapshotChart {
  /** When the first stretch begins. */
  from: string;
  /** How long each stretch is. */
  stepSeconds: number;
  /** The average of each stretch, oldest first, to four digits; `null` where there are no points. */
  averages: (number | null)[];
  summary: { average: number; min: number; max: number } | null;
}

/** What became of a service day by day, in the page's time zone. */
export interface SnapshotHistory {
  /** The last day, `YYYY-MM-DD`: today when the snapshot was read. */
  until: string;
  /** One letter for each day, oldest first: the worst of the day, as {@link historyLetters} has it. */
  days: string;
  /** Share of the known time that it was up, between 0 and 1; `null` when nothing is known. */
  uptime: number | null;
  /** The same of the day, week, month and year that the last day is in, as far as they have come. */
  periods: Record<PeriodUnit, number | null>;
  /** What there is to tell of days that were not wholly operational, oldest first. */
  troubles: SnapshotTrouble[];
  /** When it was not operational in these days and in the year, and what was corrected; the newest ones, newest first. */
  intervals: SnapshotInterval[];
}

export interface SnapshotInterval {
  status: ServiceStatus;
  from: string;
  /** `null` while it is so. */
  to: string | null;
  /** Why it was corrected to this; `null` where it was not. */
  correction: string | null;
}

/** The letters of {@link SnapshotHistory.days}. */
export const historyLetters = {
  unknown: "-",
  operational: "o",
  under_maintenance: "u",
  degraded_performance: "d",
  partial_outage: "p",
  major_outage: "m",
} as const satisfies Record<ServiceStatus | "unknown", string>;

export interface SnapshotTrouble {
  /** `YYYY-MM-DD` */
  date: string;
  /** How long each status but operational lasted on that day, in seconds. */
  seconds: Partial<Record<ServiceStatus, number>>;
  /** Incidents and maintenances that affected the service on that day. */
  stories: { kind: Story["kind"]; id: string; title: string }[];
}

export interface SnapshotIncident {
  id: string;
  title: string;
  status: IncidentStatus;
  impact: Impact;
  startedAt: string;
  resolvedAt: string | null;
  /** The newest update's promise of the next; only while it is open. */
  nextUpdateAt: string | null;
  isBackfilled: boolean;
  hasPostmortem: boolean;
  services: { id: string; name: string; status: ServiceStatus }[];
  /** Newest first; on the page itself only the newest ones, in the story all. */
  updates: SnapshotUpdate<IncidentStatus>[];
  /** How many updates there are. */
  updateCount: number;
}

export interface SnapshotMaintenance {
  id: string;
  title: string;
  status: MaintenanceStatus;
  /** The window. */
  startsAt: string;
  endsAt: string;
  /** When work really began, and when it was over. */
  startedAt: string | null;
  finishedAt: string | null;
  /** Rises when what calendars show changes. */
  sequence: number;
  updatedAt: string;
  services: { id: string; name: string }[];
  /** Newest first; on the page itself only the newest ones, in the story all. */
  updates: SnapshotUpdate<MaintenanceStatus>[];
  updateCount: number;
}

export interface SnapshotUpdate<Status> {
  id: string;
  status: Status;
  /** Sanitized; empty when Fanal itself moved the state of a maintenance. */
  html: string;
  createdAt: string;
  editedAt: string | null;
}

/** An update of an incident as its own address tells it. */
export interface StoryUpdate extends SnapshotUpdate<IncidentStatus> {
  /** The statuses that it set, of services of the page that the incident affects. */
  services: SnapshotIncident["services"];
}

export interface SnapshotDay {
  /** `YYYY-MM-DD` in the page's time zone. */
  date: string;
  /** Newest first. */
  entries: SnapshotEntry[];
}

export type SnapshotEntry =
  | ({ kind: "incident" } & SnapshotIncident)
  | ({ kind: "maintenance" } & SnapshotMaintenance)
  | {
      /** A status that an operator set by hand, or its end. */
      kind: "status_change";
      id: string;
      serviceName: string;
      status: ServiceStatus;
      message: string | null;
      at: string;
    };

/**
 * The whole story of one incident or maintenance on one page: what its own address, the history, and the feeds are
 * made from.
 */
export type Story = (
  | ({
      kind: "incident";
      postmortem: { html: string; publishedAt: string } | null;
      updatedAt: string;
      updates: StoryUpdate[];
    } & Omit<SnapshotIncident, "updates">)
  | ({ kind: "maintenance" } & SnapshotMaintenance)
) & {
  /** Where it was found below the page of another product, without a slash in front; left out for what began here. */
  formerPaths?: string[];
};
