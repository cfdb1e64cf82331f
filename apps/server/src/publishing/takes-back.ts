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
  collect(snapshot, texts);
  return texts;
}

/** Plain loops: a large page has some ten thousand objects. */
function collect(value: object, texts: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) if (typeof one === "object" && one !== null) collect(one, texts);
    return;
  }
  for (const [key, held] of Object.entries(value)) {
    if (typeof held === "string") {
      if (written.has(key)) texts.add(held);
    } else if (typeof held === "object" && held !== null) collect(held, texts);
  }
}
