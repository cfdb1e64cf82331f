import fc from "fast-check";
import { expect, test } from "vitest";
import { serviceStatuses } from "./status.ts";
import { dailyStatuses, type StatusInterval, statusIntervals } from "./uptime.ts";
import { correctUptime, longestCorrectionDays, withCorrections } from "./uptime-correction.ts";

const now = new Date("2026-03-01T12:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

test("a time is corrected that is over, of which something is known, and that is not too long", () => {
  const check = (from: number, to: number, knownSince: Date | null = at(-10_000)) =>
    correctUptime({ startedAt: at(from), endedAt: at(to) }, { now, knownSince });
  expect(check(-2, 0)).toEqual({ startedAt: at(-2), endedAt: now });
  expect(check(-2, 0.001)).toMatchObject({ refusal: "uptime_correction.ends_in_future" });
  expect(check(-2, -2)).toMatchObject({ refusal: "uptime_correction.ends_before_start" });
  expect(check(-longestCorrectionDays * 24, 0)).toMatchObject({ endedAt: now });
  expect(check(-longestCorrectionDays * 24 - 1, 0)).toMatchObject({ refusal: "uptime_correction.too_long" });
  expect(check(-3, -1, at(-2))).toMatchObject({ refusal: "uptime_correction.starts_unknown" });
  expect(check(-2, -1, at(-2))).toMatchObject({ startedAt: at(-2) });
  expect(check(-3, -1, null)).toMatchObject({ startedAt: at(-3) });
});

const interval: fc.Arbitrary<StatusInterval> = fc
  .record({
    from: fc.nat({ max: 90 }),
    length: fc.integer({ min: 1, max: 30 }),
    status: fc.constantFrom(...serviceStatuses),
  })
  .map(({ from, length, status }) => ({ from, to: from + length, status }));

/** Some that do not overlap. */
const corrections = fc
  .array(interval, { maxLength: 4 })
  .map((all) =>
    all.filter((one, index) =>
      all.slice(0, index).every((other) => one.to <= other.from || one.from >= other.to),
    ),
  );

test("at each moment counts what was corrected, and where nothing was, what was told", () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 8 }), corrections, (told, corrected) => {
      const counted = withCorrections(told, corrected);
      expect(counted).toEqual(counted.toSorted((a, b) => a.from - b.from));
      for (let moment = 0; moment < 120; moment++) {
        const there = (one: StatusInterval) => one.from <= moment && one.to > moment;
        const right = corrected.find(there);
        const expected =
          right === undefined ? told.filter(there).map(({ status }) => status) : [right.status];
        const statuses = counted.filter(there).map(({ status }) => status);
        expect(statuses.toSorted()).toEqual(expected.toSorted());
      }
    }),
  );
});

test("correcting twice is correcting once, and no time is lost or won", () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 8 }), corrections, (told, corrected) => {
      const once = withCorrections(told, corrected);
      expect(statusIntervals(withCorrections(once, corrected))).toEqual(statusIntervals(once));
      const scale = { dates: ["2026-03-01"], bounds: [0, 120] };
      const [day] = dailyStatuses(once, scale, { from: 0, to: 120 });
      expect(Object.values(day?.lasted ?? {}).reduce((sum, length) => sum + length, 0)).toBe(120);
    }),
  );
});
