import type { AlertSource } from "@fanal/contract";
import { expect, test } from "vitest";
import { receivedWords, troubleWords } from "./words.ts";

const now = new Date("2026-11-26T12:00:00Z");
const last = { at: "2026-11-26T11:57:00Z", firing: 2, resolved: 1, unknown: [], problem: null };
const source: AlertSource = {
  id: "01a20000-0000-7000-8000-000000000001",
  name: "Alertmanager",
  settings: { kind: "alertmanager", serviceLabel: "service", severityLabel: "severity" },
  services: [],
  fallbackServiceId: null,
  severities: [],
  status: "partial_outage",
  incidents: "draft",
  notify: false,
  title: "Problems",
  message: "We look.",
  received: 0,
  lastReceived: null,
  firing: [],
  version: 1,
  createdAt: "2026-11-26T11:00:00Z",
  updatedAt: "2026-11-26T11:00:00Z",
};

test("what was posted last is told with how often and how long ago", () => {
  expect(receivedWords(source, now)).toBe("Nothing was posted yet.");
  expect(receivedWords({ ...source, received: 1, lastReceived: last }, now)).toBe(
    "Posted once, last 3m ago: 2 firing, 1 over.",
  );
  const refused = { ...last, problem: "This is no JSON." };
  expect(receivedWords({ ...source, received: 2_000, lastReceived: refused }, now)).toBe(
    "Posted 2,000 times, last 3m ago: refused.",
  );
});

test("what is wrong is told with what to do", () => {
  const trouble = (change: object) => troubleWords({ ...source, lastReceived: { ...last, ...change } });
  expect(troubleWords(source)).toBeNull();
  expect(trouble({})).toBeNull();
  expect(trouble({ problem: "This is no JSON." })).toBe("This is no JSON.");
  expect(trouble({ unknown: ["billing", ""] })).toMatch(/^No service is called “billing”\./);
  expect(trouble({ unknown: [""] })).toMatch(/^Alerts named no service\./);
});
