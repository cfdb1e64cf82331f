import { readFileSync } from "node:fs";
import { eventKinds } from "@fanal/contract";
import { expect, test } from "vitest";
import { inWords, kindLabels, sentenceOf, sentences } from "./sentences.ts";

/** Read as a text, since the dashboard imports nothing of the server. */
const source = readFileSync(new URL("../../../../server/src/events/types.ts", import.meta.url), "utf8");
const types = [...(/eventTypes = \[([^\]]*)\]/.exec(source)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(
  ([, type = ""]) => type,
);

const actor = { kind: "member", id: null, name: "Mara Ilves" } as const;

test("everything that can happen has words, and nothing else has", () => {
  expect(types.length).toBeGreaterThan(50);
  expect(Object.keys(sentences).toSorted()).toEqual(types.toSorted());
});

test.for(types)("%s is told without a word of the machine", (type) => {
  for (const subjectName of [null, "API"]) {
    const told = sentenceOf({ type, actor, subjectName, data: {} });
    expect(told).toMatch(/^[a-z]/);
    expect(told).not.toMatch(/_|\.|null|\[object|\s$/);
  }
});

test("everything that can be filtered by can happen, and the other way round", () => {
  const words = new Set(
    types.map((type) => (type.split(".")[0] ?? "").replace(/^(service|subscriber)s$/, "$1")),
  );
  expect([...words].toSorted()).toEqual(eventKinds.toSorted());
  expect(Object.keys(kindLabels).toSorted()).toEqual(eventKinds.toSorted());
});

test("a change says what is not as it was", () => {
  const data = { before: { name: "API", groupId: "a" }, after: { name: "Public API", groupId: "a" } };
  expect(sentenceOf({ type: "service.updated", actor, subjectName: "Public API", data })).toBe(
    "changed service Public API: name",
  );
  const status = { before: "operational", after: "major_outage" };
  expect(sentenceOf({ type: "service.status_set", actor, subjectName: "API", data: status })).toBe(
    "set API to Major outage",
  );
  expect(["serviceIds", "groupId", "slug", "hidesFromSearch"].map(inWords)).toEqual([
    "services",
    "group",
    "address",
    "hides from search",
  ]);
});

test("who joins is told to do so as what they are, and whom a directory lets in, not to be the directory", () => {
  const joined = { type: "member.joined", subjectName: "Nils Berg", data: { role: "responder" } };
  expect(sentenceOf({ ...joined, actor })).toBe("joined as responder");
  const directory = { kind: "key", id: null, name: "Okta" } as const;
  expect(sentenceOf({ ...joined, actor: directory })).toBe("made Nils Berg a member, as responder");
});

test("who is put into a team, or taken out of it, is named", () => {
  const facts = { actor, subjectName: "Core", data: { name: "Core", memberName: "Nils Berg" } };
  expect(sentenceOf({ type: "team.member_added", ...facts })).toBe("added Nils Berg to team Core");
  expect(sentenceOf({ type: "team.member_removed", ...facts })).toBe("took Nils Berg out of team Core");
});

test("what a newer server tells is shown by its name", () => {
  expect(sentenceOf({ type: "cat.fed", actor, subjectName: null, data: {} })).toContain("cat.fed");
});
