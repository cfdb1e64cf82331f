import type { Snapshot } from "@fanal/contract/snapshot";
import { expect, test } from "vitest";
import { sayChange } from "./announce.ts";
import { day, incident, service, snapshot, update } from "./testing/snapshots.ts";
import { wordsIn } from "./words.tsx";

const announce = (previous: Snapshot, next: Snapshot) => sayChange(wordsIn("en", "UTC"), previous, next);

const calm = snapshot({
  services: [service("API"), service("Website"), service("Search", "partial_outage")],
});
const slow = incident("Searches fail", { services: [] });

test("a new headline is said first, with its reach but without names", () => {
  const fine = snapshot({ services: [service("API"), service("Website")] });
  const broken = snapshot({
    services: [service("API", "partial_outage"), service("Website")],
    incidents: [slow],
  });
  expect(announce(fine, broken)).toBe("Now Minor Service Outage. 1 of 2 services affected.");
  expect(announce(broken, fine)).toBe("Now All Systems Operational. 2 services.");
});

test("one service that changed under the same headline is named", () => {
  const next = snapshot({
    services: [
      service("API", "degraded_performance"),
      service("Website"),
      service("Search", "partial_outage"),
    ],
  });
  expect(announce(calm, next)).toBe("API now has degraded performance.");
  expect(announce(next, calm)).toBe("API is now operational.");
});

test("several services that changed are counted", () => {
  const next = snapshot({
    services: [
      service("API", "degraded_performance"),
      service("Website", "under_maintenance"),
      service("Search", "partial_outage"),
    ],
  });
  expect(announce(calm, next)).toBe("2 services changed. 3 of 3 services affected: Search, API, Website.");
});

test("a new incident, an update on it and its end are said by its title", () => {
  const open = { ...calm, incidents: [slow] };
  const updated = {
    ...slow,
    status: "identified" as const,
    updates: [update("2", "identified", calm.asOf, "<p>Found.</p>"), ...slow.updates],
  };
  const resolved = {
    ...updated,
    status: "resolved" as const,
    resolvedAt: calm.asOf,
    updates: [update("3", "resolved", calm.asOf, "<p>Done.</p>"), ...updated.updates],
  };
  const after = { ...calm, days: [day("2025-11-22", [{ kind: "incident" as const, ...resolved }])] };
  expect(announce(calm, open)).toBe("New incident: Searches fail.");
  expect(announce(open, { ...calm, incidents: [updated] })).toBe("New update on Searches fail: Identified.");
  expect(announce({ ...calm, incidents: [updated] }, after)).toBe("Resolved: Searches fail.");
});

test("what nobody needs to hear is not said", () => {
  expect(announce(calm, { ...calm, version: 8, asOf: "2025-11-22T14:00:00Z" })).toBe("");
  const renamed = snapshot({
    services: [
      service("API", "operational", "REST"),
      service("Website"),
      service("Search", "partial_outage"),
    ],
  });
  expect(announce(calm, renamed)).toBe("");
});
