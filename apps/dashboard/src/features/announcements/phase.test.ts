import { expect, test } from "vitest";
import { phaseOf } from "./phase.ts";

const now = new Date("2026-11-25T12:00:00Z");

test.each([
  ["that has begun and has no end", "2026-11-25T12:00:00Z", null, "current"],
  ["that ends later", "2026-11-24T12:00:00Z", "2026-11-25T12:00:01Z", "current"],
  ["that ends now", "2026-11-24T12:00:00Z", "2026-11-25T12:00:00Z", "past"],
  ["that begins later", "2026-11-25T12:00:01Z", null, "planned"],
] as const)("a notice %s", (_, startsAt, endsAt, phase) => {
  expect(phaseOf({ startsAt, endsAt }, now)).toBe(phase);
});
