import {
  historyLetters,
  type Snapshot,
  type SnapshotDay,
  type SnapshotGroup,
  type SnapshotHistory,
  type SnapshotIncident,
  type SnapshotMaintenance,
  type SnapshotPage,
  type SnapshotService,
  type SnapshotTrouble,
  type SnapshotUpdate,
  type Story,
  snapshotFormat,
} from "@fanal/contract/snapshot";
import {
  defaultLook,
  defaultUptimeRule,
  headline,
  type ServiceStatus,
  serviceStatuses,
  worst,
} from "@fanal/domain";

const noon = "2025-11-22T13:32:00.000Z";
const today = "2025-11-22";

type Parts = Omit<Partial<Snapshot>, "page"> & {
  services?: SnapshotService[];
  page?: Partial<SnapshotPage>;
};

/** A page as the server would make it: the headline and the groups' statuses follow from the services. */
export function snapshot({ services, page: pageParts, ...rest }: Parts = {}): Snapshot {
  const groups = rest.groups ?? [group(null, services ?? [service("API"), service("Website")])];
  return {
    format: snapshotFormat,
    version: 7,
    pageId: "0199a000-0000-7000-8000-000000000001",
    page: page(pageParts),
    asOf: noon,
    headline: headline(groups.flatMap((one) => one.services)),
    announcements: [],
    metrics: [],
    incidents: [],
    maintenances: [],
    days: [],
    ...rest,
    groups,
  };
}

export function page(parts: Partial<SnapshotPage> = {}): SnapshotPage {
  return {
    name: "Acme",
    slug: "acme",
    url: "https://status.acme.example",
    hosts: ["status.acme.example"],
    timeZone: "Europe/Berlin",
    language: "en",
    look: defaultLook,
    customCss: "",
    images: [],
    hidesFromSearch: false,
    visibility: "public",
    uptimeRule: defaultUptimeRule,
    ...parts,
  };
}

export function group(name: string | null, services: SnapshotService[], description = ""): SnapshotGroup {
  return {
    id: name === null ? null : idOf(name),
    name,
    description,
    status: worst(services.map((one) => one.status)),
    services,
  };
}

export function service(
  name: string,
  status: ServiceStatus = "operational",
  description = "",
  troubles: SnapshotTrouble[] = status === "operational" ? [] : [trouble(today, { [status]: 1620 })],
): SnapshotService {
  return {
    id: idOf(name),
    name,
    description,
    status,
    since: "2025-11-22T13:05:00.000Z",
    createdAt: "2025-01-07T09:00:00.000Z",
    onlyWhenNotOperational: false,
    history: history(troubles),
  };
}

const historyDays = 90;
const dayMs = 86_400_000;

/** Ninety days up to today that were fine but for those told. */
export function history(troubles: SnapshotTrouble[], days = historyDays): SnapshotHistory {
  const letters = Array.from({ length: days }, (_, index) => {
    const date = new Date(Date.parse(today) - (days - 1 - index) * dayMs).toISOString().slice(0, 10);
    const had = troubles.find((one) => one.date === date);
    const status = serviceStatuses.findLast((one) => (had?.seconds[one] ?? 0) > 0) ?? "operational";
    return historyLetters[status];
  });
  const down = troubles.reduce(
    (sum, { seconds }) => sum + (seconds.major_outage ?? 0) + (seconds.partial_outage ?? 0) * 0.3,
    0,
  );
  const uptime = 1 - down / (days * 86_400);
  return {
    until: today,
    days: letters.join(""),
    uptime,
    periods: { day: 1, week: 1, month: uptime, year: uptime },
    troubles,
    intervals: [],
  };
}

export function trouble(
  date: string,
  seconds: SnapshotTrouble["seconds"],
  stories: SnapshotTrouble["stories"] = [],
): SnapshotTrouble {
  return { date, seconds, stories };
}

/** An open incident with one update, unless told otherwise. */
export function incident(title: string, parts: Partial<SnapshotIncident> = {}): SnapshotIncident {
  const updates = parts.updates ?? [
    update("1", "investigating", "2025-11-22T13:09:00.000Z", "<p>We are looking for the cause.</p>"),
  ];
  return {
    id: idOf(title),
    title,
    status: "investigating",
    impact: "major",
    startedAt: "2025-11-22T13:05:00.000Z",
    resolvedAt: null,
    nextUpdateAt: null,
    isBackfilled: false,
    hasPostmortem: false,
    services: [],
    updateCount: updates.length,
    ...parts,
    updates,
  };
}

/** A scheduled maintenance with one update, unless told otherwise. */
export function maintenance(title: string, parts: Partial<SnapshotMaintenance> = {}): SnapshotMaintenance {
  const updates = parts.updates ?? [
    update("1", "scheduled", "2025-11-20T10:00:00.000Z", "<p>Reads keep working; writes wait.</p>"),
  ];
  return {
    id: idOf(title),
    title,
    status: "scheduled",
    startsAt: "2025-11-25T01:00:00.000Z",
    endsAt: "2025-11-25T03:00:00.000Z",
    startedAt: null,
    finishedAt: null,
    sequence: 0,
    updatedAt: "2025-11-20T10:00:00.000Z",
    services: [],
    updateCount: updates.length,
    ...parts,
    updates,
  };
}

export function update<const Status extends string>(
  id: string,
  status: Status,
  createdAt: string,
  html: string,
): SnapshotUpdate<Status> {
  return { id, status, createdAt, html, editedAt: null };
}

export function day(date: string, entries: SnapshotDay["entries"]): SnapshotDay {
  return { date, entries };
}

/** The id of what has this name or title; real ones say nothing. */
export function idOf(name: string): string {
  return `id-${name.replaceAll(/\s/g, "-")}`;
}

type IncidentStory = Extract<Story, { kind: "incident" }>;

/** The story of an incident, with what each of its updates made of services, by the id of the update. */
export function incidentStory(
  told: SnapshotIncident,
  {
    setBy = {},
    ...parts
  }: { setBy?: Record<string, SnapshotIncident["services"]> } & Pick<
    IncidentStory,
    "updatedAt" | "postmortem"
  >,
): IncidentStory {
  const updates = told.updates.map((update) => ({ ...update, services: setBy[update.id] ?? [] }));
  return { kind: "incident", ...told, ...parts, updates };
}
