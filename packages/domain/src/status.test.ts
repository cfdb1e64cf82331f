import fc from "fast-check";
import { expect, test } from "vitest";
import { anyReordering, anyStatus } from "./status.fixture.ts";
import { serviceStatuses, serviceStatusLabels, severity, worst } from "./status.ts";

test("severity rises from operational to a major outage", () => {
  const inOrder = [
    "operational",
    "under_maintenance",
    "degraded_performance",
    "partial_outage",
    "major_outage",
  ] as const;
  expect(inOrder.map(severity)).toEqual([0, 1, 2, 3, 4]);
  expect(serviceStatuses).toEqual(inOrder);
});

test("the worst of no statuses is operational", () => {
  expect(worst([])).toBe("operational");
});

test("the worst is one of the statuses, and none is more severe", () => {
  fc.assert(
    fc.property(fc.array(anyStatus, { minLength: 1 }), (statuses) => {
      const result = worst(statuses);
      expect(statuses).toContain(result);
      expect(Math.max(...statuses.map(severity))).toBe(severity(result));
    }),
  );
});

test("the order of statuses does not change which is worst", () => {
  fc.assert(
    fc.property(anyReordering(fc.array(anyStatus)), ({ list, reordered }) => {
      expect(worst(reordered)).toBe(worst(list));
    }),
  );
});

test("the worst can be taken of anything that is gone through once", () => {
  const severities = new Map([["API", "partial_outage"] as const, ["Website", "operational"] as const]);
  expect(worst(severities.values())).toBe("partial_outage");
});

test("each status has its two words", () => {
  expect(serviceStatusLabels).toEqual({
    operational: { label: "Operational", short: "Up" },
    under_maintenance: { label: "Under maintenance", short: "Maintenance" },
    degraded_performance: { label: "Degraded performance", short: "Degraded" },
    partial_outage: { label: "Partial outage", short: "Partial" },
    major_outage: { label: "Major outage", short: "Down" },
  });
});
