import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AffectedService,
  applyUpdate,
  correctIncident,
  declareIncident,
  type IncidentPlan,
  type IncidentState,
  type IncidentStatus,
  incidentServiceStatuses,
  incidentStatuses,
} from "./incident.ts";
import {
  type PastStatus,
  pastAfterCorrection,
  pastAfterUpdate,
  pastIntervals,
  pastWhenDeclared,
} from "./incident-past.ts";
import { isRefusal } from "./refusal.ts";

const noon = Date.parse("2026-03-01T12:00:00Z");
const at = (minutes: number) => new Date(noon + minutes * 60_000);

const anyServices = fc.uniqueArray(
  fc.record({
    serviceId: fc.constantFrom("api", "website", "webhooks", "search"),
    status: fc.constantFrom(...incidentServiceStatuses),
  }),
  { selector: ({ serviceId }) => serviceId },
);
const anyStart = fc.integer({ min: -500, max: 0 }).map(at);

/** What can happen to an incident after its declaration, by the minute. */
type Act =
  | { kind: "update"; status: IncidentStatus; services: AffectedService[] }
  | { kind: "services"; services: AffectedService[] }
  | { kind: "start"; startedAt: Date };
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant("update" as const),
    status: fc.constantFrom(...incidentStatuses),
    services: anyServices,
  }),
  fc.record({ kind: fc.constant("services" as const), services: anyServices }),
  fc.record({ kind: fc.constant("start" as const), startedAt: anyStart }),
);

interface Told {
  state: IncidentState;
  past: PastStatus[];
}

function declared(plan: IncidentPlan): Told {
  const state = allowed(declareIncident(plan, at(0)));
  return { state, past: pastWhenDeclared(state, at(0)) };
}

function allowed(state: ReturnType<typeof declareIncident>): IncidentState {
  if (isRefusal(state)) throw new Error(state.message);
  return state;
}

function act({ state, past }: Told, one: Act, now: Date): Told {
  if (one.kind === "update") {
    const next = applyUpdate(state, one, now);
    return isRefusal(next) ? { state, past } : { state: next, past: pastAfterUpdate(past, next, now) };
  }
  const next = correctIncident(state, one, now);
  return isRefusal(next)
    ? { state, past }
    : { state: next, past: pastAfterCorrection(past, state, next, now) };
}

function afterAll(told: Told, acts: Act[]): Told {
  return acts.reduce((told, one, index) => act(told, one, at(index + 1)), told);
}

const open: IncidentPlan = { status: "investigating", impact: null, services: [] };
const api = (status: AffectedService["status"]) => [{ serviceId: "api", status }];

describe("an incident that is declared when it begins", () => {
  test("adds nothing to the past", () => {
    fc.assert(
      fc.property(anyServices, (services) => {
        const { state, past } = declared({ ...open, services });
        expect(pastIntervals(past, state.startedAt)).toEqual([]);
      }),
    );
  });

  test("tells the past from the start that it is given later", () => {
    const told = declared({ ...open, services: api("partial_outage") });
    const { state, past } = act(told, { kind: "start", startedAt: at(-40) }, at(10));
    expect(pastIntervals(past, state.startedAt)).toEqual([
      { serviceId: "api", status: "partial_outage", startedAt: at(-40), endedAt: at(0) },
    ]);
  });
});

describe("an incident that began before it was declared", () => {
  test("affected all its services from its start until then", () => {
    fc.assert(
      fc.property(anyServices, anyStart, (services, startedAt) => {
        const { past } = declared({ ...open, services, startedAt });
        const expected = startedAt < at(0) ? services : [];
        expect(pastIntervals(past, startedAt)).toEqual(
          expected.map((service) => ({ ...service, startedAt, endedAt: at(0) })),
        );
      }),
    );
  });

  test("tells the same of the past whatever updates say of now", () => {
    fc.assert(
      fc.property(anyServices, anyStart, fc.array(anyAct, { maxLength: 8 }), (services, startedAt, acts) => {
        const told = declared({ ...open, services, startedAt });
        const updates = acts.filter(({ kind }) => kind === "update");
        expect(afterAll(told, updates).past).toEqual(told.past);
      }),
    );
  });

  test("never affected what a correction leaves out, and from the start what it names anew", () => {
    const told = declared({ ...open, services: api("partial_outage"), startedAt: at(-30) });
    const services = [{ serviceId: "search", status: "major_outage" as const }];
    const { past } = act(told, { kind: "services", services }, at(20));
    expect(pastIntervals(past, at(-30))).toEqual([
      { serviceId: "search", status: "major_outage", startedAt: at(-30), endedAt: at(20) },
    ]);
  });

  test("keeps the past of what a correction repeats, and moves that of another status", () => {
    const told = declared({ ...open, services: api("partial_outage"), startedAt: at(-30) });
    const same = act(told, { kind: "services", services: api("partial_outage") }, at(20));
    expect(same.past).toEqual(told.past);
    const worse = act(told, { kind: "services", services: api("major_outage") }, at(20));
    expect(worse.past).toEqual([{ serviceId: "api", status: "major_outage", until: at(20) }]);
  });

  test("gives no past to a service that joined by an update, however it is corrected", () => {
    const told = declared({ ...open, startedAt: at(-30) });
    const joined = act(
      told,
      { kind: "update", status: "identified", services: api("partial_outage") },
      at(5),
    );
    expect(act(joined, { kind: "services", services: api("major_outage") }, at(10)).past).toEqual([]);
  });

  test("that is over tells the past until its end, when a service is named afterwards", () => {
    const told = declared({ ...open, startedAt: at(-30) });
    const over = act(told, { kind: "update", status: "resolved", services: [] }, at(5));
    expect(act(over, { kind: "services", services: api("major_outage") }, at(60)).past).toEqual([
      { serviceId: "api", status: "major_outage", until: at(5) },
    ]);
  });
});

describe("a backfilled incident", () => {
  test("says all that it says about the time from its start to its end, whatever is corrected", () => {
    const anySpan = fc.tuple(fc.integer({ min: -500, max: -2 }), fc.integer({ min: 1, max: 499 }));
    fc.assert(
      fc.property(
        anyServices,
        anySpan,
        fc.array(anyAct, { maxLength: 8 }),
        (services, [from, length], acts) => {
          const resolvedAt = at(Math.min(from + length, 0));
          const { state, past } = afterAll(
            declared({ ...open, services, startedAt: at(from), resolvedAt }),
            acts,
          );
          expect(state.status).toBe("resolved");
          expect(pastIntervals(past, state.startedAt)).toEqual(
            state.services.map((service) => ({
              ...service,
              startedAt: state.startedAt,
              endedAt: state.resolvedAt,
            })),
          );
        },
      ),
    );
  });
});

test("whatever happens, each service has one interval at most, which ends after it starts and not in the future", () => {
  fc.assert(
    fc.property(anyServices, anyStart, fc.array(anyAct, { maxLength: 10 }), (services, startedAt, acts) => {
      const { state, past } = afterAll(declared({ ...open, services, startedAt }), acts);
      const intervals = pastIntervals(past, state.startedAt);
      const ids = intervals.map(({ serviceId }) => serviceId);
      expect(new Set(ids).size).toBe(ids.length);
      const affected = new Set(state.services.map(({ serviceId }) => serviceId));
      for (const { serviceId, startedAt, endedAt } of intervals) {
        expect(affected).toContain(serviceId);
        expect(startedAt < endedAt && endedAt <= at(acts.length)).toBe(true);
      }
    }),
  );
});
