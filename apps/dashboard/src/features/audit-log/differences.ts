import { inWords, isFacts } from "./sentences.ts";

/** One line of what an event recorded: a field, and what it was and became, or what it is. */
export interface Difference {
  field: string;
  /** `undefined`: there was nothing. */
  before?: string | undefined;
  after?: string | undefined;
}

/** What an event changed, field by field; of a change what stayed as it was is left out. */
export function differencesIn({ before, after }: Record<string, unknown>): Difference[] {
  if (before === undefined && after === undefined) return [];
  if (!isFacts(before) && !isFacts(after))
    return [{ field: "state", before: asText(before), after: asText(after) }];
  const old = isFacts(before) ? before : {};
  const now = isFacts(after) ? after : {};
  return Object.keys({ ...old, ...now })
    .map((field) => ({ field: inWords(field), before: asText(old[field]), after: asText(now[field]) }))
    .filter((one) => one.before !== one.after);
}

/** What else an event recorded. */
export function factsIn({ before: _, after: __, ...rest }: Record<string, unknown>): Difference[] {
  return Object.entries(rest).map(([field, value]) => ({ field: inWords(field), after: asText(value) }));
}

function asText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null || value === "") return "nothing";
  if (value === true) return "yes";
  if (value === false) return "no";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
