import { isDeepStrictEqual } from "node:util";
import type { Snapshot, SnapshotHistory } from "@fanal/contract/snapshot";
import { ongoingStep } from "./snapshot/changes-at.ts";

/**
 * Whether visitors would see a difference. The version and the time of reading are none, and neither is that time has
 * passed since: the share of uptime moves with every second, and how long lasts what goes on is said anew in steps.
 */
export function differ(a: Snapshot, b: Snapshot): boolean {
  const isSettled = ongoingStep(a) === ongoingStep(b);
  return !isDeepStrictEqual(seen(a, isSettled), seen(b, isSettled));
}

function seen(snapshot: Snapshot, isSettled: boolean) {
  const { version: _version, asOf, groups, ...rest } = snapshot;
  const isOngoing = ongoingStep(snapshot) > 0;
  return {
    ...rest,
    late: latePromises(snapshot, asOf),
    groups: groups.map(({ services, ...group }) => ({
      ...group,
      services: services.map(({ history, ...service }) => ({
        ...service,
        history: isSettled ? withoutPassing(history, isOngoing) : history,
      })),
    })),
  };
}

/** A promise that was not kept looks different from one that still can be. */
function latePromises({ incidents }: Snapshot, asOf: string): string[] {
  return incidents.flatMap(({ id, nextUpdateAt }) =>
    nextUpdateAt !== null && nextUpdateAt <= asOf ? [id] : [],
  );
}

function withoutPassing({ until, days, troubles, intervals }: SnapshotHistory, isOngoing: boolean) {
  return {
    until,
    days,
    corrected: intervals.filter(({ correction }) => correction !== null),
    troubles: troubles.map(({ date, seconds, stories }) => ({
      date,
      seconds: isOngoing && date === until ? null : seconds,
      stories,
    })),
  };
}
