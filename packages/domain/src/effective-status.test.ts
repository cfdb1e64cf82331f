import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveStatus, type StatusInputs } from "./effective-status.ts";
import { applyUpdate, declareIncident, type IncidentState, isOpen } from "./incident.ts";
import { isRefusal } from "./refusal.ts";
import { type SignalStatus, signalStatuses } from "./signal.ts";
import { anyReordering, anyStatus, anyWorsening, statusNamed } from "./status.fixture.ts";
import { type ServiceStatus, severity } from "./status.ts";
import vectors from "./vectors/effective-status.json" with { type: "json" };

const anySignal = fc.constantFrom(...signalStatuses);
const anyInputs = fc.record({
  manual: anyStatus,
  incidents: fc.array(anyStatus, { maxLength: 6 }),
  signals: fc.array(anySignal, { maxLength: 6 }),
  maintenanceActive: fc.boolean(),
});

describe("the cases that others can check", () => {
  test.each(vectors.cases)("$name", ({ manual, incidents, signals, maintenanceActive, expected }) => {
    const inputs = {
      manual: statusNamed(manual),
      incidents: incidents.map(statusNamed),
      signals: signals.map(signalNamed),
      maintenanceActive,
    };
    expect(effectiveStatus(inputs)).toBe(expected);
  });
});

test("a service is never shown better than anything that counts of it", () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const shown = severity(effectiveStatus(inputs));
      for (const known of said(inputs)) expect(shown).toBeGreaterThanOrEqual(severity(known));
    }),
  );
});

test("a service is never shown as something that nobody said", () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      expect(said(inputs)).toContain(effectiveStatus(inputs));
    }),
  );
});

test("the order of incidents does not matter", () => {
  const reordering = anyReordering(fc.array(anyStatus, { maxLength: 6 }));
  fc.assert(
    fc.property(anyInputs, reordering, (inputs, { list, reordered }) => {
      expect(effectiveStatus({ ...inputs, incidents: reordered })).toBe(
        effectiveStatus({ ...inputs, incidents: list }),
      );
    }),
  );
});

test("the order of signals does not matter", () => {
  const reordering = anyReordering(fc.array(anySignal, { maxLength: 6 }));
  fc.assert(
    fc.property(anyInputs, reordering, (inputs, { list, reordered }) => {
      expect(effectiveStatus({ ...inputs, signals: reordered })).toBe(
        effectiveStatus({ ...inputs, signals: list }),
      );
    }),
  );
});

test("what an operator says and what an incident says weigh the same", () => {
  fc.assert(
    fc.property(anyInputs, anyStatus, (inputs, other) => {
      const one = effectiveStatus({ ...inputs, incidents: [...inputs.incidents, other] });
      const swapped = { ...inputs, manual: other, incidents: [...inputs.incidents, inputs.manual] };
      expect(effectiveStatus(swapped)).toBe(one);
    }),
  );
});

test("saying again what is already shown changes nothing", () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const shown = effectiveStatus(inputs);
      expect(effectiveStatus({ ...inputs, manual: shown })).toBe(shown);
      expect(effectiveStatus({ ...inputs, incidents: [...inputs.incidents, shown] })).toBe(shown);
    }),
  );
});

test("worse in never gives better out", () => {
  fc.assert(
    fc.property(anyInputs, anyWorsening, fc.boolean(), (inputs, { from, to }, byOperator) => {
      const before = byOperator ? { ...inputs, manual: from } : addIncident(inputs, from);
      const after = byOperator ? { ...inputs, manual: to } : addIncident(inputs, to);
      expect(severity(effectiveStatus(after))).toBeGreaterThanOrEqual(severity(effectiveStatus(before)));
    }),
  );
});

test("one more signal, or a worse one, never makes a service look better", () => {
  fc.assert(
    fc.property(anyInputs, anySignal, anySignal, (inputs, one, other) => {
      const shown = (signals: SignalStatus[]) => severity(effectiveStatus({ ...inputs, signals }));
      const [milder, worse] = severity(one) <= severity(other) ? [one, other] : [other, one];
      const before = shown([...inputs.signals, milder]);
      expect(before).toBeGreaterThanOrEqual(shown(inputs.signals));
      expect(shown([...inputs.signals, worse])).toBeGreaterThanOrEqual(before);
    }),
  );
});

test("a window hides what machines say, and nothing that a person said", () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const during = { ...inputs, maintenanceActive: true };
      expect(effectiveStatus(during)).toBe(effectiveStatus({ ...during, signals: [] }));
    }),
  );
});

test("a window shows when no person says worse, and only then", () => {
  fc.assert(
    fc.property(anyInputs, (inputs) => {
      const outside = effectiveStatus({ ...inputs, signals: [], maintenanceActive: false });
      const inside = effectiveStatus({ ...inputs, maintenanceActive: true });
      expect(inside).toBe(outside === "operational" ? "under_maintenance" : outside);
    }),
  );
});

test("resolving the last incident heals the service, whatever the incidents made of it", () => {
  const incidentStatus = fc.constantFrom("degraded_performance", "partial_outage", "major_outage");
  fc.assert(
    fc.property(anyStatus, fc.array(incidentStatus, { minLength: 1, maxLength: 4 }), (manual, statuses) => {
      let incidents = statuses.map((status) => declared(status));
      for (const status of statuses) {
        expect(severity(shown(manual, incidents))).toBeGreaterThanOrEqual(severity(status));
      }
      incidents = incidents.map(resolved);
      expect(shown(manual, incidents)).toBe(manual);
    }),
  );
});

const noon = new Date("2026-03-01T12:00:00Z");

function declared(status: "degraded_performance" | "partial_outage" | "major_outage"): IncidentState {
  const services = [{ serviceId: "api", status }];
  const incident = declareIncident({ status: "investigating", impact: null, services }, noon);
  if (isRefusal(incident)) throw new Error(incident.message);
  return incident;
}

function resolved(incident: IncidentState): IncidentState {
  const after = applyUpdate(incident, { status: "resolved" }, noon);
  if (isRefusal(after)) throw new Error(after.message);
  return after;
}

function shown(manual: ServiceStatus, incidents: IncidentState[]): ServiceStatus {
  const open = incidents.filter((incident) => isOpen(incident.status));
  return effectiveStatus({
    manual,
    incidents: open.flatMap((incident) => incident.services.map((service) => service.status)),
    signals: [],
    maintenanceActive: false,
  });
}

/** What counts. */
function said({ manual, incidents, signals, maintenanceActive }: StatusInputs): ServiceStatus[] {
  return [manual, ...incidents, ...(maintenanceActive ? (["under_maintenance"] as const) : signals)];
}

/** The signal of that name, for words that come from a file. */
function signalNamed(word: string): SignalStatus {
  const signal = signalStatuses.find((one) => one === word);
  if (signal === undefined) throw new Error(`${word} is nothing that a machine can say`);
  return signal;
}

function addIncident(inputs: StatusInputs, status: ServiceStatus): StatusInputs {
  return { ...inputs, incidents: [...inputs.incidents, status] };
}
