import { isRefusal, localTimeOf } from "@fanal/domain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkRecurrence, occurrencesOf, type Recurrence, ruleFrom, take } from "./recurrence.ts";

const berlin = { localStart: "2026-10-13T02:00", timeZone: "Europe/Berlin", durationMinutes: 60 };

function repeating(rrule: string, change: Partial<Recurrence> = {}): Recurrence {
  return { ...berlin, rrule, ...change };
}

function starts(recurrence: Recurrence, count: number, from?: Date): string[] {
  return take(occurrencesOf(recurrence, from), count).map(({ startsAt }) =>
    localTimeOf(startsAt, recurrence.timeZone),
  );
}

function wordsOf(recurrence: Recurrence): string {
  const checked = checkRecurrence(recurrence);
  return isRefusal(checked) ? checked.message : "fine";
}

test("a second Tuesday stays at two in the night when the clocks are changed", () => {
  const rule = repeating("FREQ=MONTHLY;BYDAY=2TU");
  expect(starts(rule, 3)).toEqual(["2026-10-13T02:00", "2026-11-10T02:00", "2026-12-08T02:00"]);
  expect(take(occurrencesOf(rule), 2).map(({ startsAt }) => startsAt.toISOString())).toEqual([
    "2026-10-13T00:00:00.000Z",
    "2026-11-10T01:00:00.000Z",
  ]);
});

test("of the night in which the clocks skip its start nothing is left out: it begins as much later", () => {
  const rule = repeating("FREQ=DAILY", { localStart: "2026-03-28T02:30", durationMinutes: 90 });
  const windows = take(occurrencesOf(rule), 3).map(({ startsAt, endsAt }) => [
    startsAt.toISOString(),
    endsAt.toISOString(),
  ]);
  expect(windows).toEqual([
    ["2026-03-28T01:30:00.000Z", "2026-03-28T03:00:00.000Z"],
    ["2026-03-29T01:30:00.000Z", "2026-03-29T02:00:00.000Z"],
    ["2026-03-30T00:30:00.000Z", "2026-03-30T02:00:00.000Z"],
  ]);
});

test("a window that the clocks would skip whole lasts as long as it is written", () => {
  const rule = repeating("FREQ=DAILY", { localStart: "2026-03-29T02:15", durationMinutes: 45 });
  const [first] = take(occurrencesOf(rule), 1);
  expect([first?.startsAt.toISOString(), first?.endsAt.toISOString()]).toEqual([
    "2026-03-29T01:15:00.000Z",
    "2026-03-29T02:00:00.000Z",
  ]);
});

test("the days that a rule gives begin with the first on or after its start", () => {
  expect(starts(repeating("FREQ=WEEKLY;BYDAY=TH"), 2)).toEqual(["2026-10-15T02:00", "2026-10-22T02:00"]);
  expect(starts(repeating("FREQ=MONTHLY", { localStart: "2026-10-31T02:00" }), 2)).toEqual([
    "2026-10-31T02:00",
    "2026-12-31T02:00",
  ]);
});

test("it ends after so many, on a day, or at a moment, whichever is written", () => {
  expect(starts(repeating("FREQ=WEEKLY;COUNT=2"), 9)).toHaveLength(2);
  expect(starts(repeating("FREQ=WEEKLY;UNTIL=20261027"), 9)).toEqual([
    "2026-10-13T02:00",
    "2026-10-20T02:00",
    "2026-10-27T02:00",
  ]);
  expect(starts(repeating("FREQ=WEEKLY;UNTIL=20261027T015900"), 9)).toHaveLength(2);
  expect(starts(repeating("FREQ=WEEKLY;UNTIL=20261027T010000Z"), 9)).toHaveLength(3);
  expect(starts(repeating("FREQ=WEEKLY;UNTIL=20261027T005959Z"), 9)).toHaveLength(2);
});

test("a rule that goes on behind some of its occurrences has as many left", () => {
  const fourth = (rrule: string) =>
    ruleFrom(repeating(rrule), take(occurrencesOf(repeating(rrule)), 4)[3]?.startsAt ?? new Date(Number.NaN));
  expect(fourth("FREQ=WEEKLY;COUNT=10;BYDAY=TU")).toBe("FREQ=WEEKLY;BYDAY=TU;COUNT=7");
  expect(fourth("FREQ=WEEKLY;COUNT=4")).toBe("FREQ=WEEKLY;COUNT=1");
  expect(fourth("FREQ=WEEKLY;UNTIL=20270101")).toBe("FREQ=WEEKLY;UNTIL=20270101");
  const first = take(occurrencesOf(repeating("FREQ=WEEKLY;COUNT=2")), 1)[0]?.startsAt ?? new Date(Number.NaN);
  expect(ruleFrom(repeating("FREQ=WEEKLY;COUNT=2"), first)).toBe("FREQ=WEEKLY;COUNT=2");
});

describe("a rule is refused in words when", () => {
  test.each([
    [
      "it has another part",
      "FREQ=DAILY;EVERY=2",
      "“EVERY=2” is no part of a rule. Write it like FREQ=MONTHLY;BYDAY=2TU.",
    ],
    [
      "it brings its name along",
      "RRULE:FREQ=DAILY",
      "“RRULE:FREQ=DAILY” is no part of a rule. Write it like FREQ=MONTHLY;BYDAY=2TU.",
    ],
    ["it does not say how often", "BYDAY=TU", "FREQ is missing. Write it like FREQ=WEEKLY;BYDAY=TU."],
    ["it says a thing twice", "FREQ=DAILY;FREQ=WEEKLY", "FREQ is named twice. Name it once."],
    [
      "it repeats within a day",
      "FREQ=HOURLY",
      "FREQ=HOURLY is too often. Use DAILY, WEEKLY, MONTHLY, YEARLY.",
    ],
    [
      "it has hours of its own",
      "FREQ=DAILY;BYHOUR=3,4",
      "Leave BYHOUR out: each occurrence begins at the time of day of the first.",
    ],
    [
      "it ends in two ways",
      "FREQ=DAILY;COUNT=3;UNTIL=20270101",
      "COUNT and UNTIL both say when it ends. Use one of them.",
    ],
    [
      "it gives no day",
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
      "This rule gives no day at all. Check its days and months, and when it ends.",
    ],
    [
      "it ended before it began",
      "FREQ=DAILY;UNTIL=20200101",
      "This rule gives no day at all. Check its days and months, and when it ends.",
    ],
  ])("%s", (_, rrule, words) => {
    expect(wordsOf(repeating(rrule))).toBe(words);
  });

  test("its parts do not fit together", () => {
    expect(wordsOf(repeating("FREQ=WEEKLY;BYDAY=2TU"))).toMatch(
      /^The parts of this rule do not fit together: /,
    );
  });

  test.each([
    "",
    ";",
    "=",
    "FREQ",
    "FREQ=",
    "FREQ=DAILY;",
    "freq=daily",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=DAILY;BYMONTH=13",
    "FREQ=DAILY;UNTIL=tomorrow",
    "FREQ=DAILY;__proto__=1",
    "FREQ=DAILY\nRDATE:20270101",
  ])("it is %j", (rrule) => {
    expect(checkRecurrence(repeating(rrule))).toMatchObject({ refusal: "recurrence.malformed" });
  });

  test("an occurrence begins before the one before it has ended, also where two days of a week follow each other", () => {
    const words =
      "The next occurrence would begin before this one ends. Make it shorter, or repeat it less often.";
    expect(wordsOf(repeating("FREQ=DAILY", { durationMinutes: 1441 }))).toBe(words);
    expect(wordsOf(repeating("FREQ=DAILY", { durationMinutes: 1440 }))).toBe("fine");
    expect(wordsOf(repeating("FREQ=WEEKLY;BYDAY=MO,TU", { durationMinutes: 1500 }))).toBe(words);
    expect(wordsOf(repeating("FREQ=WEEKLY;COUNT=1", { durationMinutes: 20_000 }))).toBe("fine");
  });
});

test("whoever writes whatever, an answer takes less than a second", () => {
  const numbers = fc.array(fc.integer({ min: -53, max: 53 }), { minLength: 1, maxLength: 3 });
  const anyRule = fc
    .record({
      freq: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
      parts: fc.array(
        fc.oneof(
          fc.tuple(fc.constantFrom("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"), numbers),
          fc.tuple(fc.constant("BYMONTH"), fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 })),
          fc.tuple(fc.constantFrom("INTERVAL", "COUNT"), fc.tuple(fc.integer({ min: 1, max: 9999 }))),
          fc.tuple(fc.constant("BYDAY"), fc.array(fc.constantFrom("MO", "-1SU", "5FR"), { minLength: 1 })),
        ),
        { maxLength: 4 },
      ),
    })
    .map(({ freq, parts }) =>
      [`FREQ=${freq}`, ...parts.map(([name, values]) => `${name}=${values}`)].join(";"),
    );
  fc.assert(
    fc.property(anyRule, (rrule) => {
      const before = process.threadCpuUsage();
      checkRecurrence(repeating(rrule));
      // What it works, not what a busy machine makes it wait.
      const { user, system } = process.threadCpuUsage(before);
      expect((user + system) / 1_000).toBeLessThan(1000);
    }),
    { numRuns: 150 },
  );
});

test("occurrences rise, none is twice, and from the middle on they are the same", () => {
  const anyRecurrence = fc.record({
    rrule: fc.constantFrom(
      "FREQ=DAILY",
      "FREQ=DAILY;INTERVAL=3",
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
      "FREQ=MONTHLY;BYDAY=-1SU",
      "FREQ=MONTHLY;BYMONTHDAY=31",
      "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
      "FREQ=WEEKLY;COUNT=30",
      "FREQ=DAILY;UNTIL=20270401",
    ),
    localStart: fc
      .integer({ min: 0, max: 500 * 1440 })
      .map((minutes) => new Date(Date.UTC(2026, 0) + minutes * 60_000).toISOString().slice(0, 16)),
    timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"),
    durationMinutes: fc.integer({ min: 1, max: 1440 }),
  });
  fc.assert(
    fc.property(anyRecurrence, fc.nat({ max: 20 }), (recurrence, middle) => {
      const all = take(occurrencesOf(recurrence), 40);
      for (const [index, { startsAt, endsAt }] of all.entries()) {
        expect(endsAt > startsAt).toBe(true);
        const before = all[index - 1];
        if (before !== undefined) expect(startsAt > before.startsAt).toBe(true);
      }
      const from = all[middle]?.startsAt;
      if (from !== undefined)
        expect(take(occurrencesOf(recurrence, from), 10)).toEqual(all.slice(middle, middle + 10));
    }),
  );
});
