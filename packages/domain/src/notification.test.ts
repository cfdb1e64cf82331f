import fc from "fast-check";
import { expect, test } from "vitest";
import { impacts } from "./incident.ts";
import {
  everything,
  notificationKinds,
  retryDelaySeconds,
  type SubscriberChoices,
  type Told,
  wants,
  worstImpact,
} from "./notification.ts";

const ids = ["a", "b", "c", "d"] as const;
const some = fc.uniqueArray(fc.constantFrom(...ids));
const told: fc.Arbitrary<Told> = fc.record({
  kind: fc.constantFrom(...notificationKinds),
  storyId: fc.constantFrom("x", "y"),
  impact: fc.option(fc.constantFrom(...impacts)),
  serviceIds: some,
  groupIds: some,
});
const choices: fc.Arbitrary<SubscriberChoices> = fc.record({
  scope: fc.option(fc.record({ serviceIds: some, groupIds: some })),
  storyIds: fc.uniqueArray(fc.constantFrom("x", "y")),
  leastImpact: fc.constantFrom(...impacts),
  onlyStartAndEnd: fc.boolean(),
});

test("whoever chose nothing is told everything", () => {
  fc.assert(fc.property(told, (notification) => wants(everything, notification)));
});

test("whoever chooses more is told no less", () => {
  fc.assert(
    fc.property(choices, told, fc.constantFrom(...ids), (chosen, notification, id) => {
      fc.pre(wants(chosen, notification));
      const { scope } = chosen;
      const more: SubscriberChoices[] = [
        { ...chosen, scope: null },
        { ...chosen, leastImpact: "none" },
        { ...chosen, onlyStartAndEnd: false },
        { ...chosen, storyIds: [...chosen.storyIds, notification.storyId] },
      ];
      if (scope !== null) {
        more.push({ ...chosen, scope: { ...scope, serviceIds: [...scope.serviceIds, id] } });
        more.push({ ...chosen, scope: { ...scope, groupIds: [...scope.groupIds, id] } });
      }
      expect(more.every((wider) => wants(wider, notification))).toBe(true);
    }),
  );
});

test("of a story that is followed, everything is told that its kind allows", () => {
  fc.assert(
    fc.property(choices, told, (chosen, notification) => {
      const follows = { ...chosen, storyIds: [notification.storyId], onlyStartAndEnd: false };
      expect(wants(follows, notification)).toBe(true);
    }),
  );
});

test("who follows one incident hears of no other", () => {
  const follows = { ...everything, scope: { serviceIds: [], groupIds: [] }, storyIds: ["x"] };
  fc.assert(
    fc.property(told, (notification) => {
      expect(wants(follows, notification)).toBe(notification.storyId === "x");
    }),
  );
});

test("start and end only leaves out what lies between", () => {
  const brief = { ...everything, onlyStartAndEnd: true };
  const of = (kind: Told["kind"]) => ({ kind, storyId: "x", impact: null, serviceIds: [], groupIds: [] });
  expect(notificationKinds.filter((kind) => !wants(brief, of(kind)))).toEqual([
    "incident_updated",
    "postmortem_published",
    "maintenance_reminder",
    "maintenance_updated",
  ]);
});

test("a least impact leaves out lesser incidents, and no maintenance", () => {
  const grave = { ...everything, leastImpact: "major" } as const;
  const of = (impact: Told["impact"]) => ({
    kind: "incident_created" as const,
    storyId: "x",
    impact,
    serviceIds: ["a"],
    groupIds: [],
  });
  expect(impacts.filter((impact) => wants(grave, of(impact)))).toEqual(["major", "critical"]);
  expect(wants(grave, of(null))).toBe(true);
});

test("who chose services hears of their groups only when these were chosen, and of what concerns the whole page", () => {
  const chosen = { ...everything, scope: { serviceIds: ["a"], groupIds: ["g"] } };
  const of = (serviceIds: string[], groupIds: string[]) =>
    wants(chosen, { kind: "incident_created", storyId: "x", impact: "minor", serviceIds, groupIds });
  expect([of(["a"], []), of(["b"], ["g"]), of(["b"], ["h"]), of([], [])]).toEqual([true, true, false, true]);
});

test("the worst of no impacts is none", () => {
  expect(worstImpact([])).toBe("none");
  expect(worstImpact(["minor", "critical", "none"])).toBe("critical");
});

test("attempts come ever more rarely, never later than the longest pause and a fifth, and not all at once", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, chance) => {
        const pace = { firstSeconds: 5, longestSeconds: 3_600, chance };
        const delay = retryDelaySeconds(attempts, pace);
        const middle = Math.min(3_600, 5 * 2 ** (attempts - 1));
        expect(delay).toBeGreaterThanOrEqual(middle * 0.8);
        expect(delay).toBeLessThanOrEqual(middle * 1.2 + 1e-9);
        expect(retryDelaySeconds(attempts, { ...pace, askedFor: 7_200 })).toBe(7_200);
      },
    ),
  );
});
