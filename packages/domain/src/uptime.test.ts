import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyReordering, anyStatus, statusNamed } from "./status.fixture.ts";
import { type ServiceStatus, serviceStatuses, severity } from "./status.ts";
import {
  type DayScale,
  dailyStatuses,
  dateOf,
  daysUntil,
  defaultUptimeRule,
  lastDays,
  maintenanceRules,
  periodsIn,
  periodUnits,
  roundDown,
  type Span,
  type StatusInterval,
  startOfDay,
  startOfPeriod,
  statusIntervals,
  sumLasted,
  uptime,
  uptimeOf,
  weightedStatuses,
} from "./uptime.ts";
import vectors from "./vectors/uptime.json" with { type: "json" };

const hour = 3_600_000;
const nothing = {
  operational: 0,
  under_maintenance: 0,
  degraded_performance: 0,
  partial_outage: 0,
  major_outage: 0,
};
const start = Date.UTC(2024, 0, 1);
/** Two years, with every change of the clocks in them. */
const anyMoment = fc.integer({ min: 0, max: 731 * 24 * 60 }).map((minutes) => start + minutes * 60_000);
const anyZone = fc.constantFrom(
  "Etc/UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "America/Santiago",
  "Pacific/Kiritimati",
);
const anyScale = fc
  .record({ count: fc.integer({ min: 1, max: 90 }), at: anyMoment, timeZone: anyZone })
  .map(({ count, ...now }) => lastDays(count, now));

/** Spans that lie around the days of a scale. */
function anySpan({ bounds }: DayScale): fc.Arbitrary<Span> {
  const [first = 0] = bounds;
  const last = bounds.at(-1) ?? first;
  const anyTime = fc.integer({ min: first - 30 * hour, max: last + 30 * hour });
  return fc
    .tuple(anyTime, anyTime)
    .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }));
}

function anyIntervals(scale: DayScale): fc.Arbitrary<StatusInterval[]> {
  const interval = fc.tuple(anySpan(scale), anyStatus).map(([span, status]) => ({ ...span, status }));
  return fc.array(interval, { maxLength: 8 });
}

const anyService = anyScale.chain((scale) =>
  fc.record({ scale: fc.constant(scale), intervals: anyIntervals(scale), known: anySpan(scale) }),
);

describe("the cases that others can check", () => {
  test.each(vectors.cases)(
    "$name",
    ({ timeZone, at, days, knownFrom, intervals, expected, uptime: share }) => {
      const now = Date.parse(at);
      const known = { from: Date.parse(knownFrom), to: now };
      const spans = intervals.map(({ status, from, to }) => ({
        status: statusNamed(status),
        from: Date.parse(from),
        to: Date.parse(to),
      }));
      const found = dailyStatuses(spans, lastDays(days, { at: now, timeZone }), known);
      const inHours = (ms: number) => Math.round((ms / hour) * 1e10) / 1e10;
      expect(
        found.map(({ date, worst, lasted, unknown }) => ({
          date,
          worst,
          hours: Object.fromEntries(
            Object.entries(lasted).flatMap(([status, ms]) => (ms === 0 ? [] : [[status, inHours(ms)]])),
          ),
          unknown: inHours(unknown),
        })),
      ).toEqual(expected);
      expect(uptime(found, defaultUptimeRule)).toBeCloseTo(share, 8);
    },
  );
});

test("days follow one another without a gap, begin at midnight and end with the one asked for", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), anyMoment, anyZone, (count, at, timeZone) => {
      const { dates, bounds } = lastDays(count, { at, timeZone });
      expect(dates).toHaveLength(count);
      expect(bounds).toHaveLength(count + 1);
      expect(bounds[count - 1]).toBeLessThanOrEqual(at);
      expect(bounds[count]).toBeGreaterThan(at);
      const dateOf = new Intl.DateTimeFormat("en-CA", { timeZone });
      dates.forEach((date, index) => {
        const [from = 0, to = 0] = bounds.slice(index);
        expect([dateOf.format(from), dateOf.format(to - 1)]).toEqual([date, date]);
        expect(dateOf.format(from - 1)).not.toBe(date);
      });
    }),
  );
});

test("what is told of a day adds up to its length", () => {
  fc.assert(
    fc.property(anyService, ({ scale, intervals, known }) => {
      dailyStatuses(intervals, scale, known).forEach(({ lasted, unknown }, index) => {
        const [from = 0, to = 0] = scale.bounds.slice(index);
        const parts = [...Object.values(lasted), unknown];
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(to - from);
        for (const part of parts) expect(part).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});

test("the order in which intervals are told does not matter", () => {
  const anyOrders = anyService.chain(({ scale, intervals, known }) =>
    anyReordering(fc.constant(intervals)).map((orders) => ({ scale, known, ...orders })),
  );
  fc.assert(
    fc.property(anyOrders, ({ scale, known, list, reordered }) => {
      expect(dailyStatuses(reordered, scale, known)).toEqual(dailyStatuses(list, scale, known));
    }),
  );
});

test("an interval told in two parts, or twice, says the same", () => {
  fc.assert(
    fc.property(anyService, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (service, index, share) => {
      const { scale, intervals, known } = service;
      const whole = intervals[index % Math.max(1, intervals.length)];
      if (whole === undefined) return;
      const middle = Math.round(whole.from + (whole.to - whole.from) * share);
      const others = intervals.filter((interval) => interval !== whole);
      const parts = [...others, { ...whole, to: middle }, { ...whole, from: middle }];
      const expected = dailyStatuses(intervals, scale, known);
      expect(dailyStatuses(parts, scale, known)).toEqual(expected);
      expect(dailyStatuses([...intervals, whole], scale, known)).toEqual(expected);
    }),
  );
});

test("uptime is between 0 and 1, and unknown exactly when every day is", () => {
  fc.assert(
    fc.property(anyService, ({ scale, intervals, known }) => {
      const days = dailyStatuses(intervals, scale, known);
      const share = uptime(days, defaultUptimeRule);
      expect(share === null).toBe(days.every((day) => day.worst === null));
      expect(share ?? 0).toBeGreaterThanOrEqual(0);
      expect(share ?? 1).toBeLessThanOrEqual(1);
    }),
  );
});

test("whatever is told besides makes no day look better and no uptime higher", () => {
  const anyMore = anyService.chain((service) =>
    fc.record({ service: fc.constant(service), more: anyIntervals(service.scale) }),
  );
  fc.assert(
    fc.property(anyMore, ({ service: { scale, intervals, known }, more }) => {
      const before = dailyStatuses(intervals, scale, known);
      const after = dailyStatuses([...intervals, ...more], scale, known);
      expect(uptime(after, defaultUptimeRule) ?? 0).toBeLessThanOrEqual(
        (uptime(before, defaultUptimeRule) ?? 0) + 1e-12,
      );
      after.forEach((day, index) => {
        expect(rank(day.worst)).toBeGreaterThanOrEqual(rank(before[index]?.worst ?? null));
      });
    }),
  );
});

test("each moment has the worst of what is told of it", () => {
  fc.assert(
    fc.property(anyService, anyMoment, ({ scale, intervals }, at) => {
      const [first = 0] = scale.bounds;
      const moment = first + (at % ((scale.bounds.at(-1) ?? first) - first));
      const told = intervals.filter(({ from, to }) => from <= moment && moment < to);
      const days = dailyStatuses(intervals, scale, { from: moment, to: moment + 1 });
      const expected = told.reduce<ServiceStatus>(
        (worst, { status }) => (severity(status) > severity(worst) ? status : worst),
        "operational",
      );
      const shown = days.flatMap(({ lasted }) => serviceStatuses.filter((status) => lasted[status] === 1));
      expect(shown).toEqual([expected]);
    }),
  );
});

function rank(status: ServiceStatus | null): number {
  return status === null ? -1 : severity(status);
}

const anyUnit = fc.constantFrom(...periodUnits);
const anyRule = fc.record({
  weights: fc.record({
    degraded_performance: fc.double({ min: 0, max: 1, noNaN: true }),
    partial_outage: fc.double({ min: 0, max: 1, noNaN: true }),
    major_outage: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  maintenance: fc.constantFrom(...maintenanceRules),
});
const anyLasted = fc.record({
  operational: fc.nat(),
  under_maintenance: fc.nat(),
  degraded_performance: fc.nat(),
  partial_outage: fc.nat(),
  major_outage: fc.nat(),
});

describe("periods of the calendar", () => {
  const anyCut = fc
    .record({ one: anyMoment, other: anyMoment, unit: anyUnit, timeZone: anyZone })
    .map(({ one, other, ...rest }) => ({
      ...rest,
      span: { from: Math.min(one, other), to: Math.max(one, other) },
    }));

  test("follow one another without a gap from the beginning of the span to its end", () => {
    fc.assert(
      fc.property(anyCut, ({ span, unit, timeZone }) => {
        const { dates, bounds } = periodsIn(span, unit, timeZone);
        expect(bounds).toHaveLength(dates.length + 1);
        expect([bounds[0], bounds.at(-1)]).toEqual([span.from, span.from === span.to ? span.from : span.to]);
        expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
      }),
    );
  });

  test("begin at midnight of the first day of a week, a month or a year in the zone, but for the first", () => {
    fc.assert(
      fc.property(anyCut, ({ span, unit, timeZone }) => {
        const { dates, bounds } = periodsIn(span, unit, timeZone);
        dates.slice(1).forEach((date, index) => {
          const bound = bounds[index + 1] ?? 0;
          expect(startOfDay(date, timeZone)).toBe(bound);
          expect(dateOf(bound - 1, timeZone)).not.toBe(date);
          if (unit === "week") expect(new Date(date).getUTCDay()).toBe(1);
          if (unit === "month") expect(date).toMatch(/-01$/);
          if (unit === "year") expect(date).toMatch(/-01-01$/);
        });
      }),
    );
  });

  test("a year of days in Berlin has one of 23 hours and one of 25", () => {
    const zone = "Europe/Berlin";
    const span = { from: startOfDay("2025-01-01", zone), to: startOfDay("2026-01-01", zone) };
    const { dates, bounds } = periodsIn(span, "day", zone);
    const odd = dates.filter((_, index) => (bounds[index + 1] ?? 0) - (bounds[index] ?? 0) !== 24 * hour);
    expect([dates.length, odd]).toEqual([365, ["2025-03-30", "2025-10-26"]]);
    expect(daysUntil("2025-01-01", "2026-01-01", zone)).toEqual({ dates, bounds });
  });

  test("cut in days or in months, a span lasts as long", () => {
    fc.assert(
      fc.property(anyService, anyUnit, anyZone, ({ scale, intervals, known }, unit, timeZone) => {
        const span = { from: scale.bounds[0] ?? 0, to: scale.bounds.at(-1) ?? 0 };
        const whole = dailyStatuses(intervals, { dates: [""], bounds: [span.from, span.to] }, known);
        const parts = dailyStatuses(intervals, periodsIn(span, unit, timeZone), known);
        expect(sumLasted(parts.map(({ lasted }) => lasted))).toEqual(whole[0]?.lasted);
      }),
    );
  });
});

test("intervals of a service are in order, do not overlap, never say the same twice in a row, and last as long as they are told", () => {
  fc.assert(
    fc.property(anyService, ({ scale, intervals }) => {
      const found = statusIntervals(intervals);
      found.slice(1).forEach(({ status, from }, index) => {
        const before = found[index];
        expect(from).toBeGreaterThanOrEqual(before?.to ?? 0);
        if (from === before?.to) expect(status).not.toBe(before.status);
      });
      const known = { from: scale.bounds[0] ?? 0, to: scale.bounds.at(-1) ?? 0 };
      expect(dailyStatuses(found, scale, known)).toEqual(dailyStatuses(intervals, scale, known));
    }),
  );
});

test("a period so far began when the first of its days did", () => {
  fc.assert(
    fc.property(anyMoment, anyUnit, anyZone, (at, unit, timeZone) => {
      const begun = startOfPeriod(at, unit, timeZone);
      expect(begun).toBeLessThanOrEqual(at);
      expect(periodsIn({ from: begun, to: at + 1 }, unit, timeZone).dates).toHaveLength(1);
    }),
  );
});

describe("the rule of a page", () => {
  test("gives a share between 0 and 1, or none where no time counts", () => {
    fc.assert(
      fc.property(anyLasted, anyRule, (lasted, rule) => {
        const share = uptimeOf(lasted, rule) ?? 0;
        expect(share).toBeGreaterThanOrEqual(-1e-12);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
    const onlyMaintenance = { ...nothing, under_maintenance: 5 };
    expect(uptimeOf(nothing, defaultUptimeRule)).toBeNull();
    expect(uptimeOf(onlyMaintenance, { ...defaultUptimeRule, maintenance: "excluded" })).toBeNull();
  });

  test("maintenance that counts as up makes no uptime lower than leaving it out, and that no lower than counting it as down", () => {
    fc.assert(
      fc.property(anyLasted, anyRule, (lasted, rule) => {
        const share = (maintenance: (typeof maintenanceRules)[number]) =>
          uptimeOf(lasted, { ...rule, maintenance }) ?? 0;
        if (uptimeOf(lasted, { ...rule, maintenance: "excluded" }) === null) return;
        expect(share("up")).toBeGreaterThanOrEqual(share("excluded") - 1e-12);
        expect(share("excluded")).toBeGreaterThanOrEqual(share("down") - 1e-12);
      }),
    );
  });

  test("a heavier weight makes no uptime higher", () => {
    fc.assert(
      fc.property(anyLasted, anyRule, fc.constantFrom(...weightedStatuses), (lasted, rule, status) => {
        const heavier = { ...rule, weights: { ...rule.weights, [status]: 1 } };
        expect(uptimeOf(lasted, heavier) ?? 0).toBeLessThanOrEqual((uptimeOf(lasted, rule) ?? 0) + 1e-12);
      }),
    );
  });

  test("an hour of partial outage in ten, weighing a half, is 95 %", () => {
    const lasted = { ...nothing, operational: 9 * hour, partial_outage: hour };
    const weights = { ...defaultUptimeRule.weights, partial_outage: 0.5 };
    expect(uptimeOf(lasted, { ...defaultUptimeRule, weights })).toBeCloseTo(0.95, 12);
  });
});

test("only what was up all the time is rounded to 1, and nothing is rounded up", () => {
  expect(roundDown(1 - 1e-15)).toBe(0.99999);
  expect(roundDown(1)).toBe(1);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
      expect(roundDown(share)).toBeLessThanOrEqual(share + 1e-10);
      expect(roundDown(share)).toBeGreaterThan(share - 1.1e-5);
    }),
  );
  for (let digits = 0; digits < 100_000; digits += 7)
    expect(roundDown(digits / 100_000)).toBe(digits / 100_000);
});
