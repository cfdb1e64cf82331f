import { type Snapshot, snapshotFormat, timelineDays } from "@fanal/contract/snapshot";
import type { Reader } from "@fanal/database";
import type { statusPages } from "@fanal/database/schema";
import { headline, lastDays } from "@fanal/domain";
import { Temporal } from "temporal-polyfill";
import type { Addresses } from "../../status-pages/queries/hosts.ts";
import { type PageService, pageServices } from "../../status-pages/queries/services.ts";
import { announcementsUp } from "./announcements.ts";
import { nextChange } from "./changes-at.ts";
import { type DeclaredDraft, withDraft } from "./draft.ts";
import { historyFrom, periodsSoFar } from "./history.ts";
import { recentIncidents } from "./incidents.ts";
import { currentMaintenances, recentMaintenances } from "./maintenances.ts";
import { metricsOfPage } from "./metrics.ts";
import { describePage } from "./page.ts";
import { joinPasts, readPast } from "./past.ts";
import { groupServices, isVisible } from "./services.ts";
import { manualChanges, timeline } from "./timeline.ts";

type PageRow = typeof statusPages.$inferSelect;

export interface BuiltSnapshot {
  snapshot: Snapshot;
  /** When time alone changes what the page shows. */
  changesAt: Date;
  /** All services of the page, also those that are hidden now. */
  services: PageService[];
}

interface BuildOptions {
  version: number;
  now: Date;
  addresses: Addresses;
  /** Looked at as if it were published now. */
  draft?: DeclaredDraft | null;
}

/** All that a page shows, read in one transaction. */
export async function buildSnapshot(
  reader: Reader,
  page: PageRow,
  { version, now, addresses, draft = null }: BuildOptions,
): Promise<BuiltSnapshot> {
  const { timeZone } = page;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .startOfDay();
  const firstDay = new Date(today.subtract({ days: timelineDays - 1 }).epochMilliseconds);
  const midnight = new Date(today.add({ days: 1 }).epochMilliseconds);
  // What changes at this very moment has begun: it lasts until the next millisecond.
  const until = now.getTime() + 1;

  const stored = await pageServices(reader, page);
  const services = draft === null ? stored : withDraft(stored, draft, now);
  const visible = services.filter(isVisible);
  const scale = lastDays(page.look.historyDays, { at: now.getTime(), timeZone });
  const periods = periodsSoFar(now.getTime(), timeZone);
  const since = Math.min(periods.year, scale.bounds[0] ?? periods.year);
  const past = await readPast(reader, page.id, scale, { since, until });
  const historyOf = historyFrom(draft === null ? past : joinPasts(past, draft.past), scale, {
    until,
    rule: page.uptimeRule,
    periods,
  });
  const incidents = await recentIncidents(reader, services, { firstDay, draft });
  const maintenances = await recentMaintenances(reader, services, { firstDay, now });
  const changes = await manualChanges(reader, services, firstDay);

  const snapshot: Snapshot = {
    format: snapshotFormat,
    version,
    pageId: page.id,
    page: await describePage(reader, page, addresses),
    asOf: now.toISOString(),
    headline: headline(visible),
    announcements: await announcementsUp(reader, page.id, now),
    groups: groupServices(visible, historyOf),
    metrics: await metricsOfPage(reader, page.id, now),
    incidents: incidents
      .filter((incident) => incident.resolvedAt === null)
      .toSorted((a, b) => newestUpdate(b).localeCompare(newestUpdate(a))),
    maintenances: currentMaintenances(maintenances),
    days: timeline({ incidents, maintenances, changes }, { timeZone, firstDay }),
  };
  return { snapshot, services, changesAt: await nextChange(reader, { snapshot, midnight, now }) };
}

function newestUpdate({ updates, startedAt }: Snapshot["incidents"][number]): string {
  return updates[0]?.createdAt ?? startedAt;
}
