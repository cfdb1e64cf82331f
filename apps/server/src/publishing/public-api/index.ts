import { componentsOf } from "./components.ts";
import { incidentsOf, isUnresolved } from "./incidents.ts";
import { isActive, isUpcoming, maintenancesOf } from "./maintenances.ts";
import { type ApiSource, timeIn } from "./source.ts";

/** Lists of all incidents, or of all maintenances, have so many at most. */
const mostListed = 50;

const answers = {
  "api/v2/summary.json": (source: ApiSource) => ({
    components: componentsOf(source),
    incidents: incidentsOf(source).filter(isUnresolved),
    scheduled_maintenances: maintenancesOf(source).filter((one) => isUpcoming(one) || isActive(one)),
    status: statusOf(source),
  }),
  "api/v2/status.json": (source: ApiSource) => ({ status: statusOf(source) }),
  "api/v2/components.json": (source: ApiSource) => ({ components: componentsOf(source) }),
  "api/v2/incidents.json": (source: ApiSource) => ({ incidents: incidentsOf(source).slice(0, mostListed) }),
  "api/v2/incidents/unresolved.json": (source: ApiSource) => ({
    incidents: incidentsOf(source).filter(isUnresolved),
  }),
  "api/v2/scheduled-maintenances.json": (source: ApiSource) => ({
    scheduled_maintenances: maintenancesOf(source).slice(0, mostListed),
  }),
  "api/v2/scheduled-maintenances/upcoming.json": (source: ApiSource) => ({
    scheduled_maintenances: maintenancesOf(source).filter(isUpcoming),
  }),
  "api/v2/scheduled-maintenances/active.json": (source: ApiSource) => ({
    scheduled_maintenances: maintenancesOf(source).filter(isActive),
  }),
} satisfies Record<`api/v2/${string}.json`, (source: ApiSource) => object>;

export type PublicApiPath = keyof typeof answers;

/** Whether an address below a page's own is one of version 2 of Statuspage's public API, which existing programs read. */
export function isPublicApiPath(path: string): path is PublicApiPath {
  return Object.hasOwn(answers, path);
}

export const publicApiPaths = Object.keys(answers).filter(isPublicApiPath);

/** The JSON at one of its addresses, field for field as those programs know it. */
export function writePublicApi(path: PublicApiPath, source: ApiSource): string {
  return JSON.stringify({ page: pageOf(source), ...answers[path](source) });
}

function pageOf(source: ApiSource) {
  const { pageId, page, asOf } = source.snapshot;
  return {
    id: pageId,
    name: page.name,
    url: page.url,
    time_zone: page.timeZone,
    updated_at: timeIn(source, asOf),
    // Ours: who acts on this should know that it may be old.
    ...(source.staleSince === undefined ? {} : { stale_since: timeIn(source, source.staleSince) }),
  };
}

function statusOf({ snapshot: { headline } }: ApiSource) {
  return { indicator: headline.indicator, description: headline.text };
}
