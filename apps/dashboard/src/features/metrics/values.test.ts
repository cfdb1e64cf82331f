import fc from "fast-check";
import { expect, test } from "vitest";
import { shortValue, timeTicks, valueWords } from "./values.ts";

test("a value has the digits and the unit of its metric", () => {
  expect(valueWords(1204.449, { unit: "ms", decimals: 1 })).toBe("1,204.4\u00a0ms");
  expect(valueWords(3, { unit: "", decimals: 2 })).toBe("3.00");
  // Versions of ICU differ in whether the letter is large.
  expect(shortValue(12_480)).toMatch(/^12\.5k$/i);
});

test("the marks of an axis lie within it, in order, and as far apart as asked", () => {
  const at = fc.date({ min: new Date("2024-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(at, fc.constantFrom(4, 24, 120), (from, hours) => {
      const until = from.getTime() + 30 * 86_400_000;
      const ticks = timeTicks(from.getTime(), until, hours);
      expect(ticks.length).toBeGreaterThan(4);
      for (const [index, tick] of ticks.entries()) {
        expect(tick >= from.getTime() && tick < until).toBe(true);
        // A change of clocks makes a day an hour longer or shorter.
        const gap = tick - (ticks[index - 1] ?? tick - hours * 3_600_000);
        expect(Math.abs(gap - hours * 3_600_000)).toBeLessThanOrEqual(3_600_000);
      }
    }),
  );
});
