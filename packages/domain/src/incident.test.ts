import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AffectedService,
  applyUpdate,
  correctIncident,
  declareIncident,
  defaultMessages,
  derivedImpact,
  type IncidentChange,
  type IncidentState,
  impactOf,
  impactStatus,
  impacts,
  incidentServiceStatuses,
  incidentStatuses,
  isOpen,
  refuseDeletion,
} from "./incident.ts";
import { isRefusal } from "./refusal.ts";
import { anyReordering } from "./status.fixture.ts";
import { serviceStatuses, severity } from "./status.ts";

const noon = new Date("2026-03-01T12:00:00Z");

const anyServiceStatus = fc.constantFrom(...incidentServiceStatuses);
const anyServices = fc.uniqueArray(
  fc.record({ serviceId: fc.constantFrom("api", "website", "webhooks", "search"), status: anyServiceStatus }),
  { selector: (service) => service.serviceId },
);
const anyUpdate = fc.record(
  { status: fc.constantFrom(...incidentStatuses), services: anyServices },
  { requiredKeys: ["status"] },
);
const anyUpdates = fc.array(anyUpdate, { maxLength: 12 });

describe("declaring an incident", () => {
  const input = { status: "investigating", impact: null, services: [] } as const;

  test("it starts now unless an earlier start is given", () => {
    const earlier = minutesAfterNoon(-20);
    expect(declareIncident(input, noon)).toEqual({
      status: "investigating",
      impactOverride: null,
      services: [],
      startedAt: noon,
      resolvedAt: null,
      nextUpdateAt: null,
      isBackfilled: false,
      version: 1,
    });
    expect(declareIncident({ ...input, startedAt: earlier }, noon)).toMatchObject({ startedAt: earlier });
  });

  test("it can start at this very moment, but not a millisecond later", () => {
    expect(isRefusal(declareIncident({ ...input, startedAt: noon }, noon))).toBe(false);
    const refused = declareIncident({ ...input, startedAt: new Date(noon.getTime() + 1) }, noon);
    expect(refused).toMatchObject({ refusal: "incident.starts_in_future" });
  });

  test("it keeps the impact and the services that it is declared with", () => {
    const services = affected("partial_outage", "operational");
    expect(declareIncident({ ...input, impact: "critical", services }, noon)).toMatchObject({
      impactOverride: "critical",
      services,
    });
  });

  test("one that is over when it is declared is resolved at once", () => {
    const startedAt = minutesAfterNoon(-20);
    const incident = declareIncident({ ...input, status: "resolved", startedAt }, noon);
    expect(incident).toMatchObject({ status: "resolved", startedAt, resolvedAt: noon });
  });
});

describe("recording an incident that is over", () => {
  const input = { status: "investigating", impact: null, services: [] } as const;
  const between = (from: number, to: number) => ({
    ...input,
    startedAt: minutesAfterNoon(from),
    resolvedAt: minutesAfterNoon(to),
  });

  test("it is resolved, whatever state is given, and promises nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...incidentStatuses), (status) => {
        const plan = { ...between(-30, -10), status, nextUpdateAt: minutesAfterNoon(30) };
        expect(declareIncident(plan, noon)).toMatchObject({
          status: "resolved",
          isBackfilled: true,
          startedAt: minutesAfterNoon(-30),
          resolvedAt: minutesAfterNoon(-10),
          nextUpdateAt: null,
        });
      }),
    );
  });

  test("it needs a start, ends after it, and not in the future", () => {
    const anyMinute = fc.integer({ min: -60, max: 60 });
    fc.assert(
      fc.property(anyMinute, anyMinute, (from, to) => {
        expect(isRefusal(declareIncident(between(from, to), noon))).toBe(from >= to || to > 0);
      }),
    );
    expect(declareIncident({ ...input, resolvedAt: minutesAfterNoon(-1) }, noon)).toMatchObject({
      refusal: "incident.ends_without_start",
    });
    expect(declareIncident(between(-5, 1), noon)).toMatchObject({ refusal: "incident.ends_in_future" });
    expect(declareIncident(between(-5, -5), noon)).toMatchObject({ refusal: "incident.starts_after_end" });
  });

  test("it is not opened again, but more can be said of it", () => {
    const incident = declared({
      status: "resolved",
      isBackfilled: true,
      resolvedAt: minutesAfterNoon(-1),
    });
    for (const status of incidentStatuses.filter(isOpen))
      expect(applyUpdate(incident, { status }, noon)).toMatchObject({
        refusal: "incident.backfilled_is_over",
      });
    expect(applyUpdate(incident, { status: "resolved" }, noon)).toMatchObject({
      resolvedAt: minutesAfterNoon(-1),
    });
  });
});

describe("the promise of the next update", () => {
  const anyMinute = fc.integer({ min: -60, max: 60 });

  test("is for later, and whoever gives it is held to that", () => {
    fc.assert(
      fc.property(anyMinute, (minute) => {
        const nextUpdateAt = minutesAfterNoon(minute);
        const plan = { status: "investigating", impact: null, services: [], nextUpdateAt } as const;
        const results = [
          declareIncident(plan, noon),
          applyUpdate(declared(), { status: "identified", nextUpdateAt }, noon),
          correctIncident(declared(), { nextUpdateAt }, noon),
        ];
        for (const result of results)
          expect(result).toMatchObject(
            minute > 0 ? { nextUpdateAt } : { refusal: "incident.promise_passed" },
          );
      }),
    );
  });

  test("is the newest update's: one without a promise takes it back, and so does the end", () => {
    fc.assert(
      fc.property(anyUpdates, (updates) => {
        const later = minutesAfterNoon(600);
        const promised = declared({ nextUpdateAt: later });
        const after = afterUpdates(promised, updates);
        expect(after.nextUpdateAt).toEqual(updates.length === 0 ? later : null);
        const again = updated(after, { status: "monitoring", nextUpdateAt: later }, minutesAfterNoon(20));
        expect(again.nextUpdateAt).toEqual(later);
        const over = updated(again, { status: "resolved", nextUpdateAt: later }, minutesAfterNoon(21));
        expect(over.nextUpdateAt).toBeNull();
      }),
    );
  });

  test("that has passed may be repeated by a correction of something else", () => {
    const late = declared({ nextUpdateAt: minutesAfterNoon(-5) });
    expect(
      correctIncident(late, { nextUpdateAt: minutesAfterNoon(-5), impact: "major" }, noon),
    ).toMatchObject({
      impactOverride: "major",
      nextUpdateAt: minutesAfterNoon(-5),
    });
  });
});

describe("updating an incident", () => {
  test("any order of states is allowed, and it has a time of resolution exactly while it is resolved", () => {
    fc.assert(
      fc.property(anyUpdates, (updates) => {
        let incident = declared();
        for (const [index, update] of updates.entries()) {
          incident = updated(incident, update, minutesAfterNoon(index));
          expect(incident.status).toBe(update.status);
          expect(incident.resolvedAt === null).toBe(isOpen(incident.status));
        }
      }),
    );
  });

  test("it is resolved since the update that closed it last", () => {
    fc.assert(
      fc.property(anyUpdates, (updates) => {
        const incident = afterUpdates(declared(), updates);
        const lastOpen = updates.findLastIndex((update) => isOpen(update.status));
        const closedBy = updates.length - 1 > lastOpen ? minutesAfterNoon(lastOpen + 1) : null;
        expect(incident.resolvedAt).toEqual(closedBy);
      }),
    );
  });

  test("each update raises the version by one", () => {
    fc.assert(
      fc.property(anyUpdates, (updates) => {
        expect(afterUpdates(declared(), updates).version).toBe(1 + updates.length);
      }),
    );
  });

  test("services that an update names change, and the others stay as they are", () => {
    fc.assert(
      fc.property(anyServices, anyUpdates, (services, updates) => {
        const all = [services, ...updates.map((update) => update.services ?? [])].flat();
        const expected = new Map(all.map(({ serviceId, status }) => [serviceId, status]));
        const incident = afterUpdates(declared({ services }), updates);
        const actual = incident.services.map(({ serviceId, status }) => [serviceId, status] as const);
        expect(new Map(actual)).toEqual(expected);
        expect(actual).toHaveLength(expected.size);
      }),
    );
  });

  test("affected services come worst first", () => {
    const incident = updated(
      declared({ services: [{ serviceId: "api", status: "degraded_performance" }] }),
      { status: "identified", services: [{ serviceId: "search", status: "major_outage" }] },
      noon,
    );
    expect(incident.services.map((service) => service.serviceId)).toEqual(["search", "api"]);
  });

  test("an update overrides the impact, takes the override back, or leaves it alone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(null, ...impacts),
        fc.constantFrom(undefined, null, ...impacts),
        (before, impact) => {
          const after = updated(declared({ impactOverride: before }), { status: "identified", impact }, noon);
          expect(after.impactOverride).toBe(impact === undefined ? before : impact);
        },
      ),
    );
  });

  test("start and impact by hand outlive every update, and the state before is left as it was", () => {
    fc.assert(
      fc.property(anyServices, anyUpdate, fc.constantFrom(null, ...impacts), (services, update, impact) => {
        const before = declared({ services, impactOverride: impact });
        const copy = structuredClone(before);
        const after = updated(before, update, minutesAfterNoon(5));
        expect(after).toMatchObject({ startedAt: before.startedAt, impactOverride: impact });
        expect(before).toEqual(copy);
      }),
    );
  });
});

describe("the impact of an incident", () => {
  test("follows from the worst that it makes of a service", () => {
    expect(derivedImpact([])).toBe("none");
    expect(derivedImpact(affected("operational"))).toBe("none");
    expect(derivedImpact(affected("operational", "degraded_performance"))).toBe("minor");
    expect(derivedImpact(affected("partial_outage", "degraded_performance"))).toBe("major");
    expect(derivedImpact(affected("partial_outage", "major_outage"))).toBe("critical");
  });

  test("does not depend on the order of services", () => {
    fc.assert(
      fc.property(anyReordering(anyServices), ({ list, reordered }) => {
        expect(derivedImpact(reordered)).toBe(derivedImpact(list));
      }),
    );
  });

  test("never shrinks when one more service is affected", () => {
    fc.assert(
      fc.property(anyServices, anyServiceStatus, (services, status) => {
        const more = [...services, { serviceId: "mail", status }];
        expect(impacts.indexOf(derivedImpact(more))).toBeGreaterThanOrEqual(
          impacts.indexOf(derivedImpact(services)),
        );
      }),
    );
  });

  test("is what a person said, if one did", () => {
    fc.assert(
      fc.property(anyServices, fc.constantFrom(...impacts), (services, impact) => {
        expect(impactOf({ services, impactOverride: impact })).toBe(impact);
        expect(impactOf({ services, impactOverride: null })).toBe(derivedImpact(services));
      }),
    );
  });

  test("has the sign of the status that it is derived from", () => {
    for (const status of incidentServiceStatuses) {
      expect(impactStatus[derivedImpact(affected(status))]).toBe(status);
    }
    expect(impacts.map((impact) => severity(impactStatus[impact]))).toEqual([0, 2, 3, 4]);
  });
});

test("the last update of an incident stays", () => {
  expect(refuseDeletion(1)).toMatchObject({ refusal: "incident.last_update" });
  expect(refuseDeletion(2)).toBeNull();
});

test("an incident makes anything of a service but planned work", () => {
  expect([...incidentServiceStatuses]).toEqual(
    serviceStatuses.filter((status) => status !== "under_maintenance"),
  );
});

test("an incident is open until it is resolved", () => {
  expect(incidentStatuses.filter(isOpen)).toEqual(["investigating", "identified", "monitoring"]);
});

test("each state starts from a sentence of its own, without an apology or a guess", () => {
  const messages = Object.values(defaultMessages);
  expect(new Set(messages).size).toBe(incidentStatuses.length);
  for (const message of messages) {
    expect(message).toMatch(/^[A-Z].{10,80}\.$/);
    expect(message).not.toMatch(/sorry|apolog|should be|small number|inconvenience/i);
  }
});

function minutesAfterNoon(minutes: number): Date {
  return new Date(noon.getTime() + minutes * 60_000);
}

function declared(parts: Partial<IncidentState> = {}): IncidentState {
  return {
    status: "investigating",
    impactOverride: null,
    services: [],
    startedAt: minutesAfterNoon(-10),
    resolvedAt: null,
    nextUpdateAt: null,
    isBackfilled: false,
    version: 1,
    ...parts,
  };
}

/** The incident after an update that no rule forbids. */
function updated(incident: IncidentState, update: IncidentChange, at: Date): IncidentState {
  const after = applyUpdate(incident, update, at);
  if (isRefusal(after)) throw new Error(after.message);
  return after;
}

/** The incident after updates posted at noon and then every minute. */
function afterUpdates(incident: IncidentState, updates: IncidentChange[]): IncidentState {
  return updates.reduce<IncidentState>(
    (state, update, index) => updated(state, update, minutesAfterNoon(index)),
    incident,
  );
}

function affected(...statuses: AffectedService["status"][]): AffectedService[] {
  return statuses.map((status, index) => ({ serviceId: `service-${index}`, status }));
}

describe("correcting the start of an incident", () => {
  const open = declared({ startedAt: noon });
  const resolved: IncidentState = { ...open, status: "resolved", resolvedAt: minutesAfterNoon(10) };

  test("any time until now will do while it is open", () => {
    expect(correctIncident(open, { startedAt: minutesAfterNoon(-90) }, minutesAfterNoon(30))).toMatchObject({
      startedAt: minutesAfterNoon(-90),
    });
    expect(correctIncident(open, { startedAt: minutesAfterNoon(30) }, minutesAfterNoon(30))).toMatchObject({
      startedAt: minutesAfterNoon(30),
    });
    expect(correctIncident(open, { startedAt: minutesAfterNoon(31) }, minutesAfterNoon(30))).toMatchObject({
      refusal: "incident.starts_in_future",
    });
  });

  test("it never starts after its end", () => {
    expect(
      correctIncident(resolved, { startedAt: minutesAfterNoon(10) }, minutesAfterNoon(30)),
    ).toMatchObject({
      startedAt: minutesAfterNoon(10),
    });
    expect(
      correctIncident(resolved, { startedAt: minutesAfterNoon(11) }, minutesAfterNoon(30)),
    ).toMatchObject({
      refusal: "incident.starts_after_end",
    });
  });

  test("the end follows from updates, unless the incident was recorded after it", () => {
    const end = { resolvedAt: minutesAfterNoon(5) };
    expect(correctIncident(resolved, end, minutesAfterNoon(30))).toMatchObject({
      refusal: "incident.end_follows_updates",
    });
    const backfilled = { ...resolved, isBackfilled: true };
    expect(correctIncident(backfilled, end, minutesAfterNoon(30))).toMatchObject(end);
    for (const resolvedAt of [noon, minutesAfterNoon(31)])
      expect(isRefusal(correctIncident(backfilled, { resolvedAt }, minutesAfterNoon(30)))).toBe(true);
  });

  test("what is left out stays as it is", () => {
    fc.assert(
      fc.property(anyServices, fc.constantFrom(null, ...impacts), (services, impactOverride) => {
        const before = declared({ services, impactOverride, nextUpdateAt: minutesAfterNoon(5) });
        expect(correctIncident(before, {}, noon)).toEqual({ ...before, version: 2 });
      }),
    );
  });

  test("also when the clock of the server that resolves it is behind", () => {
    const ended = updated(open, { status: "resolved" }, minutesAfterNoon(-1));
    expect(ended.resolvedAt).toEqual(noon);
  });
});
