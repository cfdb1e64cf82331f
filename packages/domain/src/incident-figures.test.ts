import fc from "fast-check";
import { expect, test } from "vitest";
import { incidentFigures } from "./incident-figures.ts";

const anyIncident = fc
  .record({
    startedAt: fc.integer({ min: 0, max: 1_000 }),
    lasted: fc.option(fc.integer({ min: 0, max: 500 })),
  })
  .map(({ startedAt, lasted }) => ({ startedAt, resolvedAt: lasted === null ? null : startedAt + lasted }));
const anyIncidents = fc.array(anyIncident, { maxLength: 30 });

test("an incident counts where it began, once, however spans follow one another", () => {
  const anyCuts = fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 8 });
  fc.assert(
    fc.property(anyIncidents, anyCuts, (incidents, cuts) => {
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), 1_001];
      const parts = bounds
        .slice(1)
        .map((to, index) => incidentFigures(incidents, { from: bounds[index] ?? 0, to }));
      expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(incidents.length);
    }),
  );
});

test("the mean lies between the quickest and the slowest resolution, and open incidents change nothing of it", () => {
  fc.assert(
    fc.property(anyIncidents, (incidents) => {
      const all = { from: 0, to: 1_001 };
      const { count, resolved, meanTimeToResolve } = incidentFigures(incidents, all);
      const times = incidents.flatMap(({ startedAt, resolvedAt }) =>
        resolvedAt === null ? [] : [resolvedAt - startedAt],
      );
      expect([count, resolved]).toEqual([incidents.length, times.length]);
      expect(meanTimeToResolve === null).toBe(times.length === 0);
      if (meanTimeToResolve === null) return;
      expect(meanTimeToResolve).toBeGreaterThanOrEqual(Math.min(...times));
      expect(meanTimeToResolve).toBeLessThanOrEqual(Math.max(...times));
      const onlyResolved = incidents.filter(({ resolvedAt }) => resolvedAt !== null);
      expect(incidentFigures(onlyResolved, all).meanTimeToResolve).toBe(meanTimeToResolve);
    }),
  );
});

test("a resolution after the span counts whole", () => {
  const figures = incidentFigures([{ startedAt: 90, resolvedAt: 190 }], { from: 0, to: 100 });
  expect(figures).toEqual({ count: 1, resolved: 1, meanTimeToResolve: 100 });
});
