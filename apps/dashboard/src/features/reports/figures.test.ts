import { expect, test } from "vitest";
import { meanWords, type Row, secondsWords, sorted, sortOf } from "./figures.ts";

const quiet = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0,
  major_outage: 0,
  unknown: 0,
};

function row(name: string, uptime: number | null, incidents = 0, major_outage = 0): Row {
  return { serviceId: name, name, uptime, incidents, seconds: { ...quiet, major_outage } };
}

test("no time is a dash", () => {
  expect([0, 30, 8_040].map(secondsWords)).toEqual(["–", "< 1 min", "2 h 14 min"]);
  expect([null, 0, 8_040].map(meanWords)).toEqual(["–", "< 1 min", "2 h 14 min"]);
});

test("rows are sorted by each column, both ways, and what nothing is known of comes after the best", () => {
  const rows = [row("Web 10", null), row("Web 9", 1, 2), row("API", 0.9, 1, 60)];
  const names = (sort: Parameters<typeof sorted>[1]) => sorted(rows, sort).map(({ name }) => name);
  expect(names(undefined)).toEqual(["Web 10", "Web 9", "API"]);
  expect(names("service")).toEqual(["API", "Web 9", "Web 10"]);
  expect(names("uptime")).toEqual(["API", "Web 9", "Web 10"]);
  expect(names("-incidents")).toEqual(["Web 9", "API", "Web 10"]);
  expect(names("-trouble")[0]).toBe("API");
});

test("an address names a column, and nothing else", () => {
  expect(["uptime", "-incidents", "size", undefined].map(sortOf)).toEqual([
    "uptime",
    "-incidents",
    undefined,
    undefined,
  ]);
});
