import type { QueryClient, QueryKey } from "@tanstack/react-query";

interface Versioned {
  id: string;
  version: number;
}

/**
 * Has what a write answered take the place of its older version wherever the touched queries show it: what is done to it
 * next carries the version that it has now, though they are not fetched anew yet. Where they show it with other fields
 * than those of the answer, they are left alone.
 */
export function putNewer(cache: QueryClient, touches: readonly QueryKey[], answer: unknown): void {
  if (!isVersioned(answer)) return;
  for (const queryKey of touches)
    cache.setQueriesData({ queryKey }, (data: unknown) => withNewer(data, answer));
}

/** The same data where nothing of it is older. */
function withNewer(data: unknown, newer: Versioned): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (isVersioned(data) && data.id === newer.id)
    return data.version < newer.version && hasSameFields(data, newer) ? newer : data;
  if (Array.isArray(data)) {
    const items: unknown[] = data.map((item) => withNewer(item, newer));
    return items.every((item, index) => item === data[index]) ? data : items;
  }
  const entries = Object.entries(data);
  const changed = entries.map(([key, value]) => [key, withNewer(value, newer)] as const);
  return changed.every(([, value], index) => value === entries[index]?.[1])
    ? data
    : Object.fromEntries(changed);
}

function isVersioned(value: unknown): value is Versioned {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    typeof value.id === "string" &&
    "version" in value &&
    typeof value.version === "number"
  );
}

function hasSameFields(one: object, other: object): boolean {
  const fields = Object.keys(one);
  return fields.length === Object.keys(other).length && fields.every((field) => field in other);
}
