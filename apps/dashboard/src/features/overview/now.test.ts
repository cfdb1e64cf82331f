import { expect, it } from "vitest";
import { isUp } from "./now.ts";

const now = new Date("2026-11-10T12:00:00Z");
const before = "2026-11-10T11:00:00Z";
const after = "2026-11-10T13:00:00Z";

it.each([
  ["without an end", before, null, true],
  ["until later", before, after, true],
  ["that begins later", after, null, false],
  ["that ended", "2026-11-09T11:00:00Z", before, false],
])("an announcement %s", (_, startsAt, endsAt, up) => {
  expect(isUp({ startsAt, endsAt }, now)).toBe(up);
});
