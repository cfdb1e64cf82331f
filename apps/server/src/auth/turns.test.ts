import { setImmediate as aMoment } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("so many at once are let through, the others in the order in which they came, also after one that fails", async () => {
  const inTurn = createTurns(3);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const all = Array.from({ length: 20 }, (_, index) =>
    inTurn(async () => {
      begun.push(index);
      most = Math.max(most, ++running);
      await aMoment();
      running--;
      if (index % 5 === 0) throw new Error(`${index}`);
      return index;
    }),
  );
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(4);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(3);
  expect(await inTurn(async () => "again")).toBe("again");
});
