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
    { field: "services", before: '[\n  "a"\n]', after: undefined },
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
