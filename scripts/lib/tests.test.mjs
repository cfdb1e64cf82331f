import { expect, test } from "vitest";
import { countTests, isGreen } from "./tests.mjs";

test("passed, failed and skipped tests are counted, and those to be written count as skipped", () => {
  const report = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
  expect(countTests(report, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("a run that fails without a failed test counts one failure", () => {
  expect(countTests({ numPassedTests: 5 }, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  expect(countTests({}, 1).failed).toBe(1);
});

test("a run is green when nothing failed, and the whole suite when nothing was skipped either", () => {
  const counts = { passed: 5, failed: 0, skipped: 0 };
  expect(isGreen(counts, true)).toBe(true);
  expect(isGreen({ ...counts, failed: 1 }, true)).toBe(false);
  expect(isGreen({ ...counts, skipped: 1 }, true)).toBe(false);
  expect(isGreen({ ...counts, skipped: 1 }, false)).toBe(true);
});
