import { componentsOf } from "./components.ts";
import { type IncidentStory, incidentOf, incidentStories, isUnresolved } from "./incidents.ts";
import {
  isActive,
  isUpcoming,
  type MaintenanceStory,
  maintenanceOf,
  maintenanceStories,
} from "./maintenances.ts";
import type { ApiSource } from "./source.ts";
import { timeIn } from "./time.ts";

/** Lists of all incidents, or of all maintenances, have so many at most. */
const mostListed = 50;

const incidents = (source: ApiSource, chosen: IncidentStory[]) => ({
  incidents: chosen.map((story) => incidentOf(source, story)),
});
const maintenances = (source: ApiSource, chosen: MaintenanceStory[]) => ({
  scheduled_maintenances: chosen.map((story) => maintenanceOf(source, story)),
});

const answers = {
  "api/v2/summary.json": (source: ApiSource) => ({
    components: source.components,
    ...incidents(source, incidentStories(source).filter(isUnresolved)),
    ...maintenances(
      source,
      maintenanceStories(source).filter((one) => isUpcoming(one) || isActive(one)),
    ),
    status: statusOf(source),
  }),
  "api/v2/status.json": (source: ApiSource) => ({ status: statusOf(source) }),
  "api/v2/components.json": ({ components }: ApiSource) => ({ components }),
  "api/v2/incidents.json": (source: ApiSource) =>
    incidents(source, incidentStories(source).slice(0, mostListed)),
  "api/v2/incidents/unresolved.json": (source: ApiSource) =>
    incidents(source, incidentStories(source).filter(isUnresolved)),
  "api/v2/scheduled-maintenances.json": (source: ApiSource) =>
    maintenances(source, maintenanceStories(source).slice(0, mostListed)),
  "api/v2/scheduled-maintenances/upcoming.json": (source: ApiSource) =>
    maintenances(source, maintenanceStories(source).filter(isUpcoming)),
  "api/v2/scheduled-maintenances/active.json": (source: ApiSource) =>
    maintenances(source, maintenanceStories(source).filter(isActive)),
} satisfies Record<`api/v2/${string}.json`, (source: ApiSource) => object>;

export type PublicApiPath = keyof typeof answers;

/** Whether an address below a page's own is one of version 2 of Statuspage's public API, which existing programs read. */
export function isPublicApiPath(path: string): path is PublicApiPath {
  return Object.hasOwn(answers, path);
}

/** Whether whoever asks for an address takes it for one of them. */
export function isForPublicApi(path: string): boolean {
  return path.startsWith("api/v2/");
}

export const publicApiPaths = Object.keys(answers).filter(isPublicApiPath);

/** The JSON at one of its addresses, field for field as those programs know it. */
export function writePublicApi(path: PublicApiPath, known: Omit<ApiSource, "components">): string {
  const source = { ...known, components: componentsOf(known.snapshot) };
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
