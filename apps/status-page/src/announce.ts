import type {
  Snapshot,
  SnapshotIncident,
  SnapshotMaintenance,
  SnapshotService,
} from "@fanal/contract/snapshot";
import { breadth, headlineText, reach } from "./headline.tsx";
import type { Words } from "./words.tsx";

/** One sentence about what changed, most important first; empty when nothing is worth saying. */
export function sayChange(words: Words, previous: Snapshot, next: Snapshot): string {
  return (
    headlineChange(words, previous, next) ??
    incidentChange(words, previous, next) ??
    maintenanceChange(words, previous, next) ??
    announcementChange(words, previous, next) ??
    serviceChange(words, previous, next) ??
    ""
  );
}

function headlineChange(words: Words, previous: Snapshot, next: Snapshot): string | undefined {
  if (previous.headline.text === next.headline.text) return undefined;
  return words.text("announce.headline", {
    headline: headlineText(words, next.headline),
    reach: reach(words, next.headline),
  });
}

function incidentChange({ text }: Words, previous: Snapshot, next: Snapshot): string | undefined {
  const before = incidentsOf(previous);
  for (const incident of incidentsOf(next).values()) {
    const { title, status, resolvedAt } = incident;
    const known = before.get(incident.id);
    if (!known && resolvedAt === null) return text("announce.incident", { title });
    if (!known || !hasNewUpdate(known, incident)) continue;
    if (resolvedAt !== null && known.resolvedAt === null) return text("announce.resolved", { title });
    return text("announce.update", { title, state: text(`state.${status}`) });
  }
  return undefined;
}

function maintenanceChange({ text }: Words, previous: Snapshot, next: Snapshot): string | undefined {
  const before = maintenancesOf(previous);
  for (const maintenance of maintenancesOf(next).values()) {
    const { title, status } = maintenance;
    const known = before.get(maintenance.id);
    if (!known && maintenance.finishedAt === null) return text("announce.maintenance", { title });
    if (!known) continue;
    const state = text(`state.${status}`);
    if (status !== known.status) return text("announce.maintenance_state", { title, state });
    if (hasNewUpdate(known, maintenance)) return text("announce.update", { title, state });
  }
  return undefined;
}

function announcementChange({ text }: Words, previous: Snapshot, next: Snapshot): string | undefined {
  const before = new Set(previous.announcements.map(({ id }) => id));
  const added = next.announcements.find(({ id }) => !before.has(id));
  return added && text("announce.announcement", { title: added.title });
}

function serviceChange(words: Words, previous: Snapshot, next: Snapshot): string | undefined {
  const before = new Map(servicesOf(previous).map((service) => [service.id, service.status]));
  const changed = servicesOf(next).filter((service) => {
    const known = before.get(service.id);
    return known !== undefined && known !== service.status;
  });
  const [first] = changed;
  if (!first) return undefined;
  if (changed.length > 1) {
    const values = { count: changed.length, reach: breadth(words, next.headline) };
    return words.text("announce.services", values);
  }
  return words.text(`announce.${first.status}`, { service: first.name });
}

function hasNewUpdate(
  before: { updates: readonly { id: string }[] },
  after: { updates: readonly { id: string }[] },
): boolean {
  const known = new Set(before.updates.map(({ id }) => id));
  return after.updates.some(({ id }) => !known.has(id));
}

/** Open ones first, as on the page; the timeline knows those that have just been resolved. */
function incidentsOf({ incidents, days }: Snapshot): Map<string, SnapshotIncident> {
  const past = days.flatMap((day) => day.entries).filter((entry) => entry.kind === "incident");
  return firstOfEach([...incidents, ...past]);
}

function maintenancesOf({ maintenances, days }: Snapshot): Map<string, SnapshotMaintenance> {
  const past = days.flatMap((day) => day.entries).filter((entry) => entry.kind === "maintenance");
  return firstOfEach([...maintenances, ...past]);
}

function firstOfEach<Story extends { id: string }>(stories: readonly Story[]): Map<string, Story> {
  const result = new Map<string, Story>();
  for (const story of stories) {
    if (!result.has(story.id)) result.set(story.id, story);
  }
  return result;
}

function servicesOf({ groups }: Snapshot): SnapshotService[] {
  return groups.flatMap((group) => group.services);
}
