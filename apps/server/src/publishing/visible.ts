import type { WakeUps } from "../events/wake-up.ts";
import { publishingReaderName } from "./reader.ts";

export interface Visibility {
  /** Resolves when this process serves what the event at `position` changed, or when it has taken too long to wait. */
  untilVisible: (organizationId: string, position: number) => Promise<void>;
  /** Everything up to `position` is served. */
  reached: (organizationId: string, position: number) => void;
}

/** Longer than this an operator does not wait for an answer: the page follows by itself. */
const patienceMs = 500;

interface Waiting {
  position: number;
  resolve: () => void;
}

/** Lets a write be answered when its effect is visible, so that whoever reads next sees it. */
export function trackVisibility(wakeUps: WakeUps): Visibility {
  const served = new Map<string, number>();
  const waiting = new Map<string, Set<Waiting>>();

  function reached(organizationId: string, position: number): void {
    if (position > (served.get(organizationId) ?? 0)) served.set(organizationId, position);
    for (const one of waiting.get(organizationId) ?? []) {
      if (one.position <= position) one.resolve();
    }
  }

  wakeUps.onHandled(({ reader, organizationId, position, recorded }) => {
    // When it published, the artifacts have to be here first: whoever installs them calls `reached`.
    if (reader === publishingReaderName && !recorded) reached(organizationId, position);
  });

  return {
    reached,
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
