import { describe, expect, test } from "vitest";
import { type IncidentStatus, incidentStatuses, isOpen } from "./incident.ts";
import { concerns, isOvertaken } from "./notice.ts";

const at = new Date("2026-11-26T12:00:00Z");
const before = new Date("2026-11-26T11:00:00Z");
const after = new Date("2026-11-26T12:10:00Z");
const asItWas = { status: "identified" as IncidentStatus, nextUpdateAt: before, saidAt: before };

describe.each(["incident_opened", "promise_missed", "incident_silent"] as const)("a notice of %s", (kind) => {
  const notice = { kind, at, promisedFor: kind === "promise_missed" ? before : null };

  test("is not overtaken while nothing has changed, however long it waits", () => {
    expect(isOvertaken(notice, asItWas)).toBe(false);
    expect(isOvertaken(notice, { ...asItWas, saidAt: at })).toBe(false);
    expect(isOvertaken(notice, { ...asItWas, saidAt: null })).toBe(false);
  });

  test("is overtaken once the incident is over or gone", () => {
    for (const status of incidentStatuses)
      expect(isOvertaken(notice, { ...asItWas, status })).toBe(!isOpen(status));
    expect(isOvertaken(notice, null)).toBe(true);
  });

  test("is overtaken by the update that it asks for", () => {
    const updated = { ...asItWas, saidAt: after };
    expect(isOvertaken(notice, updated)).toBe(kind !== "incident_opened");
  });

  test("is overtaken by another promise, where it is about one", () => {
    for (const nextUpdateAt of [after, null])
      expect(isOvertaken(notice, { ...asItWas, nextUpdateAt })).toBe(kind === "promise_missed");
  });
});

test("a test is about no incident, and never overtaken", () => {
  expect(isOvertaken({ kind: "test", at, promisedFor: null }, null)).toBe(false);
});

test("a team is told of its own services, and the organization of all", () => {
  const teamIds = new Set(["platform"]);
  expect(concerns({ teamId: "platform" }, teamIds)).toBe(true);
  expect(concerns({ teamId: "website" }, teamIds)).toBe(false);
  expect(concerns({ teamId: null }, new Set())).toBe(true);
});
