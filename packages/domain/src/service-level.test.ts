import fc from "fast-check";
import { expect, test } from "vitest";
import { isBudgetLow, type MonthMeasured, serviceLevel } from "./service-level.ts";
import { defaultUptimeRule, maintenanceRules, uptimeOf } from "./uptime.ts";

const day = 86_400_000;
const minute = 60_000;
const quiet = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0,
  major_outage: 0,
};

function month(lasted: Partial<MonthMeasured["lasted"]>, ahead = 0): MonthMeasured {
  return { lasted: { ...quiet, ...lasted }, ahead };
}

const anyMinutes = fc.integer({ min: 0, max: 44_640 }).map((minutes) => minutes * minute);
const anyMonth = fc.record({
  lasted: fc.record({
    operational: anyMinutes,
    under_maintenance: anyMinutes,
    degraded_performance: anyMinutes,
    partial_outage: anyMinutes,
    major_outage: anyMinutes,
  }),
  ahead: anyMinutes,
});
/** Thousandths of a percent. */
const anyTarget = fc.integer({ min: 50_000, max: 100_000 }).map((thousandths) => thousandths / 1000);
const anyRule = fc.constantFrom(
  ...maintenanceRules.map((maintenance) => ({ ...defaultUptimeRule, maintenance })),
);

test("99.9 % of thirty days allow 43 minutes and 12 seconds, to the millisecond", () => {
  expect(serviceLevel(month({ operational: 30 * day }), 99.9, defaultUptimeRule)).toEqual({
    state: "met",
    budget: 43.2 * minute,
    spent: 0,
    remaining: 43.2 * minute,
  });
});

test("the budget is that of the whole month, also while most of it is to come", () => {
  const level = serviceLevel(
    month({ operational: day, major_outage: 40 * minute }, 29 * day),
    99.9,
    defaultUptimeRule,
  );
  expect(level.state).toBe("on_track");
  expect(level.remaining).toBe(Math.round((30 * day + 40 * minute) / 1000) - 40 * minute);
  expect(isBudgetLow(level)).toBe(true);
});

test("what cannot be made good again is missed before the month is over", () => {
  const level = serviceLevel(
    month({ operational: day, major_outage: 60 * minute }, 29 * day),
    99.9,
    defaultUptimeRule,
  );
  expect(level.state).toBe("missed");
  expect(level.remaining).toBeLessThan(0);
});

test("a target of 100 % leaves nothing to spend, and is no warning while nothing is spent", () => {
  const fine = serviceLevel(month({ operational: 30 * day }), 100, defaultUptimeRule);
  expect([fine.state, fine.budget, isBudgetLow(fine)]).toEqual(["met", 0, false]);
  const short = serviceLevel(month({ operational: 30 * day, major_outage: 1 }), 100, defaultUptimeRule);
  expect([short.state, isBudgetLow(short)]).toEqual(["missed", true]);
});

test("a month of which nothing is known is neither met nor missed", () => {
  expect(serviceLevel(month({}), 99, defaultUptimeRule)).toMatchObject({ state: "no_data", budget: 0 });
});

test("a month that is over is met exactly when its uptime reaches the target", () => {
  fc.assert(
    fc.property(anyMonth, anyTarget, anyRule, ({ lasted }, slaTarget, rule) => {
      const uptime = uptimeOf(lasted, rule);
      const { state } = serviceLevel({ lasted, ahead: 0 }, slaTarget, rule);
      if (uptime === null) expect(state).toBe("no_data");
      // What lies within rounding to a millisecond may be either.
      else if (Math.abs(uptime * 100 - slaTarget) > 1e-6)
        expect(state).toBe(uptime * 100 > slaTarget ? "met" : "missed");
    }),
  );
});

test("more downtime in the place of uptime leaves less, and a harder target too", () => {
  fc.assert(
    fc.property(anyMonth, anyTarget, anyMinutes, fc.nat(20_000), (measured, slaTarget, more, harder) => {
      const { lasted } = measured;
      const moved = Math.min(more, lasted.operational);
      const worse = {
        ...measured,
        lasted: {
          ...lasted,
          operational: lasted.operational - moved,
          major_outage: lasted.major_outage + moved,
        },
      };
      const { remaining } = serviceLevel(measured, slaTarget, defaultUptimeRule);
      expect(serviceLevel(worse, slaTarget, defaultUptimeRule).remaining).toBe(remaining - moved);
      const target = Math.min(100, slaTarget + harder / 1000);
      expect(serviceLevel(measured, target, defaultUptimeRule).remaining).toBeLessThanOrEqual(remaining);
    }),
  );
});
