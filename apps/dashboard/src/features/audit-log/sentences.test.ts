import { readFileSync } from "node:fs";
import { eventKinds } from "@fanal/contract";
import { expect, test } from "vitest";
import { inWords, kindLabels, sentenceOf, sentences } from "./sentences.ts";

/** Read as a text, since the dashboard imports nothing of the server. */
const source = readFileSync(new URL("../../../../server/src/events/types.ts", import.meta.url), "utf8");
const types = [...(/eventTypes = \[([^\]]*)\]/.exec(source)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(
  ([, type = ""]) => type,
);

test("everything that can happen has words, and nothing else has", () => {
  expect(types.length).toBeGreaterThan(50);
  expect(Object.keys(sentences).toSorted()).toEqual(types.toSorted());
});

test.for(types)("%s is told without a word of the machine", (type) => {
  for (const subjectName of [null, "API"]) {
    const told = sentenceOf({ type, subjectName, data: {} });
    expect(told).toMatch(/^[a-z]/);
    expect(told).not.toMatch(/_|\.|null|\[object|\s$/);
  }
});

test("everything that can be filtered by can happen, and the other way round", () => {
  const words = new Set(types.map((type) => (type.split(".")[0] ?? "").replace(/^services$/, "service")));
  expect([...words].toSorted()).toEqual(eventKinds.toSorted());
  expect(Object.keys(kindLabels).toSorted()).toEqual(eventKinds.toSorted());
});

test("a change says what is not as it was", () => {
  const data = { before: { name: "API", groupId: "a" }, after: { name: "Public API", groupId: "a" } };
  expect(sentenceOf({ type: "service.updated", subjectName: "Public API", data })).toBe(
    "changed service Public API: name",
  );
  const status = { before: "operational", after: "major_outage" };
  expect(sentenceOf({ type: "service.status_set", subjectName: "API", data: status })).toBe(
    "set API to Major outage",
  );
  expect(["serviceIds", "groupId", "hidesFromSearch"].map(inWords)).toEqual([
    "services",
    "group",
    "hides from search",
  ]);
});

test("what a newer server tells is shown by its name", () => {
  expect(sentenceOf({ type: "cat.fed", subjectName: null, data: {} })).toContain("cat.fed");
});
