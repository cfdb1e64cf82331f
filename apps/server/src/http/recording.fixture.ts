import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { RecordedExample } from "./recorded-examples.ts";

const file = fileURLToPath(new URL("recorded-examples.json", import.meta.url));

/** Items of a list that a reader needs to see how it goes on. */
const shownItems = 2;

/** Keeps what was run as examples of the reference, with ids, times, names of hosts and secrets that are nobody's. */
export async function keepExamples(examples: ReadonlyMap<string, RecordedExample>): Promise<void> {
  const shown = [...examples]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { request, response }]) => {
      const anonymous = createAnonymizer();
      return [name, { request: anonymous(request), response: anonymous(response) }] as const;
    });
  await writeFile(file, `${JSON.stringify(Object.fromEntries(shown), null, 2)}\n`);
}

/** The same thing has the same made-up id wherever it is named in an example. */
function createAnonymizer(): (value: unknown) => unknown {
  const ids = new Map<string, string>();
  const id = (real: string) => {
    const known = ids.get(real) ?? `01990000-0000-7000-8000-${String(ids.size + 1).padStart(12, "0")}`;
    ids.set(real, known);
    return known;
  };
  const text = (real: string) =>
    real
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, id)
      .replace(/http:\/\/localhost:\d+/g, "https://fanal.example.com")
      .replace(
        /(?<=^(?:fanal|scim)_|^whsec_|\/(?:heartbeats|alerts|invitations)\/)[\w+/=-]{12,}/,
        "xxxxxxxxxxxxxxxx",
      );
  return function anonymous(value: unknown): unknown {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.slice(0, shownItems).map(anonymous);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, anonymous(child)]));
  };
}
