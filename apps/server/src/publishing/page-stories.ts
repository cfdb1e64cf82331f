import type { Story } from "@fanal/contract/snapshot";

/** Stories of each kind that are held of a page, newest first; older ones are unknown to visitors. */
export const mostStories = 1_000;

/** Stories of one page by kind and id; `null` for one that is gone. */
export interface PageStories {
  incident: ReadonlyMap<string, Story | null>;
  maintenance: ReadonlyMap<string, Story | null>;
}

export interface StoryRow {
  kind: Story["kind"];
  id: string;
  story: Story | null;
}

export const noStories: PageStories = { incident: new Map(), maintenance: new Map() };

/** The stories with those that changed, in a new object: what is being answered from the old one stays whole. */
export function withStories(known: PageStories, changed: readonly StoryRow[]): PageStories {
  if (changed.length === 0) return known;
  const merge = (kind: Story["kind"]): ReadonlyMap<string, Story | null> => {
    const merged = new Map(known[kind]);
    for (const row of changed) if (row.kind === kind) merged.set(row.id, row.story);
    if (merged.size <= mostStories) return merged;
    // Ids are in order of time.
    const newest = [...merged].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, mostStories);
    return new Map(newest);
  };
  return { incident: merge("incident"), maintenance: merge("maintenance") };
}

/** All that there are to tell, newest start first. */
export function toldStories({ incident, maintenance }: PageStories): Story[] {
  return [...incident.values(), ...maintenance.values()]
    .filter((story) => story !== null)
    .toSorted((a, b) => startOf(b).localeCompare(startOf(a)));
}

function startOf(story: Story): string {
  return story.kind === "incident" ? story.startedAt : (story.startedAt ?? story.startsAt);
}
