import { expect, test } from "vitest";
import { askedOf, dateWords, periodChoices, periodWords } from "./period.ts";
import { periodOf } from "./search.ts";

const now = new Date("2026-03-01T02:00:00Z");

test("days and months are those of the organization's zone, not of the reader's", () => {
  expect(askedOf("30d", now, "America/New_York")).toEqual({ from: "2026-01-30", by: "day" });
  expect(askedOf("30d", now, "Europe/Berlin")).toEqual({ from: "2026-01-31", by: "day" });
  expect(periodChoices(now, "America/New_York").months[0]).toBe("2026-02");
  expect(periodChoices(now, "Europe/Berlin").months.slice(0, 3)).toEqual(["2026-03", "2026-02", "2026-01"]);
});

test("a month is asked for by its days, and a year by its months", () => {
  expect(askedOf("2025-12", now, "Etc/UTC")).toEqual({ from: "2025-12-01", to: "2026-01-01", by: "day" });
  expect(askedOf("365d", now, "Etc/UTC")).toEqual({ from: "2025-03-02", by: "month" });
});

test("an address says a month or some last days, and nothing else", () => {
  expect(["2026-11", "90d"].map(periodOf)).toEqual(["2026-11", "90d"]);
  expect(["2026-13", "7d", "", 30, undefined].map(periodOf)).toEqual(Array(5).fill(undefined));
});

test("periods have names", () => {
  expect([periodWords("2026-11"), periodWords("90d")]).toEqual(["November 2026", "Last 90 days"]);
  expect([dateWords("2026-11-03", "day"), dateWords("2026-11-01", "month")]).toEqual(["3 Nov", "Nov 2026"]);
});
