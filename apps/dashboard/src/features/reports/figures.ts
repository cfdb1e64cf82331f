import type { ReportedService } from "@fanal/contract";
import { type ServiceStatus, serviceStatuses } from "@fanal/domain";
import { durationWords } from "../../lib/time.ts";

type Seconds = ReportedService["seconds"];

/** Statuses that are told of, the worst first. */
export const troubles = serviceStatuses
  .filter((status): status is Exclude<ServiceStatus, "operational"> => status !== "operational")
  .toReversed();

/** "2 h 14 min"; "–" for nothing. */
export function secondsWords(seconds: number): string {
  return seconds === 0 ? "–" : durationWords(seconds * 1000);
}

/** Of a mean: "–" where nothing was resolved, which is not the same as at once. */
export function meanWords(seconds: number | null): string {
  return seconds === null ? "–" : durationWords(seconds * 1000);
}

/** How long something was not operational, maintenance among it. */
export function troubledSeconds(seconds: Seconds): number {
  return troubles.reduce((sum, status) => sum + seconds[status], 0);
}

export const sortKeys = ["service", "uptime", "trouble", "incidents"] as const;
export type SortKey = (typeof sortKeys)[number];

/** By what a table is sorted, `-` before it: the other way round. */
export type Sort = SortKey | `-${SortKey}`;

export function sortOf(text: unknown): Sort | undefined {
  return sortKeys.flatMap((key) => [key, `-${key}` as const]).find((one) => one === text);
}

export type Row = ReportedService & { name: string };

const compare: Record<SortKey, (one: Row, other: Row) => number> = {
  service: (one, other) => one.name.localeCompare(other.name, "en", { numeric: true }),
  // What nothing is known of comes last.
  uptime: (one, other) => (one.uptime ?? 2) - (other.uptime ?? 2),
  trouble: (one, other) => troubledSeconds(one.seconds) - troubledSeconds(other.seconds),
  incidents: (one, other) => one.incidents - other.incidents,
};

/** Rows in order; without one that somebody chose, that of the services. */
export function sorted(rows: readonly Row[], sort: Sort | undefined): Row[] {
  if (sort === undefined) return [...rows];
  const key = sortKeys.find((one) => sort.endsWith(one)) ?? "service";
  const sign = sort.startsWith("-") ? -1 : 1;
  return rows.toSorted((one, other) => sign * compare[key](one, other));
}
