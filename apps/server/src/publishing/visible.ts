import type { FanalEvent } from "../events/types.ts";
import type { WakeUps } from "../events/wake-up.ts";
import { publishingReaderName } from "./reader.ts";

export interface Visibility {
  /** Resolves when this process serves what the event at `position` changed, or when it has taken too long to wait. */
  untilVisible: (organizationId: string, position: number) => Promise<void>;
  /** Told of events once what they published is installed. */
  installed: (events: FanalEvent[]) => void;
}

interface Waiting {
  position: number;
  resolve: () => void;
}

/**
 * Lets a write be answered when its effect is visible, so that whoever reads next sees it. Longer than `patienceMs` an
 * operator does not wait for that: the page follows by itself.
 */
export function trackVisibility(wakeUps: WakeUps, patienceMs: number): Visibility {
  const served = new Map<string, number>();
  const waiting = new Map<string, Set<Waiting>>();
  /** Handled by the publishing reader without a new version, in any process. */
  const quiet = new Map<string, number>();
  /** Seen in this process, with what it published installed. */
  const seen = new Map<string, number>();

  function reach(organizationId: string, position: number): void {
    raise(served, organizationId, position);
    for (const one of waiting.get(organizationId) ?? []) {
      if (one.position <= position) one.resolve();
    }
  }

  /** What needed no new version counts once all versions before it are installed here. */
  function reachQuiet(organizationId: string): void {
    const position = quiet.get(organizationId) ?? 0;
    if (position <= (seen.get(organizationId) ?? 0)) reach(organizationId, position);
  }

  wakeUps.onHandled(({ reader, organizationId, position, recorded }) => {
    if (reader !== publishingReaderName || recorded) return;
    raise(quiet, organizationId, position);
    reachQuiet(organizationId);
  });

  return {
    installed: (events) => {
      for (const { organizationId, position, type, data } of events) {
        raise(seen, organizationId, position);
        if (type === "status_page.published" && typeof data.through === "number")
          reach(organizationId, data.through);
        reachQuiet(organizationId);
      }
    },
    untilVisible: (organizationId, position) => {
      if ((served.get(organizationId) ?? 0) >= position) return Promise.resolve();
      return new Promise((resolve) => {
        const inOrganization = waiting.get(organizationId) ?? new Set();
        waiting.set(organizationId, inOrganization);
        const one: Waiting = {
          position,
          resolve: () => {
            clearTimeout(timer);
            inOrganization.delete(one);
            if (inOrganization.size === 0) waiting.delete(organizationId);
            resolve();
          },
        };
        const timer = setTimeout(one.resolve, patienceMs);
        inOrganization.add(one);
      });
    },
  };
}

function raise(positions: Map<string, number>, organizationId: string, position: number): void {
  if (position > (positions.get(organizationId) ?? 0)) positions.set(organizationId, position);
}
