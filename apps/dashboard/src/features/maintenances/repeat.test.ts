import fc from "fast-check";
import { expect, it } from "vitest";
import {
  fromRule,
  monthDaysOf,
  noRepeat,
  type Repeat,
  repeatKinds,
  repeatProblem,
  repeatWords,
  toRule,
  weekdayOf,
  weekdays,
} from "./repeat.ts";

const zone = "Europe/Berlin";
const secondTuesday = "2026-11-10T02:00";

function written(change: Partial<Repeat>, localStart = secondTuesday) {
  return toRule({ ...noRepeat, ...change }, localStart, zone);
}

it.each<[Partial<Repeat>, string | null]>([
  [{ kind: "none" }, null],
  [{ kind: "days" }, "FREQ=DAILY"],
  [{ kind: "days", every: "3", ends: "after", count: "5" }, "FREQ=DAILY;INTERVAL=3;COUNT=5"],
  [{ kind: "weeks" }, "FREQ=WEEKLY;BYDAY=TU"],
  [{ kind: "weeks", every: "2", weekdays: ["FR", "MO"] }, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,FR"],
  [{ kind: "months", monthDay: "date" }, "FREQ=MONTHLY;BYMONTHDAY=10"],
  [{ kind: "months", monthDay: "weekday" }, "FREQ=MONTHLY;BYDAY=2TU"],
  [{ kind: "weeks", ends: "on", until: "2026-12-31" }, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T225900Z"],
  [{ kind: "custom", rule: " RRULE:FREQ=YEARLY " }, "FREQ=YEARLY"],
])("%j is written as %s", (change, rule) => {
  expect(written(change)).toBe(rule);
});

it.each<[Partial<Repeat>, string]>([
  [{ kind: "days" }, "Every day"],
  [{ kind: "weeks", every: "2", weekdays: ["TH"] }, "Every 2 weeks on Tuesday and Thursday"],
  [
    { kind: "months", monthDay: "weekday", ends: "after", count: "6" },
    "Every month on the 2nd Tuesday, 6 times",
  ],
  [{ kind: "days", ends: "on", until: "2026-12-31" }, "Every day, until 31 December 2026"],
])("%j is said as %s", (change, words) => {
  expect(repeatWords({ ...noRepeat, ...change }, secondTuesday)).toBe(words);
});

it("what the form can say comes back from its rule as it was", () => {
  const date = fc
    .date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));
  fc.assert(
    fc.property(
      date,
      fc.constantFrom(...repeatKinds.filter((kind) => kind !== "none" && kind !== "custom")),
      fc.integer({ min: 1, max: 40 }),
      fc.subarray([...weekdays]),
      fc.nat(3),
      fc.constantFrom("never" as const, "on" as const, "after" as const),
      date,
      (start, kind, every, days, which, ends, until) => {
        const localStart = `${start}T02:00`;
        const choices = monthDaysOf(localStart);
        const repeat: Repeat = {
          ...noRepeat,
          kind,
          every: String(every),
          weekdays: kind === "weeks" ? days.filter((day) => day !== weekdayOf(localStart)) : [],
          ...(kind === "months" ? { monthDay: choices[which % choices.length] ?? "date" } : {}),
          ends,
          ...(ends === "on" ? { until } : {}),
        };
        const rule = toRule(repeat, localStart, zone) ?? "";
        expect(fromRule(rule, localStart, zone)).toEqual(repeat);
      },
    ),
  );
});

it.each([
  ["FREQ=WEEKLY", "Every week on Tuesday"],
  ["FREQ=MONTHLY;INTERVAL=1;COUNT=4", "Every month on the 10th, 4 times"],
])("%s, which leaves out what follows from its start, is said as %s", (rule, words) => {
  expect(repeatWords(fromRule(rule, secondTuesday, zone), secondTuesday)).toBe(words);
});

it.each(["FREQ=YEARLY;BYMONTH=3", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "FREQ=WEEKLY;BYDAY=MO", "nonsense"])(
  "%s stays as it was written, since the form has no words for it",
  (rule) => {
    expect(toRule(fromRule(rule, secondTuesday, zone), secondTuesday, zone)).toBe(rule);
    expect(fromRule(rule, secondTuesday, zone).kind).toBe("custom");
  },
);

it.each<[Partial<Repeat>, string]>([
  [{ kind: "days", every: "0" }, "every"],
  [{ kind: "days", every: "" }, "every"],
  [{ kind: "days", ends: "after", count: "1.5" }, "count"],
  [{ kind: "days", ends: "on", until: "" }, "until"],
  [{ kind: "days", ends: "on", until: "2026-11-09" }, "until"],
  [{ kind: "custom", rule: " " }, "rule"],
])("%j is wrong at %s", (change, field) => {
  expect(repeatProblem({ ...noRepeat, ...change }, secondTuesday)?.field).toBe(field);
});
