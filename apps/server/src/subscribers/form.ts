import { limits } from "@fanal/contract";
import type { Snapshot, Story } from "@fanal/contract/snapshot";
import {
  type Channel,
  channels,
  everything,
  impacts,
  type Language,
  languages,
  type SubscriberChoices,
} from "@fanal/domain";
import type { FollowedStory } from "@fanal/status-page";

/** A story that somebody wants to be told of alone. */
export interface OneStory {
  kind: Story["kind"];
  id: string;
  title: string;
}

/** The channel that a form is for, or a query asks a form of; e-mail where it names none. */
export function channelIn(fields: URLSearchParams): Channel {
  return named(channels, fields.get("channel")) ?? "email";
}

const storyKinds = ["incident", "maintenance"] as const;

/** The incident or the maintenance that a form, or the query of its address, is about; `null` for none that is told of. */
export function storyIn(fields: URLSearchParams, snapshot: Snapshot): OneStory | null {
  for (const kind of storyKinds) {
    const id = fields.get(kind);
    const title = id === null ? undefined : titles(snapshot).get(id);
    if (id !== null && title !== undefined) return { kind, id, title };
  }
  return null;
}

/** Whether a form is about a story that the page tells of no longer: what it asked for is not to become everything. */
export function isStoryGone(fields: URLSearchParams, snapshot: Snapshot): boolean {
  return storyKinds.some((kind) => fields.has(kind)) && storyIn(fields, snapshot) === null;
}

export function languageIn(fields: URLSearchParams, otherwise: Language): Language {
  return named(languages, fields.get("language")) ?? otherwise;
}

/**
 * What a form says of what to be told of. Of services and groups only those of the page count, and those that were chosen
 * `before` and are no longer there.
 */
export function choicesIn(
  fields: URLSearchParams,
  snapshot: Snapshot,
  { story = null, before = everything }: { story?: OneStory | null; before?: SubscriberChoices },
): SubscriberChoices {
  const onlyStartAndEnd = fields.get("brief") !== null;
  if (story !== null) {
    return {
      scope: { serviceIds: [], groupIds: [] },
      storyIds: [story.id],
      leastImpact: "none",
      onlyStartAndEnd,
    };
  }
  const serviceIds = snapshot.groups.flatMap((group) => group.services.map(({ id }) => id));
  const groupIds = snapshot.groups.flatMap(({ id }) => (id === null ? [] : [id]));
  const chosen = (name: string, known: readonly string[]) => {
    const given = new Set(fields.getAll(name));
    return [...new Set(known)].filter((id) => given.has(id));
  };
  return {
    scope:
      fields.get("scope") === "chosen"
        ? {
            serviceIds: chosen("service", [...serviceIds, ...(before.scope?.serviceIds ?? [])]),
            groupIds: chosen("group", [...groupIds, ...(before.scope?.groupIds ?? [])]),
          }
        : null,
    storyIds: chosen("story", [...before.storyIds, ...titles(snapshot).keys()]).slice(
      0,
      limits.followedStories,
    ),
    leastImpact: named(impacts, fields.get("impact")) ?? "none",
    onlyStartAndEnd,
  };
}

/** Whether they leave nothing to be told of. */
export function isNothing({ scope, storyIds }: SubscriberChoices): boolean {
  return scope !== null && scope.serviceIds.length + scope.groupIds.length + storyIds.length === 0;
}

/** Those that are followed by themselves, as the page calls them. */
export function followed({ storyIds }: SubscriberChoices, snapshot: Snapshot): FollowedStory[] {
  const known = titles(snapshot);
  return storyIds.map((id) => ({ id, title: known.get(id) ?? null }));
}

/** Titles of the stories that a page tells of, by id. */
function titles({ incidents, maintenances, days }: Snapshot): Map<string, string> {
  const past = days.flatMap(({ entries }) => entries.flatMap((entry) => ("title" in entry ? [entry] : [])));
  return new Map([...past, ...maintenances, ...incidents].map(({ id, title }) => [id, title]));
}

function named<Value extends string>(values: readonly Value[], text: string | null): Value | undefined {
  return values.find((value) => value === text);
}
