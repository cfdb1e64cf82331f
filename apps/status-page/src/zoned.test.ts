import { expect, test } from "vitest";
import { rangeLabel, stretches } from "./days.ts";
import { dayIn, duration, fullTimeIn, timeIn, zoneLabel } from "./zoned.ts";

const at = "2025-11-22T23:32:00Z";

test("a time carries its zone, and its date only on another day", () => {
  expect(timeIn("Europe/Berlin", at, "2025-11-23")).toBe("00:32 CET");
  expect(timeIn("America/New_York", at, "2025-11-23")).toBe("22 Nov, 18:32 EST");
  expect(timeIn("Asia/Kolkata", at, "2026-01-02")).toBe("23 Nov 2025, 05:02 IST");
  expect(timeIn("UTC", at, "2025-11-22")).toBe("23:32 UTC");
  expect(fullTimeIn("America/Sao_Paulo", at)).toBe("22 Nov 2025, 20:32 GMT-3");
});

test("a zone is named with its short name where it has one of its own", () => {
  expect(zoneLabel("Europe/Berlin", at)).toBe("Europe/Berlin (CET)");
  expect(zoneLabel("UTC", at)).toBe("UTC");
});

test("a zone that the runtime does not know falls back to UTC", () => {
  expect(timeIn("Nowhere/At_All", at, "2025-11-22")).toBe("23:32 UTC");
});

test("a duration has at most two units", () => {
  expect(duration(at, at)).toBe("1 min");
  expect(duration("2025-11-22T10:00:00Z", "2025-11-22T12:14:00Z")).toBe("2 h 14 min");
  expect(duration("2025-11-22T10:00:00Z", "2025-11-22T12:00:00Z")).toBe("2 h");
  expect(duration("2025-11-20T10:00:00Z", "2025-11-22T12:14:00Z")).toBe("2 d 2 h");
});

test("quiet stretches cross months and years", () => {
  expect(rangeLabel("2025-11-09", "2025-11-11")).toBe("9–11 November");
  expect(rangeLabel("2025-11-30", "2025-12-02")).toBe("30 November – 2 December");
  expect(rangeLabel("2025-11-09", "2025-11-09")).toBe("9 November");
});

test("the days of the timeline are counted in the page's zone, through a change of the clocks too", () => {
  expect(dayIn("Europe/Berlin", at)).toBe("2025-11-23");
  expect(stretches([], "2025-10-27", 3)).toEqual([
    { kind: "quiet", first: "2025-10-25", last: "2025-10-27" },
  ]);
});
