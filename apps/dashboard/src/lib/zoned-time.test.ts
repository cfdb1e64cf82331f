import { expect, it } from "vitest";
import { offsetWords, zonedWindow } from "./zoned-time.ts";

it("an offset is said as people write it", () => {
  const summer = new Date("2026-07-01T12:00:00Z");
  expect(["Etc/UTC", "Asia/Kolkata", "America/New_York"].map((zone) => offsetWords(summer, zone))).toEqual([
    "UTC",
    "UTC+05:30",
    "UTC−04:00",
  ]);
});

it("a window names its second date only where it ends on another one", () => {
  const now = new Date("2026-11-01T12:00:00Z");
  const start = new Date("2026-11-10T22:00:00Z");
  const end = new Date("2026-11-11T01:00:00Z");
  expect(zonedWindow(start, end, "America/New_York", now)).toBe("Tue 10 Nov, 17:00–20:00");
  expect(zonedWindow(start, end, "Etc/UTC", now)).toBe("Tue 10 Nov, 22:00 – Wed 11 Nov, 01:00");
});
