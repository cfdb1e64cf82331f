import { inWords, isFacts } from "../../components/audit/sentences.ts";
import { exactTime } from "../../lib/time.ts";

/** One line of what an event recorded: a field, and what it was and became, or what it is. */
export interface Difference {
  field: string;
  /** `undefined`: there was nothing. */
  before?: string | undefined;
  after?: string | undefined;
}

/** What an id stands for, by the name of today; `undefined` for one that nothing has any more. */
export type NameOf = (id: string) => string | undefined;

const nameless: NameOf = () => undefined;

/** What an event changed, field by field; of a change what stayed as it was is left out. */
export function differencesIn(
  { before, after }: Record<string, unknown>,
  nameOf: NameOf = nameless,
): Difference[] {
  if (before === undefined && after === undefined) return [];
  if (!isFacts(before) && !isFacts(after))
    return [{ field: "state", before: asText(before, nameOf), after: asText(after, nameOf) }];
  const old = isFacts(before) ? before : {};
  const now = isFacts(after) ? after : {};
  return Object.keys({ ...old, ...now })
    .map((field) => ({
      field: nameOfField(field),
      before: asText(old[field], nameOf),
      after: asText(now[field], nameOf),
    }))
    .filter((one) => one.before !== one.after);
}

/** What else an event recorded. */
export function factsIn(
  { before: _, after: __, ...rest }: Record<string, unknown>,
  nameOf: NameOf = nameless,
): Difference[] {
  return Object.entries(rest).map(([field, value]) => ({
    field: nameOfField(field),
    after: asText(value, nameOf),
  }));
}

/** "team" for `teamId`: what is shown is its name. */
function nameOfField(field: string): string {
  return inWords(field.replace(/Id(s?)$/, "$1"));
}

function asText(value: unknown, nameOf: NameOf): string | undefined {
  if (value === undefined) return undefined;
  if (value === null || value === "") return "nothing";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (typeof value === "string") return isTime(value) ? exactTime(value) : (nameOf(value) ?? value);
  if (Array.isArray(value) && value.every((one) => typeof one === "string"))
    return value.length === 0 ? "none" : value.map((one) => nameOf(one) ?? one).join("\n");
  return JSON.stringify(value, null, 2);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
}
