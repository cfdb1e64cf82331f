import fc from "fast-check";
import { expect, test } from "vitest";
import { linePath } from "./line.ts";

test("a line goes from the least at the bottom to the greatest at the top", () => {
  expect(linePath([1, 3, 2])).toBe("M0 62h0l360-60l360 30");
});

test("a line breaks where nothing is known, and what stands alone is a dot", () => {
  expect(linePath([5, null, 5])).toBe("M0 32h0M720 32h0");
  expect(linePath([null, null])).toBe("");
});

test("a line stays in its room, and ends where its last value is", () => {
  const value = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 100 }), (values) => {
      let [x, y] = [0, 0];
      for (const [, kind, a, b] of linePath(values).matchAll(/([MlL])(-?\d+) ?(-?\d+)/g)) {
        [x, y] = kind === "M" ? [Number(a), Number(b)] : [x + Number(a), y + Number(b)];
        expect(x >= 0 && x <= 720 && y >= 2 && y <= 62).toBe(true);
      }
      if (values.at(-1) !== null) expect(x).toBe(720);
    }),
  );
});
