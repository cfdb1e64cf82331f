import type { Story } from "@fanal/contract/snapshot";

/** Stories of each kind that are held of a page, newest first; older ones are unknown to visitors. */
export const mostStories = 1_000;

/** What is left of a maintenance that was announced and then deleted: calendars that have it are told that it is off. */
export interface CanceledWindow {
  kind: "canceled_window";
  id: string;
  startsAt: string;
  endsAt: string;
  sequence: number;
  canceledAt: string;
}

/** A story as it is kept; without what it told when it is gone. */
export type KeptStory = Story | CanceledWindow | null;

/** Stories of one page by kind and id. */
export type PageStories = Record<Story["kind"], ReadonlyMap<string, KeptStory>>;

interface StoryRow {
  kind: Story["kind"];
  id: string;
  story: KeptStory;
}

export const noStories: PageStories = { incident: new Map(), maintenance: new Map() };

/** The stories with those that changed, in a new object: what is being answered from the old one stays whole. */
export function withStories(known: PageStories, changed: readonly StoryRow[]): PageStories {
  if (changed.length === 0) return known;
  const merge = (kind: Story["kind"]): ReadonlyMap<string, KeptStory> => {
    const merged = new Map(known[kind]);
    for (const row of changed) if (row.kind === kind) merged.set(row.id, row.story);
    if (merged.size <= mostStories) return merged;
    // Ids are in order of time.
    const newest = [...merged].toSorted(([a], [b]) => (a < b ? 1 : -1)).slice(0, mostStories);
    return new Map(newest);
  };
  return { incident: merge("incident"), maintenance: merge("maintenance") };
}

/** The story of an address: `gone` when there was one, `undefined` when there was none. */
export function findStory(stories: PageStories, kind: Story["kind"], id: string): Story | "gone" | undefined {
  const kept = stories[kind].get(id);
  return kept === undefined ? undefined : isTold(kept) ? kept : "gone";
}

/** By where stories were found on the page of another product; made when somebody first comes by an old link. */
const byFormerPath = new WeakMap<PageStories, ReadonlyMap<string, Story>>();

/** The story that was found below the page at this path before it was brought here. */
export function storyFormerlyAt(stories: PageStories, path: string): Story | undefined {
  const known = byFormerPath.get(stories);
  if (known !== undefined) return known.get(path);
  const found = new Map(
    toldStories(stories).flatMap((story) => (story.formerPaths ?? []).map((former) => [former, story])),
  );
  byFormerPath.set(stories, found);
  return found.get(path);
}

/** All that there are to tell, newest start first. */
export function toldStories({ incident, maintenance }: PageStories): Story[] {
  return [...incident.values(), ...maintenance.values()]
    .filter(isTold)
    .toSorted((a, b) => startOf(b).localeCompare(startOf(a)));
}

/** Of maintenances that were deleted, newest first. */
export function canceledWindows({ maintenance }: PageStories): CanceledWindow[] {
  return [...maintenance.values()]
    .filter((kept) => kept?.kind === "canceled_window")
    .toSorted((a, b) => b.canceledAt.localeCompare(a.canceledAt));
}

export function isTold(kept: KeptStory): kept is Story {
  return kept !== null && kept.kind !== "canceled_window";
}

function startOf(story: Story): string {
  return story.kind === "incident" ? story.startedAt : (story.startedAt ?? story.startsAt);
}
