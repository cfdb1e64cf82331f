import { defaultUptimeRule } from "@fanal/domain";
import { expect, test } from "vitest";
import { lastedWords, uptimeAfter } from "./effect.ts";

const none = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0,
  major_outage: 0,
  unknown: 0,
};
const whole = {
  rule: defaultUptimeRule,
  seconds: { ...none, operational: 80, major_outage: 20, unknown: 50 },
};

test("what a correction does to the uptime is told before it is made", () => {
  const part = { seconds: { ...none, major_outage: 10, unknown: 5 } };
  expect(uptimeAfter(whole, part, "operational")).toBe(0.9);
  expect(uptimeAfter(whole, part, "partial_outage")).toBe(0.87);
  expect(uptimeAfter(whole, part, "major_outage")).toBe(0.8);
  expect(uptimeAfter({ ...whole, seconds: { ...none, unknown: 50 } }, { seconds: none }, "operational")).toBe(
    null,
  );
});

test("what counts now is told by status and length", () => {
  expect(lastedWords({ seconds: { ...none, operational: 7_200, major_outage: 5_400 } })).toBe(
    "Operational 2 h, Major outage 1 h 30 min",
  );
  expect(lastedWords({ seconds: none })).toBe("");
});
