import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyReordering, anyStatus, statusNamed } from "./status.fixture.ts";
import { type ServiceStatus, serviceStatuses, severity } from "./status.ts";
import {
  type DayScale,
  dailyStatuses,
  defaultUptimeRule,
  lastDays,
  type Span,
  type StatusInterval,
  uptime,
} from "./uptime.ts";
import vectors from "./vectors/uptime.json" with { type: "json" };

const hour = 3_600_000;
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
