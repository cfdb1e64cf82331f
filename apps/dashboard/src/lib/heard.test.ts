import { beforeEach, expect, test } from "vitest";
import { hasHeard, hear, hearAnew, untilHeard } from "./heard.ts";

beforeEach(hearAnew);

test("what was written counts as seen from its position in the log on, and not before", async () => {
  hear(6);
  let isPublic = false;
  const until = untilHeard(7).then(() => {
    isPublic = true;
  });
  hear(6);
  await Promise.resolve();
  expect([isPublic, hasHeard(6), hasHeard(7)]).toEqual([false, true, false]);
  hear(8);
  await until;
  expect(isPublic).toBe(true);
  await untilHeard(8);
});

test("of another organization nothing is heard yet", () => {
  hear(9);
  hearAnew();
  expect(hasHeard(1)).toBe(false);
});
