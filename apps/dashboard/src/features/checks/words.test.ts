import type { Check } from "@fanal/contract";
import { expect, test } from "vitest";
import { problemWords, stateWords } from "./words.ts";

const now = new Date("2026-03-01T12:00:00Z");
const ok = { at: "2026-03-01T11:59:50Z", isUp: true, responseMs: 1_234, problem: null };
const failed = { at: "2026-03-01T11:57:00Z", isUp: false, responseMs: null, problem: "It answered 500." };
const check: Check = {
  id: "0198f000-0000-7000-8000-000000000001",
  serviceId: "0198f000-0000-7000-8000-000000000002",
  name: "Front door",
  settings: { type: "http", url: "https://api.acme.example/", expectedStatus: "200-299", expectedText: null },
  periodSeconds: 60,
  timeoutSeconds: 10,
  failuresToConfirm: 3,
  successesToRecover: 1,
  status: "major_outage",
  draftsIncident: false,
  measures: false,
  isPaused: false,
  metricId: null,
  state: "up",
  downSince: null,
  dueAt: "2026-03-01T12:00:30Z",
  lastResult: ok,
  version: 1,
  createdAt: "2026-03-01T10:00:00Z",
  updatedAt: "2026-03-01T10:00:00Z",
};
const downSince = "2026-03-01T09:46:00Z";

test.for<[string, Partial<Check>, string]>([
  ["that is well", {}, "1,234 ms, checked now"],
  ["that has just failed", { lastResult: failed }, "failed, checked 3m ago"],
  ["that is down", { state: "down", downSince, lastResult: failed }, "down for 2 h 14 min"],
  ["that recovers", { state: "down", downSince }, "down for 2 h 14 min, answers again"],
  ["that is paused", { state: "paused" }, "paused"],
  ["that is new", { state: "waiting", lastResult: null }, "runs for the first time"],
])("the row of a check %s says so", ([, change, words]) => {
  expect(stateWords({ ...check, ...change }, now)).toBe(words);
});

test("what is wrong is said once it is, with how many failures make it down", () => {
  expect(problemWords(check)).toBeNull();
  expect(problemWords({ ...check, lastResult: failed })).toBe(
    "It answered 500. It counts as down after 3 failures in a row.",
  );
  expect(problemWords({ ...check, state: "down", downSince, lastResult: failed })).toBe("It answered 500.");
  expect(problemWords({ ...check, state: "paused", lastResult: failed })).toBeNull();
});
