import fc from "fast-check";
import { expect, test } from "vitest";
import { applyResult, type CheckPatience, type CheckStanding, isAmong, nextDueAt } from "./check.ts";

const anyPatience: fc.Arbitrary<CheckPatience> = fc.record({
  failuresToConfirm: fc.integer({ min: 1, max: 5 }),
  successesToRecover: fc.integer({ min: 1, max: 5 }),
});
const anyResults = fc.array(fc.boolean(), { maxLength: 40 });
const anyCheck = fc.record({
  id: fc.uuid({ version: 7 }),
  periodSeconds: fc.integer({ min: 30, max: 86_400 }),
});
const anyMoment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) });

function standingsAfter(results: readonly boolean[], patience: CheckPatience): CheckStanding[] {
  const standings: CheckStanding[] = [{ isDown: false, contrary: 0 }];
  for (const isUp of results)
    standings.push(applyResult(standings.at(-1) ?? { isDown: false, contrary: 0 }, isUp, patience));
  return standings;
}

test("a check turns exactly when so many results in a row say the opposite of what it is", () => {
  fc.assert(
    fc.property(anyResults, anyPatience, (results, patience) => {
      const standings = standingsAfter(results, patience);
      for (const [index, { isDown }] of standings.slice(0, -1).entries()) {
        const needed = isDown ? patience.successesToRecover : patience.failuresToConfirm;
        const lastTurn = standings.findLastIndex(
          (one, at) => at <= index && at > 0 && one.isDown !== standings[at - 1]?.isDown,
        );
        const since = results.slice(Math.max(lastTurn, 0), index + 1);
        const turns = since.length >= needed && since.slice(-needed).every((isUp) => isUp === isDown);
        expect(standings[index + 1]?.isDown).toBe(turns ? !isDown : isDown);
      }
    }),
  );
});

test("what is not confirmed yet is never more than is needed, and none once a result agrees", () => {
  fc.assert(
    fc.property(anyResults, anyPatience, (results, patience) => {
      for (const [index, { isDown, contrary }] of standingsAfter(results, patience).entries()) {
        expect(contrary).toBeLessThan(isDown ? patience.successesToRecover : patience.failuresToConfirm);
        if (index > 0 && results[index - 1] !== isDown) expect(contrary).toBe(0);
      }
    }),
  );
});

test("with a patience of one, a check is what its newest result says", () => {
  const patience = { failuresToConfirm: 1, successesToRecover: 1 };
  fc.assert(
    fc.property(anyResults, (results) => {
      expect(standingsAfter(results, patience).at(-1)?.isDown).toBe(results.at(-1) === false);
    }),
  );
});

test("a check is due within its period, later than what is past, and a period after that again", () => {
  fc.assert(
    fc.property(anyCheck, anyMoment, fc.nat(), (check, after, late) => {
      const period = check.periodSeconds * 1_000;
      const due = nextDueAt(check, after);
      expect(due).toBeGreaterThan(after);
      expect(due).toBeLessThanOrEqual(after + period);
      // However late it is run, it does not drift.
      expect(nextDueAt(check, due + (late % period))).toBe(due + period);
    }),
  );
});

test("checks that were made one after the other are spread over the period", () => {
  const begin = Date.UTC(2026, 2, 1);
  const ids = Array.from({ length: 6_000 }, (_, index) => {
    const made = (begin + index).toString(16).padStart(12, "0");
    return `${made.slice(0, 8)}-${made.slice(8)}-7000-8000-${(index * 7_919).toString(16).padStart(12, "0")}`;
  });
  const perSecond = new Map<number, number>();
  for (const id of ids) {
    const second = Math.floor((nextDueAt({ id, periodSeconds: 60 }, begin) - begin - 1) / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  expect(perSecond.size).toBe(60);
  expect(Math.max(...perSecond.values())).toBeLessThan(200);
});

test("statuses are named one by one and from one to another", () => {
  expect([200, 204, 299, 301, 300, 404].map((status) => isAmong(status, "200-299, 301"))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(isAmong(503, " 503 ,401")).toBe(true);
});
