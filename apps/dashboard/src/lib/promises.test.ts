import { expect, test } from "vitest";
import { isUpdateLate } from "./promises.ts";

const now = new Date("2026-11-25T15:06:00Z");
const promised = { isDraft: false, status: "identified", nextUpdateAt: "2026-11-25T15:00:00Z" } as const;

test("an update is late once the time that it was promised for has passed", () => {
  expect(isUpdateLate(promised, now)).toBe(true);
  expect(isUpdateLate(promised, new Date("2026-11-25T14:59:59Z"))).toBe(false);
});

test.each([
  ["nothing was promised", { nextUpdateAt: null }],
  ["it is over", { status: "resolved" as const }],
  ["nobody read the promise of a draft", { isDraft: true }],
])("no update is late when %s", (_, change) => {
  expect(isUpdateLate({ ...promised, ...change }, now)).toBe(false);
});
