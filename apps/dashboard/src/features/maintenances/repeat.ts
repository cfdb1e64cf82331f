import { limits } from "@fanal/contract";
import { localTimeOf, momentOf } from "@fanal/domain";
import { z } from "zod";

export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof weekdays)[number];

export const weekdayNames: Record<Weekday, string> = {
  MO: "Monday",
  TU: "Tuesday",
  WE: "Wednesday",
  TH: "Thursday",
  FR: "Friday",
  SA: "Saturday",
  SU: "Sunday",
};

export const repeatKinds = ["none", "days", "weeks", "months", "custom"] as const;
export type RepeatKind = (typeof repeatKinds)[number];

/** Which day of a month; all of them are read off the day on which it starts. */
export const monthDays = ["date", "weekday", "last_weekday", "last_date"] as const;
export type MonthDay = (typeof monthDays)[number];

export const repeatEnds = ["never", "on", "after"] as const;

/** How a maintenance repeats, as the form holds it; numbers as they were typed. */
export const repeatShape = z.object({
  kind: z.enum(repeatKinds),
  every: z.string(),
  weekdays: z.array(z.enum(weekdays)).describe("Besides the day on which it starts"),
  monthDay: z.enum(monthDays),
  rule: z.string().describe("An RRULE, where it is written by hand"),
  ends: z.enum(repeatEnds),
  until: z.string().describe("The last day, `YYYY-MM-DD`"),
  count: z.string(),
});
export type Repeat = z.infer<typeof repeatShape>;

export const noRepeat: Repeat = {
  kind: "none",
  every: "1",
  weekdays: [],
  monthDay: "date",
  rule: "",
  ends: "never",
  until: "",
  count: "10",
};

export function weekdayOf(localStart: string): Weekday {
  const day = new Date(`${localStart.slice(0, 10)}T00:00Z`).getUTCDay();
  return weekdays[(day + 6) % 7] ?? "MO";
}

/** The days of the week on which it falls, in order. */
export function weekdaysOf(repeat: Repeat, localStart: string): Weekday[] {
  const chosen = new Set([weekdayOf(localStart), ...repeat.weekdays]);
  return weekdays.filter((day) => chosen.has(day));
}

/** The kinds of days of a month that a start can mean: the 31st is a last day, too. */
export function monthDaysOf(localStart: string): MonthDay[] {
  const { day, daysInMonth } = dateOf(localStart);
  return monthDays.filter(
    (kind) =>
      kind === "date" ||
      kind === "weekday" ||
      (kind === "last_weekday" && day + 7 > daysInMonth) ||
      (kind === "last_date" && day === daysInMonth),
  );
}

/** "the 10th", "the 2nd Tuesday", "the last Tuesday", "the last day" */
export function monthDayWords(kind: MonthDay, localStart: string): string {
  const { day } = dateOf(localStart);
  const weekday = weekdayNames[weekdayOf(localStart)];
  switch (kind) {
    case "date":
      return `the ${ordinal(day)}`;
    case "weekday":
      return `the ${ordinal(Math.ceil(day / 7))} ${weekday}`;
    case "last_weekday":
      return `the last ${weekday}`;
    case "last_date":
      return "the last day";
  }
}

/** The rule as the API takes it; `null` for one that does not repeat. */
export function toRule(repeat: Repeat, localStart: string, timeZone: string): string | null {
  switch (repeat.kind) {
    case "none":
      return null;
    case "custom":
      return repeat.rule.trim().replace(/^RRULE:/i, "");
    case "days":
      return ["FREQ=DAILY", ...interval(repeat), ...end(repeat, timeZone)].join(";");
    case "weeks": {
      const days = `BYDAY=${weekdaysOf(repeat, localStart).join(",")}`;
      return ["FREQ=WEEKLY", ...interval(repeat), days, ...end(repeat, timeZone)].join(";");
    }
    case "months": {
      const day = monthDayPart(repeat.monthDay, localStart);
      return ["FREQ=MONTHLY", ...interval(repeat), day, ...end(repeat, timeZone)].join(";");
    }
  }
}

/** A rule as the form shows it: in words where the form has them, and as it is where not. */
export function fromRule(rule: string, localStart: string, timeZone: string): Repeat {
  const parts = new Map(
    rule.split(";").map((part) => {
      const [name = "", value = ""] = part.split("=", 2);
      return [name, value];
    }),
  );
  const kinds: Record<string, RepeatKind> = { DAILY: "days", WEEKLY: "weeks", MONTHLY: "months" };
  const kind = kinds[parts.get("FREQ") ?? ""];
  const custom: Repeat = { ...noRepeat, kind: "custom", rule };
  if (kind === undefined) return custom;
  const start = weekdayOf(localStart);
  const byDay = (parts.get("BYDAY") ?? "").split(",");
  const until = parts.get("UNTIL");
  const count = parts.get("COUNT");
  const repeat: Repeat = {
    ...noRepeat,
    kind,
    every: parts.get("INTERVAL") ?? noRepeat.every,
    weekdays: kind === "weeks" ? weekdays.filter((day) => day !== start && byDay.includes(day)) : [],
    monthDay:
      monthDaysOf(localStart).find((one) => rule.includes(monthDayPart(one, localStart))) ??
      noRepeat.monthDay,
    ...(until === undefined ? {} : { ends: "on", until: lastDay(until, timeZone) }),
    ...(count === undefined ? {} : { ends: "after", count }),
  };
  return isSameRule(toRule(repeat, localStart, timeZone), rule, localStart) ? repeat : custom;
}

/** Whether two rules say the same of what starts then: each may leave out what follows from the start. */
export function isSameRule(one: string | null, other: string, localStart: string): boolean {
  return one !== null && spelledOut(one, localStart) === spelledOut(other, localStart);
}

function spelledOut(rule: string, localStart: string): string {
  const parts = rule
    .toUpperCase()
    .split(";")
    .filter((part) => part !== "INTERVAL=1" && part !== "WKST=MO");
  const isPlain = !parts.some((part) => part.startsWith("BY"));
  if (isPlain && parts.includes("FREQ=WEEKLY")) parts.push(`BYDAY=${weekdayOf(localStart)}`);
  if (isPlain && parts.includes("FREQ=MONTHLY")) parts.push(monthDayPart("date", localStart));
  return parts.toSorted().join(";");
}

/** "Every 2 weeks on Tuesday and Thursday, until 31 December 2026" */
export function repeatWords(repeat: Repeat, localStart: string): string {
  if (repeat.kind === "none") return "Does not repeat";
  if (repeat.kind === "custom") return `By the rule ${repeat.rule}`;
  const unit = repeat.kind.slice(0, -1);
  const every = repeat.every === "1" ? `Every ${unit}` : `Every ${repeat.every} ${repeat.kind}`;
  const on = {
    days: "",
    weeks: ` on ${listed(weekdaysOf(repeat, localStart).map((day) => weekdayNames[day]))}`,
    months: ` on ${monthDayWords(repeat.monthDay, localStart)}`,
  }[repeat.kind];
  return every + on + endWords(repeat);
}

function endWords({ ends, until, count }: Repeat): string {
  if (ends === "on") return until === "" ? "" : `, until ${dateWords(until)}`;
  if (ends === "after") return count === "1" ? ", once" : `, ${count} times`;
  return "";
}

export type RepeatField = "every" | "until" | "count" | "rule";

/** What is wrong with how it repeats, and where. */
export function repeatProblem(
  repeat: Repeat,
  localStart: string,
): { field: RepeatField; words: string } | null {
  if (repeat.kind === "none") return null;
  if (repeat.kind === "custom") return ruleProblem(repeat.rule);
  if (!isWhole(repeat.every, 1, 999)) return { field: "every", words: "Write a whole number from 1 to 999." };
  if (repeat.ends === "after" && !isWhole(repeat.count, 1, 999))
    return { field: "count", words: "Write how many times: a whole number from 1 to 999." };
  if (repeat.ends === "on" && repeat.until === "")
    return { field: "until", words: "Choose the last day, or let it never end." };
  if (repeat.ends === "on" && repeat.until < localStart.slice(0, 10))
    return {
      field: "until",
      words: `Ends before it starts: ${dateWords(repeat.until)} is before the first one.`,
    };
  return null;
}

function ruleProblem(rule: string): { field: RepeatField; words: string } | null {
  if (rule.trim() === "") return { field: "rule", words: "Write a rule such as FREQ=MONTHLY;BYDAY=2TU." };
  if (rule.length > limits.rrule) return { field: "rule", words: `At most ${limits.rrule} characters.` };
  return null;
}

function isWhole(text: string, min: number, max: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;
}

function interval({ every }: Repeat): string[] {
  return Number(every) === 1 ? [] : [`INTERVAL=${Number(every)}`];
}

function end({ ends, until, count }: Repeat, timeZone: string): string[] {
  if (ends === "after") return [`COUNT=${Number(count)}`];
  if (ends === "never" || until === "") return [];
  // The whole last day counts, and RFC 5545 wants its end in UTC.
  const last = momentOf(`${until}T23:59`, timeZone);
  return [`UNTIL=${last.toISOString().replace(/[-:]|\.\d+/g, "")}`];
}

function lastDay(until: string, timeZone: string): string {
  const [, year, month, day, hour = "00", minute = "00", second = "00"] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  if (!until.endsWith("Z")) return date;
  return localTimeOf(new Date(`${date}T${hour}:${minute}:${second}Z`), timeZone).slice(0, 10);
}

function monthDayPart(kind: MonthDay, localStart: string): string {
  const { day } = dateOf(localStart);
  const weekday = weekdayOf(localStart);
  switch (kind) {
    case "date":
      return `BYMONTHDAY=${day}`;
    case "weekday":
      return `BYDAY=${Math.ceil(day / 7)}${weekday}`;
    case "last_weekday":
      return `BYDAY=-1${weekday}`;
    case "last_date":
      return "BYMONTHDAY=-1";
  }
}

function dateOf(localStart: string): { day: number; daysInMonth: number } {
  const [year = 0, month = 1, day = 1] = localStart.slice(0, 10).split("-").map(Number);
  return { day, daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

function ordinal(value: number): string {
  const suffixes: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
  return `${value}${suffixes[new Intl.PluralRules("en", { type: "ordinal" }).select(value)]}`;
}

function listed(words: string[]): string {
  return new Intl.ListFormat("en-GB").format(words);
}

function dateWords(date: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${date}T00:00Z`),
  );
}
