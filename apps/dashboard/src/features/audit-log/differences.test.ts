import { expect, test } from "vitest";
import { differencesIn, factsIn } from "./differences.ts";

test("of a change only what is not as it was is shown", () => {
  const before = { name: "API", groupId: null, look: { radius: "none" } };
  const after = { name: "Public API", groupId: null, look: { radius: "none" } };
  expect(differencesIn({ before, after })).toEqual([{ field: "name", before: "API", after: "Public API" }]);
});

test("of what was made or deleted everything is shown on its side", () => {
  expect(differencesIn({ after: { name: "API", isDraft: false } })).toEqual([
    { field: "name", before: undefined, after: "API" },
    { field: "is draft", before: undefined, after: "no" },
  ]);
  expect(differencesIn({ before: { services: ["a"] } })).toEqual([
    { field: "services", before: "a", after: undefined },
  ]);
});

test("a value that is no record has one line, and what is beside it has its own", () => {
  const data = { name: "API", before: "operational", after: "major_outage", message: null };
  expect(differencesIn(data)).toEqual([{ field: "state", before: "operational", after: "major_outage" }]);
  expect(factsIn(data)).toEqual([
    { field: "name", after: "API" },
    { field: "message", after: "nothing" },
  ]);
});

test("ids are told by the names of what they stand for, and times on the clock of the reader", () => {
  const names = new Map([
    ["one", "Platform"],
    ["two", "Payments"],
  ]);
  const data = { before: { teamId: null }, after: { teamId: "one" }, teamIds: ["one", "two", "gone"] };
  const nameOf = (id: string) => names.get(id);
  expect(differencesIn(data, nameOf)).toEqual([{ field: "team", before: "nothing", after: "Platform" }]);
  expect(factsIn(data, nameOf)).toEqual([{ field: "teams", after: "Platform\nPayments\ngone" }]);
  expect(factsIn({ endsAt: "2026-11-26T00:15:00.000Z", look: {} })).toEqual([
    { field: "ends at", after: expect.stringMatching(/^2[56] Nov 2026, \d\d:\d\d:00$/) },
    { field: "look", after: "{}" },
  ]);
});
