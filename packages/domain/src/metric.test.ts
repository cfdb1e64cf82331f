import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chartOf,
  chartWindow,
  hoursOf,
  keptDays,
  metricPeriods,
  metricWindow,
  rollupMs,
  summarize,
  takePoints,
} from "./metric.ts";

const now = new Date("2026-11-26T12:34:56.789Z");

describe("the points of a request", () => {
  test("name their time as seconds, as ISO 8601, or not at all", () => {
    const { points } = takePoints(
      [{ at: 1_795_000_000.5, value: 1 }, { at: "2026-11-26T13:00:00+01:00", value: 2 }, { value: 3 }],
      new Date(1_795_000_001_000),
    );
    expect(points).toContainEqual({ at: new Date(1_795_000_000_500), value: 1 });
    expect(takePoints([{ at: "2026-11-26T13:00:00+01:00", value: 2 }], now).points[0]?.at).toEqual(
      new Date("2026-11-26T12:00:00.000Z"),
    );
    expect(takePoints([{ value: 3 }], now).points).toEqual([{ at: now, value: 3 }]);
  });

  test("count once for a moment: the later one in the list", () => {
    const at = "2026-11-26T12:00:00Z";
    expect(
      takePoints(
        [
          { at, value: 1 },
          { at: Date.parse(at) / 1_000, value: 2 },
        ],
        now,
      ).points,
    ).toEqual([{ at: new Date(at), value: 2 }]);
  });

  test("are refused by their place when their time is past keeping or has not come", () => {
    const days = (count: number) => new Date(now.getTime() + count * 86_400_000).toISOString();
    const { points, refused } = takePoints(
      [
        { value: 1 },
        { at: days(-keptDays.points - 0.001), value: 2 },
        { at: days(-keptDays.points), value: 3 },
        { at: now.getTime(), value: 4 },
      ],
      now,
    );
    expect(points.map(({ value }) => value)).toEqual([3, 1]);
    expect(refused.map(({ index }) => index)).toEqual([1, 3]);
    expect(refused[1]?.message).toContain("not milliseconds");
  });

  test("lie in hours that hold them all", () => {
    const times = fc.array(fc.date({ min: new Date(0), max: now, noInvalidDate: true }), { maxLength: 50 });
    fc.assert(
      fc.property(times, (dates) => {
        const hours = hoursOf(dates.map((at) => ({ at, value: 0 })));
        expect(hours).toEqual(hours.toSorted((a, b) => a.getTime() - b.getTime()));
        for (const at of dates) {
          const holding = hours.filter(
            (hour) => hour <= at && at.getTime() < hour.getTime() + rollupMs.hours,
          );
          expect(holding).toHaveLength(1);
        }
      }),
    );
  });
});

describe("a chart", () => {
  test("shows a day in five minutes and longer periods in hours, up to the present bucket", () => {
    expect(metricWindow("day", now, now)).toEqual({
      from: new Date("2026-11-25T12:35:00Z"),
      until: new Date("2026-11-26T12:35:00Z"),
      resolution: "fiveMinutes",
    });
    expect(metricWindow("week", now, now)).toEqual({
      from: new Date("2026-11-19T13:00:00Z"),
      until: new Date("2026-11-26T13:00:00Z"),
      resolution: "hours",
    });
  });

  test("of a day so long ago that five minutes are not kept shows hours", () => {
    const long = new Date(now.getTime() - keptDays.fiveMinutes * 86_400_000);
    expect(metricWindow("day", long, now).resolution).toBe("hours");
  });

  test("begins and ends with whole buckets, and holds its end", () => {
    const until = fc.date({ min: new Date("2025-01-01"), max: now, noInvalidDate: true });
    fc.assert(
      fc.property(until, fc.constantFrom(...metricPeriods), (at, period) => {
        const { from, until: end, resolution } = metricWindow(period, at, now);
        expect([from.getTime() % rollupMs[resolution], end.getTime() % rollupMs[resolution]]).toEqual([0, 0]);
        expect(end > at && end.getTime() - at.getTime() <= rollupMs[resolution]).toBe(true);
      }),
    );
  });
});

describe("the chart that visitors see", () => {
  test("has the averages of its stretches, and gaps where there is nothing", () => {
    const until = new Date("2026-11-26T12:35:00Z");
    const window = chartWindow("day", until);
    expect(window).toMatchObject({ from: new Date("2026-11-25T12:45:00Z"), resolution: "fiveMinutes" });
    const bucket = (at: string, count: number, sum: number) => ({
      at: new Date(at),
      count,
      sum,
      min: 1,
      max: 9,
    });
    const chart = chartOf("day", window, [
      bucket("2026-11-25T12:45:00Z", 1, 2),
      bucket("2026-11-25T12:55:00Z", 3, 18),
      bucket("2026-11-26T12:30:00Z", 2, 6),
    ]);
    expect(chart.averages).toHaveLength(96);
    expect(chart.averages.flatMap((value, index) => (value === null ? [] : [[index, value]]))).toEqual([
      [0, 5],
      [95, 3],
    ]);
    expect(chart.summary).toEqual({ count: 6, average: 26 / 6, min: 1, max: 9 });
  });

  test("holds every bucket of its window in one of its stretches", () => {
    const until = fc.date({ min: new Date("2025-01-01"), max: now, noInvalidDate: true });
    fc.assert(
      fc.property(
        until,
        fc.constantFrom(...metricPeriods),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (end, period, share) => {
          const window = chartWindow(period, end);
          const span = window.until.getTime() - window.from.getTime();
          const at = new Date(window.from.getTime() + Math.floor(share * (span - 1)));
          const { averages } = chartOf(period, window, [{ at, count: 1, sum: 7, min: 7, max: 7 }]);
          expect(averages.filter((value) => value !== null)).toEqual([7]);
          expect(averages.length).toBeLessThan(100);
        },
      ),
    );
  });
});

describe("buckets together", () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

  test("have the average, the least and the greatest of all their points", () => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 1 }), { minLength: 1 }), (parts) => {
        const buckets = parts.map((values) => ({
          at: now,
          count: values.length,
          sum: values.reduce((sum, one) => sum + one, 0),
          min: Math.min(...values),
          max: Math.max(...values),
        }));
        const all = parts.flat();
        const summary = summarize(buckets);
        expect(summary).toMatchObject({ count: all.length, min: Math.min(...all), max: Math.max(...all) });
        expect(summary?.average).toBeCloseTo(all.reduce((sum, one) => sum + one, 0) / all.length, 4);
      }),
    );
  });

  test("are nothing when there are none", () => {
    expect(summarize([])).toBeNull();
  });
});
