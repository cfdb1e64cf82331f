import { type IncidentStatus, isOpen } from "./incident.ts";

/** After so many hours without an update an open incident is said to be silent, each time once. */
export const silenceHours = [3, 6, 12, 24] as const;

const hourMs = 3_600_000;

/** The part of an incident that decides when it is noted that nobody says anything. */
export interface WatchedIncident {
  status: IncidentStatus;
  /** When the newest update was posted. */
  saidAt: Date;
  /** When it promised the next one. */
  nextUpdateAt: Date | null;
  /** The promise that was last noted as missed; `null` before the first. */
  promiseMissedAt: Date | null;
  /** The moment of silence that was noted last; `null` before the first. */
  silenceNotedAt: Date | null;
}

/** The promise that is missed at `at`, and was not noted yet. */
export function missedPromise(incident: WatchedIncident, at: Date): Date | null {
  const promise = openPromise(incident);
  return promise !== null && promise <= at ? promise : null;
}

/**
 * The silence that is to be noted at `at`: how many hours it has lasted, and when it was so long. Of several that were
 * missed the last one is enough.
 */
export function dueSilence(incident: WatchedIncident, at: Date): { hours: number; since: Date } | null {
  return silencesOf(incident).findLast(({ since }) => since <= at) ?? null;
}

/** When there may be something to note next; `null`: not before another update. */
export function nextWatchAt(incident: WatchedIncident): Date | null {
  const moments = [openPromise(incident), silencesOf(incident)[0]?.since].filter((moment) => moment != null);
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function openPromise({ status, nextUpdateAt, promiseMissedAt }: WatchedIncident): Date | null {
  if (!isOpen(status) || nextUpdateAt === null) return null;
  return nextUpdateAt.getTime() === promiseMissedAt?.getTime() ? null : nextUpdateAt;
}

/** Those that are not noted, in order. An update begins them anew: its own come after any that was noted before. */
function silencesOf({ status, saidAt, silenceNotedAt }: WatchedIncident): { hours: number; since: Date }[] {
  if (!isOpen(status)) return [];
  return silenceHours
    .map((hours) => ({ hours, since: new Date(saidAt.getTime() + hours * hourMs) }))
    .filter(({ since }) => silenceNotedAt === null || since > silenceNotedAt);
}
