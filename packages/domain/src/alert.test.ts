import fc from "fast-check";
import { expect, test } from "vitest";
import { type Alert, alertedServices, alertGroups, applyAlert } from "./alert.ts";
import { signalStatuses } from "./signal.ts";
import { anyReordering } from "./status.fixture.ts";
import { severity } from "./status.ts";

const noon = Date.UTC(2026, 2, 1, 12);
const anyMinute = fc.integer({ min: 0, max: 20 });

const anyAlert: fc.Arbitrary<Alert> = fc
  .record({
    fingerprint: fc.constantFrom("a", "b", "c", "d"),
    title: fc.constantFrom("HighErrors", "Slow"),
    start: anyMinute,
    lasts: fc.option(fc.integer({ min: 0, max: 10 })),
    serviceIds: fc.uniqueArray(fc.constantFrom("api", "search", "web"), { maxLength: 2 }),
    status: fc.constantFrom(...signalStatuses),
  })
  .map(({ start, lasts, ...alert }) => ({
    ...alert,
    // A source tells of an alert in one group, as long as nobody changes how it groups.
    group: alert.fingerprint < "c" ? "one" : "two",
    startedAt: new Date(noon + start * 60_000),
    endedAt: lasts === null ? null : new Date(noon + (start + lasts) * 60_000),
  }));
const anyAlerts = fc.array(anyAlert, { maxLength: 12 });

function hear(told: readonly Alert[], known = new Map<string, Alert>()): Map<string, Alert> {
  const after = new Map(known);
  for (const one of told) {
    const next = applyAlert(after.get(one.fingerprint) ?? null, one);
    if (next !== null) after.set(one.fingerprint, next);
  }
  return after;
}

function firing(alerts: Map<string, Alert>): Alert[] {
  return [...alerts.values()].filter(({ endedAt }) => endedAt === null);
}

test("what is told again changes nothing", () => {
  fc.assert(
    fc.property(anyAlerts, anyAlert, (before, told) => {
      const once = hear([told], hear(before));
      expect(hear([told], once)).toEqual(once);
    }),
  );
});

test("the order of different alerts in a delivery does not matter", () => {
  const anyDelivery = fc.uniqueArray(anyAlert, { selector: ({ fingerprint }) => fingerprint });
  fc.assert(
    fc.property(anyAlerts, anyReordering(anyDelivery), (before, { list, reordered }) => {
      const known = hear(before);
      const shown = (told: readonly Alert[]) => alertedServices(hear(told, known).values());
      expect(shown(reordered)).toEqual(shown(list));
    }),
  );
});

test("when all that fired have ended nothing is said of any service, and no group is left", () => {
  fc.assert(
    fc.property(anyAlerts, (told) => {
      const known = hear(told);
      const over = firing(known).map((alert) => ({
        ...alert,
        endedAt: new Date(alert.startedAt.getTime() + 1),
      }));
      const after = [...hear(over, known).values()];
      expect(alertedServices(after)).toEqual([]);
      expect(alertGroups(after).size).toBe(0);
    }),
  );
});

test("a service has the worst that any firing alert makes of it, and one group says no more than all", () => {
  fc.assert(
    fc.property(anyAlerts, (told) => {
      const alerts = [...hear(told).values()];
      const all = new Map(alertedServices(alerts).map(({ serviceId, status }) => [serviceId, status]));
      for (const { endedAt, serviceIds, status } of alerts) {
        if (endedAt !== null) continue;
        for (const id of serviceIds)
          expect(severity(all.get(id) ?? "operational")).toBeGreaterThanOrEqual(severity(status));
      }
      const ofGroups = [...alertGroups(alerts).values()].flat();
      expect(new Set(ofGroups.map(({ serviceId }) => serviceId))).toEqual(new Set(all.keys()));
      for (const { serviceId, status } of ofGroups)
        expect(severity(status)).toBeLessThanOrEqual(severity(all.get(serviceId) ?? "operational"));
    }),
  );
});

test("there is a group for each that something fires in, and repeated alerts make no more of them", () => {
  fc.assert(
    fc.property(anyAlerts, fc.nat(3), (told, times) => {
      const known = hear(told);
      const repeated = hear(Array.from({ length: times }, () => firing(known)).flat(), known);
      expect([...alertGroups([...repeated.values()]).keys()].toSorted()).toEqual(
        [...new Set(firing(known).map(({ group }) => group))].toSorted(),
      );
    }),
  );
});

test("one more firing alert, or a worse one, never makes a service better", () => {
  fc.assert(
    fc.property(anyAlerts, anyAlert, (told, more) => {
      const before = firing(hear(told)).filter(({ fingerprint }) => fingerprint !== more.fingerprint);
      const worst = { ...more, endedAt: null, status: "major_outage" as const };
      for (const { serviceId, status } of alertedServices(before)) {
        const after = alertedServices([...before, worst]).find((one) => one.serviceId === serviceId);
        expect(severity(after?.status ?? "operational")).toBeGreaterThanOrEqual(severity(status));
      }
    }),
  );
});

const alert: Alert = {
  fingerprint: "a",
  group: "one",
  title: "HighErrors",
  startedAt: new Date(noon),
  endedAt: null,
  serviceIds: ["api"],
  status: "major_outage",
};
const minutes = (count: number) => new Date(noon + count * 60_000);

test("what comes late is no news: neither an end from before it began again, nor a beginning from before it ended", () => {
  const over = { ...alert, endedAt: minutes(5) };
  const again = { ...alert, startedAt: minutes(9) };
  expect(applyAlert(over, alert)).toBeNull();
  expect(applyAlert(over, again)).toEqual(again);
  expect(applyAlert(again, over)).toBeNull();
});

test("an end of what was never known is not worth knowing", () => {
  expect(applyAlert(null, { ...alert, endedAt: minutes(1) })).toBeNull();
});
