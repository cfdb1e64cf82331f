import type { Span } from "./uptime.ts";

/** When an incident began and ended, in milliseconds since 1970; `null` while it is open. */
export interface IncidentTimes {
  startedAt: number;
  resolvedAt: number | null;
}

export interface IncidentFigures {
  count: number;
  /** Of these, how many are resolved. */
  resolved: number;
  /** In milliseconds, of those that are resolved; `null` when none is. */
  meanTimeToResolve: number | null;
}

/**
 * How many incidents began in a span, and how long it took to resolve them: from the start until the last resolution, all of
 * it, also where that came after the span. What is open has no such time yet and is in no mean.
 */
export function incidentFigures(incidents: readonly IncidentTimes[], { from, to }: Span): IncidentFigures {
  const began = incidents.filter(({ startedAt }) => from <= startedAt && startedAt < to);
  const times = began.flatMap(({ startedAt, resolvedAt }) =>
    resolvedAt === null ? [] : [resolvedAt - startedAt],
  );
  const sum = times.reduce((total, time) => total + time, 0);
  return {
    count: began.length,
    resolved: times.length,
    meanTimeToResolve: times.length === 0 ? null : Math.round(sum / times.length),
  };
}
