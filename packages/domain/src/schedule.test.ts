import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isLocalTime,
  lengthInWords,
  localTimeAfter,
  localTimeOf,
  minutesBetween,
  momentOf,
  utcOffsetOf,
  zonedTime,
} from "./schedule.ts";

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Africa/Casablanca",
  "America/Santiago",
];
const anyZone = fc.constantFrom(...zones);
const anyMinute = fc
  .integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));
const minuteMs = 60_000;

test("what a clock shows at a moment leads back to it, but in the hour that there is twice to its first", () => {
  fc.assert(
    fc.property(anyMinute, anyZone, (moment, zone) => {
      const back = momentOf(localTimeOf(moment, zone), zone);
      const behind = moment.getTime() - back.getTime();
      if (behind === 0) return;
      expect(localTimeOf(back, zone)).toBe(localTimeOf(moment, zone));
      expect(behind).toBeGreaterThan(0);
      expect(behind).toBeLessThanOrEqual(120 * minuteMs);
    }),
    { numRuns: 1000 },
  );
});

test("a reading that is skipped moves forward, and every other one is shown at its moment", () => {
  fc.assert(
    fc.property(anyMinute, anyZone, (time, zone) => {
      const local = time.toISOString().slice(0, 16);
      const shown = localTimeOf(momentOf(local, zone), zone);
      expect(shown >= local).toBe(true);
      if (shown !== local)
        expect(utcOffsetOf(new Date(momentOf(local, zone).getTime() - 121 * minuteMs), zone)).not.toBe(
          utcOffsetOf(momentOf(local, zone), zone),
        );
    }),
    { numRuns: 1000 },
  );
});

test("minutes on the wall are the same forth and back", () => {
  fc.assert(
    fc.property(anyMinute, fc.integer({ min: -100_000, max: 100_000 }), (time, minutes) => {
      const local = time.toISOString().slice(0, 16);
      expect(minutesBetween(local, localTimeAfter(local, minutes))).toBe(minutes);
    }),
  );
});

describe("a local time", () => {
  test.each(["2026-02-28T23:59", "2028-02-29T00:00", "1970-01-01T00:00", "9998-12-31T23:59"])(
    "%s is one",
    (text) => {
      expect(isLocalTime(text)).toBe(true);
    },
  );
  test.each([
    "2026-02-29T00:00",
    "2026-04-31T00:00",
    "2026-13-01T00:00",
    "2026-01-01T24:00",
    "2026-01-01T10:60",
    "1969-12-31T23:59",
    "9999-01-01T00:00",
    "2026-01-01",
    "2026-01-01T10:00Z",
    "2026-01-01T10:00:00",
    "",
  ])("%j is none", (text) => {
    expect(isLocalTime(text)).toBe(false);
  });
});

test("lengths are told in their two largest units", () => {
  const minutes = [1, 59, 60, 61, 120, 150, 1440, 1441, 1500, 2880, 0.2];
  expect(minutes.map((count) => lengthInWords(count * minuteMs))).toEqual([
    "1 minute",
    "59 minutes",
    "1 hour",
    "1 hour 1 minute",
    "2 hours",
    "2 hours 30 minutes",
    "1 day",
    "1 day 1 minute",
    "1 day 1 hour",
    "2 days",
    "1 minute",
  ]);
});

test("a time in a zone has the offset of that moment there, and none but Z where the zone is UTC", () => {
  expect(zonedTime("2026-07-01T12:00:00.000Z", "America/New_York")).toBe("2026-07-01T08:00:00.000-04:00");
  expect(zonedTime("2026-12-01T12:00:00Z", "America/New_York")).toBe("2026-12-01T07:00:00.000-05:00");
  expect(zonedTime("2026-12-01T12:00:00.120Z", "Etc/UTC")).toBe("2026-12-01T12:00:00.120Z");
  expect(zonedTime("2026-12-01T12:00:00.000Z", "Atlantic/Reykjavik")).toBe("2026-12-01T12:00:00.000+00:00");
});
