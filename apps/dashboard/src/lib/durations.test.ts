import { expect, test } from "vitest";
import { everyWords, inUnits, secondsOf } from "./durations.ts";

test("a time is shown in the largest unit that it is a whole number of, and comes back the same", () => {
  expect([90, 60, 5_400, 7_200, 86_400, 90_000].map(inUnits)).toEqual([
    { count: 90, unit: "seconds" },
    { count: 1, unit: "minutes" },
    { count: 90, unit: "minutes" },
    { count: 2, unit: "hours" },
    { count: 1, unit: "days" },
    { count: 25, unit: "hours" },
  ]);
  for (const seconds of [30, 60, 300, 5_400, 7_200, 604_800]) {
    const { count, unit } = inUnits(seconds);
    expect(secondsOf(count, unit)).toBe(seconds);
  }
});

test("how often is said as people say it", () => {
  expect([60, 3_600, 86_400, 5_400, 172_800, 90].map(everyWords)).toEqual([
    "every minute",
    "every hour",
    "every day",
    "every 90 minutes",
    "every 2 days",
    "every 90 seconds",
  ]);
});
