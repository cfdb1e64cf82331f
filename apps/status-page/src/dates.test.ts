import { expect, test } from "vitest";
import { datesIn, durationBetween } from "./dates.ts";
import { stretches } from "./days.ts";

const duration = (from: string, to: string) => durationBetween("en", from, to);
const at = "2025-11-22T23:32:00Z";

test("a time carries its zone, and its date only on another day", () => {
  expect(datesIn("en", "Europe/Berlin").time(at, "2025-11-23")).toBe("00:32 CET");
  expect(datesIn("en", "America/New_York").time(at, "2025-11-23")).toBe("22 Nov, 18:32 EST");
  expect(datesIn("en", "Asia/Kolkata").time(at, "2026-01-02")).toBe("23 Nov 2025, 05:02 IST");
  expect(datesIn("en", "UTC").time(at, "2025-11-22")).toBe("23:32 UTC");
  expect(datesIn("en", "America/Sao_Paulo").fullTime(at)).toBe("22 Nov 2025, 20:32 GMT-3");
});

test("a zone is named with its short name where it has one of its own", () => {
  expect(datesIn("en", "Europe/Berlin").zoneLabel(at)).toBe("Europe/Berlin (CET)");
  expect(datesIn("en", "UTC").zoneLabel(at)).toBe("UTC");
});

test("a zone that the runtime does not know falls back to UTC", () => {
  expect(datesIn("en", "Nowhere/At_All").time(at, "2025-11-22")).toBe("23:32 UTC");
});

test("a duration has at most two units", () => {
  expect(duration(at, at)).toBe("1m");
  expect(duration("2025-11-22T10:00:00Z", "2025-11-22T12:14:00Z")).toBe("2h 14m");
  expect(duration("2025-11-22T10:00:00Z", "2025-11-22T12:00:00Z")).toBe("2h");
  expect(duration("2025-11-20T10:00:00Z", "2025-11-22T12:14:00Z")).toBe("2d 2h");
});

test("quiet stretches cross months and years", () => {
  expect(datesIn("en", "UTC").days("2025-11-09", "2025-11-11")).toBe("9–11 November");
  expect(datesIn("en", "UTC").days("2025-11-30", "2025-12-02")).toBe("30 November – 2 December");
  expect(datesIn("en", "UTC").days("2025-11-09", "2025-11-09")).toBe("9 November");
});

test("the days of the timeline are counted in the page's zone, through a change of the clocks too", () => {
  expect(datesIn("en", "Europe/Berlin").dayOf(at)).toBe("2025-11-23");
  expect(stretches([], "2025-10-27", 3)).toEqual([
    { kind: "quiet", first: "2025-10-25", last: "2025-10-27" },
  ]);
});
