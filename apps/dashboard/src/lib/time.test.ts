import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { agoWords, clockTime, duration, fullTime, localInputValue, monthOf, shortAge } from "./time.ts";

const now = new Date("2026-11-12T14:32:00Z");
const timeAgo = (milliseconds: number) => new Date(now.getTime() - milliseconds).toISOString();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

beforeEach(() => {
  vi.stubEnv("TZ", "Europe/Berlin");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the age of a row", () => {
  it.each([
    [0, "now"],
    [59_999, "now"],
    [minute, "1m"],
    [59 * minute, "59m"],
    [hour, "1h"],
    [23 * hour, "23h"],
  ])("%d ms ago is %s", (ago, words) => {
    expect(shortAge(timeAgo(ago), now)).toBe(words);
  });

  it("names the weekday and the time within a week", () => {
    expect(shortAge(timeAgo(2 * day), now)).toMatch(/^Tue,? 15:32$/);
  });

  it("names the date after a week, and the year when it is another", () => {
    expect(shortAge("2026-10-03T10:00:00Z", now)).toBe("3 Oct");
    expect(shortAge("2025-10-03T10:00:00Z", now)).toBe("3 Oct 2025");
  });

  it("says “ago” in a sentence, where it is an age", () => {
    const words = [0, 14 * minute, 3 * hour].map((ago) => agoWords(timeAgo(ago), now));
    expect(words).toEqual(["now", "14m ago", "3h ago"]);
    expect(agoWords("2026-10-03T10:00:00Z", now)).toBe("3 Oct");
  });

  it("is now for a server whose clock runs a little ahead", () => {
    expect(shortAge(timeAgo(-5_000), now)).toBe("now");
  });
});

describe("a duration", () => {
  it.each([
    [20_000, "< 1 min"],
    [14 * minute, "14 min"],
    [2 * hour, "2 h"],
    [2 * hour + 14 * minute, "2 h 14 min"],
    [3 * day + 4 * hour + 20 * minute, "3 d 4 h"],
    [-minute, "< 1 min"],
  ])("of %d ms reads %s", (length, words) => {
    expect(duration(timeAgo(length), now)).toBe(words);
  });
});

it("the whole time carries its zone", () => {
  expect(fullTime("2026-11-12T14:32:00Z")).toMatch(/12 November 2026.*15:32.*(CET|GMT\+1)/);
});

it("a clock time names the day only when it is not today", () => {
  expect(clockTime("2026-11-12T06:05:00Z", now)).toBe("07:05");
  expect(clockTime("2026-11-11T06:05:00Z", now)).toBe("11 Nov, 07:05");
  expect(clockTime("2025-11-11T06:05:00Z", now)).toBe("11 Nov 2025, 07:05");
});

it("groups by the month of the reader's zone", () => {
  expect(monthOf("2026-10-31T23:30:00Z")).toBe("November 2026");
});

it("a field for date and time holds the minute of the reader's zone, and gives it back", () => {
  expect(localInputValue(now)).toBe("2026-11-12T15:32");
  expect(new Date(localInputValue(now)).toISOString()).toBe(now.toISOString());
});
