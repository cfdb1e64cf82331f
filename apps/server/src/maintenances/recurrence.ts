import { localTimeAfter, type MaintenanceWindow, momentOf, type Refusal, windowOf } from "@fanal/domain";
import { RRuleTemporal } from "rrule-temporal";

/** A window that repeats, by the clock on the wall of its time zone. */
export interface Recurrence {
  /** RFC 5545, without its name: `FREQ=MONTHLY;BYDAY=2TU`. */
  rrule: string;
  /** Date and time of the first occurrence; the rule says the days of the others, and this their time of day. */
  localStart: string;
  timeZone: string;
  durationMinutes: number;
}

/** One window of a series. Its start is what the rule gave it. */
export type Occurrence = MaintenanceWindow;

/** How often it may be, and how many of its periods are looked through for the next day before it counts as never. */
const frequencies = new Map([
  ["DAILY", 4_000],
  ["WEEKLY", 1_000],
  ["MONTHLY", 400],
  ["YEARLY", 100],
]);
const numbers = /^[+-]?\d{1,3}(,[+-]?\d{1,3})*$/;
const parts = new Map<string, RegExp>([
  ["FREQ", /^[A-Z]+$/],
  ["INTERVAL", /^[1-9]\d{0,3}$/],
  ["COUNT", /^[1-9]\d{0,3}$/],
  ["UNTIL", /^\d{8}(T\d{6}Z?)?$/],
  ["BYDAY", /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU))*$/],
  ["BYMONTHDAY", numbers],
  ["BYYEARDAY", numbers],
  ["BYWEEKNO", numbers],
  ["BYMONTH", /^([1-9]|1[0-2])(,([1-9]|1[0-2]))*$/],
  ["BYSETPOS", numbers],
  ["WKST", /^(MO|TU|WE|TH|FR|SA|SU)$/],
]);

/** To see whether occurrences overlap, so many are looked at, of two years at most: patterns have begun anew by then. */
const lookedAt = 60;
const lookedAtMs = 2 * 366 * 86_400_000;

/**
 * Refuses a rule that is not written as RFC 5545 says, gives no occurrence, or repeats more often than its windows last.
 * Hours, minutes and seconds are no part of it: the time of day is that of the first occurrence.
 */
export function checkRecurrence(recurrence: Recurrence): Recurrence | Refusal {
  const malformed = problemIn(recurrence.rrule);
  if (malformed !== null) return { refusal: "recurrence.malformed", message: malformed };
  const others = occurrencesOf(recurrence);
  const first = others.next().value;
  if (first === undefined) {
    return {
      refusal: "recurrence.never_occurs",
      message: "This rule gives no day at all. Check its days and months, and when it ends.",
    };
  }
  const until = first.startsAt.getTime() + lookedAtMs;
  let before = first;
  let seen = 1;
  for (const occurrence of others) {
    if (seen === lookedAt || occurrence.startsAt.getTime() > until) break;
    if (occurrence.startsAt < before.endsAt) return overlapsItself;
    before = occurrence;
    seen++;
  }
  return recurrence;
}

const overlapsItself: Refusal = {
  refusal: "recurrence.overlaps_itself",
  message: "The next occurrence would begin before this one ends. Make it shorter, or repeat it less often.",
};

function problemIn(rrule: string): string | null {
  const names = new Set<string>();
  for (const part of rrule.split(";")) {
    const [name = "", value = "", ...more] = part.split("=");
    if (/^BY(HOUR|MINUTE|SECOND)$/.test(name))
      return `Leave ${name} out: each occurrence begins at the time of day of the first.`;
    const pattern = parts.get(name);
    if (pattern === undefined || !pattern.test(value) || more.length > 0)
      return `“${part.slice(0, 40)}” is no part of a rule. Write it like FREQ=MONTHLY;BYDAY=2TU.`;
    if (names.has(name)) return `${name} is named twice. Name it once.`;
    names.add(name);
  }
  const { freq } = partsOf(rrule);
  if (freq === undefined) return "FREQ is missing. Write it like FREQ=WEEKLY;BYDAY=TU.";
  if (!frequencies.has(freq)) return `FREQ=${freq} is too often. Use ${[...frequencies.keys()].join(", ")}.`;
  if (names.has("COUNT") && names.has("UNTIL"))
    return "COUNT and UNTIL both say when it ends. Use one of them.";
  try {
    generate(withoutEnd(rrule), "2026-01-01T00:00");
    return null;
  } catch (error) {
    return `The parts of this rule do not fit together: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function partsOf(rrule: string): { freq?: string; count?: number; until?: string } {
  const values = new Map(
    rrule.split(";").map((part): [string, string] => {
      const [name = "", value = ""] = part.split("=");
      return [name, value];
    }),
  );
  const [freq, count, until] = [values.get("FREQ"), values.get("COUNT"), values.get("UNTIL")];
  return {
    ...(freq === undefined ? {} : { freq }),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(until === undefined ? {} : { until }),
  };
}

function withoutEnd(rrule: string): string {
  return rrule
    .split(";")
    .filter((part) => !/^(COUNT|UNTIL)=/.test(part))
    .join(";");
}

/** The rule from an occurrence on: of one that counts, what is left. */
export function ruleFrom(recurrence: Recurrence, place: Date): string {
  const { rrule } = recurrence;
  const { count } = partsOf(rrule);
  if (count === undefined) return rrule;
  let done = 0;
  for (const { startsAt } of occurrencesOf(recurrence)) {
    if (startsAt >= place) break;
    done++;
  }
  return done === 0 ? rrule : `${withoutEnd(rrule)};COUNT=${Math.max(1, count - done)}`;
}

/**
 * The occurrences of a rule, one after another, those before `from` left out. Each begins at the same time of day on the wall, however the clocks are
 * changed between them: the rule is followed in a calendar without zones, and each reading of the clock becomes a
 * moment as `momentOf` says.
 */
export function* occurrencesOf(
  recurrence: Recurrence,
  from: Date = new Date(0),
): Generator<Occurrence, undefined> {
  const { rrule, localStart, timeZone, durationMinutes } = recurrence;
  const { count = Number.POSITIVE_INFINITY, until } = partsOf(rrule);
  const rule = generate(withoutEnd(rrule), localStart);
  // Only one that counts its occurrences has to be followed from its beginning. No zone is off by more than a day.
  const nearby = new Date(count === Number.POSITIVE_INFINITY ? from.getTime() - 86_400_000 : 0);
  let after = new Date(Math.max(Date.parse(`${localStart}Z`), nearby.getTime()));
  for (let index = 0; index < count; index++) {
    const local = nextOf(rule, after, index === 0);
    if (local === null) return;
    after = new Date(`${local}Z`);
    const startsAt = momentOf(local, timeZone);
    if (until !== undefined && isBeyond(until, local, startsAt)) return;
    if (startsAt >= from) yield { startsAt, endsAt: endOf(local, startsAt) };
  }

  function endOf(local: string, startsAt: Date): Date {
    const window = windowOf({
      localStart: local,
      localEnd: localTimeAfter(local, durationMinutes),
      timeZone,
    });
    // Of a window that the clocks skip nothing would be left: there it lasts as long as it is written.
    return "refusal" in window ? new Date(startsAt.getTime() + durationMinutes * 60_000) : window.endsAt;
  }
}

/** The first `count` values, or as many as there are. */
export function take<Value>(values: Iterable<Value>, count: number): Value[] {
  const taken: Value[] = [];
  for (const value of values) {
    if (taken.length === count) break;
    taken.push(value);
  }
  return taken;
}

function generate(rrule: string, localStart: string): RRuleTemporal {
  const start = localStart.replace(/[-:]/g, "");
  return new RRuleTemporal({
    rruleString: `DTSTART:${start}00Z\nRRULE:${rrule}`,
    strict: true,
    cache: false,
    maxIterations: frequencies.get(partsOf(rrule).freq ?? "") ?? 0,
  });
}

/** Beyond these years nobody plans, and times are no longer written with four digits. */
const lastYear = "9998";

function nextOf(rule: RRuleTemporal, after: Date, inclusive: boolean): string | null {
  try {
    const next = rule.next(after, inclusive)?.toPlainDateTime().toString({ smallestUnit: "minute" });
    return next === undefined || next.length > 16 || next.slice(0, 4) > lastYear ? null : next;
  } catch {
    // It has looked through so many years that it never occurs again.
    return null;
  }
}

/** Whether an occurrence begins after the end that a rule names: a day, a reading of the clock, or with `Z` a moment. */
function isBeyond(until: string, local: string, startsAt: Date): boolean {
  const digits = until.endsWith("Z")
    ? startsAt.toISOString().replace(/[-:]/g, "").slice(0, 15)
    : `${local.replace(/[-:]/g, "")}00`;
  return digits.slice(0, until.replace("Z", "").length) > until.replace("Z", "");
}
