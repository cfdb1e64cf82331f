import type { Snapshot } from "@fanal/contract/snapshot";

/** Fields of a snapshot that hold what people wrote. */
const written: ReadonlySet<string> = new Set([
  "name",
  "title",
  "description",
  "html",
  "serviceName",
  "message",
]);

/**
 * Whether something that people wrote stood on the page before and does not any more: a service that was shown by
 * mistake, an incident that was deleted, a name that was changed. Nobody may be told of it again.
 */
export function takesBack(before: Snapshot, after: Snapshot): boolean {
  const still = textsOf(after);
  return [...textsOf(before)].some((text) => !still.has(text));
}

function textsOf(snapshot: Snapshot): Set<string> {
  const texts = new Set<string>();
  JSON.stringify(snapshot, (key, value: unknown) => {
    if (typeof value === "string" && written.has(key)) texts.add(value);
    return value;
  });
  return texts;
}
