import { expect, test } from "vitest";
import { localIn, momentIn, zoneName } from "./zoned.ts";

const zones = [
  "Etc/UTC",
  "Europe/Berlin",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "America/Los_Angeles",
];

test.each(zones)(
  "in %s a moment read from its clock is that moment again, at every hour of a year",
  (zone) => {
    const start = Date.UTC(2026, 0, 1);
    for (let hour = 0; hour < 366 * 24; hour++) {
      const local = localIn(zone, new Date(start + hour * 3_600_000));
      const at = momentIn(zone, local);
      // Of an hour that comes twice the first is meant; its clock shows the same.
      expect(at === null ? null : localIn(zone, at)).toBe(local);
    }
  },
);

test("of an hour that comes twice the first is meant, and one that is skipped goes on from before", () => {
  expect(momentIn("Europe/Berlin", "2026-10-25T02:30")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  expect(momentIn("Europe/Berlin", "2026-03-29T02:30")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
});

test("what is no date has no moment", () => {
  expect(momentIn("Europe/Berlin", "")).toBeNull();
});

test("a zone is named as it is called at that moment", () => {
  expect(zoneName("Europe/Berlin", new Date("2026-07-01T00:00:00Z"))).toBe("CEST");
  expect(zoneName("Europe/Berlin", new Date("2026-12-01T00:00:00Z"))).toBe("CET");
});
