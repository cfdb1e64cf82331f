import type { Refusal } from "./refusal.ts";
import { type ServiceStatus, severity, worst } from "./status.ts";

export const incidentStatuses = ["investigating", "identified", "monitoring", "resolved"] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const incidentStatusLabels: Record<IncidentStatus, string> = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
};

/** What the composer starts from when nobody has written anything yet. */
export const defaultMessages: Record<IncidentStatus, string> = {
  investigating: "We see the problem and are looking for the cause.",
  identified: "We found the cause and are working on the fix.",
  monitoring: "The fix is in place. We are watching.",
  resolved: "This is resolved. Everything works as usual.",
};

export const impacts = ["none", "minor", "major", "critical"] as const;
export type Impact = (typeof impacts)[number];

export const impactLabels: Record<Impact, string> = {
  none: "None",
  minor: "Minor",
  major: "Major",
  critical: "Critical",
};

/** What an incident can make of a service: everything but planned work. */
export const incidentServiceStatuses = [
  "operational",
  "degraded_performance",
  "partial_outage",
  "major_outage",
] as const satisfies readonly ServiceStatus[];
export type IncidentServiceStatus = (typeof incidentServiceStatuses)[number];

export interface AffectedService {
  serviceId: string;
  status: IncidentServiceStatus;
}

/** The part of an incident that rules decide on. */
export interface IncidentState {
  status: IncidentStatus;
  impactOverride: Impact | null;
  services: readonly AffectedService[];
  startedAt: Date;
  /** `null` while the incident is open. */
  resolvedAt: Date | null;
  /** When the newest update promised the next one. */
  nextUpdateAt: Date | null;
  /** Recorded after it was over: its end is a fact of its own, and nothing of now follows from it. */
  isBackfilled: boolean;
  version: number;
}

/** What an incident is declared with, at once or from a draft. */
export interface IncidentPlan {
  status: IncidentStatus;
  impact: Impact | null;
  services: readonly AffectedService[];
  /** When it began; at its declaration by default. */
  startedAt?: Date | null | undefined;
  /** When it ended, of one that is recorded after it was over. */
  resolvedAt?: Date | null | undefined;
  nextUpdateAt?: Date | null | undefined;
}

export interface IncidentChange {
  status: IncidentStatus;
  /** Those named change; the others stay as they are. */
  services?: readonly AffectedService[] | undefined;
  /** Left out, the override stays as it is; `null` derives the impact again. */
  impact?: Impact | null | undefined;
  /** The promise of the next update; left out, there is none any more. */
  nextUpdateAt?: Date | null | undefined;
}

/** What was wrong all along. What is left out stays as it is. */
export interface IncidentCorrection {
  impact?: Impact | null | undefined;
  /** All affected services. */
  services?: readonly AffectedService[] | undefined;
  startedAt?: Date | undefined;
  /** Of a backfilled incident. */
  resolvedAt?: Date | undefined;
  nextUpdateAt?: Date | null | undefined;
}

/** A new incident, declared at `at`; a refusal when its times contradict each other or what has passed. */
export function declareIncident(plan: IncidentPlan, at: Date): IncidentState | Refusal {
  const startedAt = plan.startedAt ?? at;
  const resolvedAt = plan.resolvedAt ?? null;
  if (resolvedAt !== null) {
    if (plan.startedAt == null) return endsWithoutStart;
    const refusal = refuseBackfill(startedAt, resolvedAt, at);
    if (refusal !== null) return refusal;
  }
  if (startedAt > at) return startsInFuture;
  const status = resolvedAt === null ? plan.status : "resolved";
  if (isBrokenPromise(status, plan.nextUpdateAt, at)) return promisePassed;
  return {
    status,
    impactOverride: plan.impact,
    services: plan.services,
    startedAt,
    resolvedAt: isOpen(status) ? null : (resolvedAt ?? at),
    nextUpdateAt: isOpen(status) ? (plan.nextUpdateAt ?? null) : null,
    isBackfilled: resolvedAt !== null,
    version: 1,
  };
}

/**
 * The incident after an update, posted at `at`. Any order of states is allowed, reopening too, but for one that was
 * backfilled: it is over.
 */
export function applyUpdate(state: IncidentState, change: IncidentChange, at: Date): IncidentState | Refusal {
  if (state.isBackfilled && isOpen(change.status)) return backfilledIsOver;
  if (isBrokenPromise(change.status, change.nextUpdateAt, at)) return promisePassed;
  // Clocks of two servers differ: no incident ends before it began.
  const end = at < state.startedAt ? state.startedAt : at;
  return {
    ...state,
    status: change.status,
    impactOverride: change.impact === undefined ? state.impactOverride : change.impact,
    services: mergeServices(state.services, change.services ?? []),
    resolvedAt: isOpen(change.status) ? null : (state.resolvedAt ?? end),
    nextUpdateAt: isOpen(change.status) ? (change.nextUpdateAt ?? null) : null,
    version: state.version + 1,
  };
}

/**
 * Whether something may be added to the story of an incident that was said with `status` at `saidAt`, while it was going
 * on. Nothing follows from it: what it made of services is recorded already.
 */
export function refuseLateUpdate(
  state: Pick<IncidentState, "isBackfilled" | "startedAt" | "resolvedAt">,
  { status, saidAt }: { status: IncidentStatus; saidAt: Date },
): Refusal | null {
  if (!state.isBackfilled || state.resolvedAt === null) return saidNow;
  if (saidAt < state.startedAt || saidAt >= state.resolvedAt) return saidOutside;
  return isOpen(status) ? null : saidAfterEnd;
}

/** The incident as it should have been, corrected at `at`; a refusal when its times would contradict each other. */
export function correctIncident(
  state: IncidentState,
  correction: IncidentCorrection,
  at: Date,
): IncidentState | Refusal {
  if (correction.resolvedAt !== undefined && !state.isBackfilled) return endFollowsUpdates;
  const {
    startedAt = state.startedAt,
    resolvedAt = state.resolvedAt,
    services = state.services,
  } = correction;
  if (startedAt > at) return startsInFuture;
  if (state.isBackfilled && resolvedAt !== null) {
    const refusal = refuseBackfill(startedAt, resolvedAt, at);
    if (refusal !== null) return refusal;
  }
  if (resolvedAt !== null && startedAt > resolvedAt) return startsAfterEnd;
  // Who repeats a promise that passed meanwhile promises nothing new.
  const isRepeated = correction.nextUpdateAt?.getTime() === state.nextUpdateAt?.getTime();
  if (!isRepeated && isBrokenPromise(state.status, correction.nextUpdateAt, at)) return promisePassed;
  const { nextUpdateAt = state.nextUpdateAt, impact = state.impactOverride } = correction;
  return {
    ...state,
    startedAt,
    resolvedAt,
    services,
    impactOverride: impact,
    nextUpdateAt: isOpen(state.status) ? nextUpdateAt : null,
    version: state.version + 1,
  };
}

/** Whether an update may be deleted of an incident that has `count` of them. */
export function refuseDeletion(count: number): Refusal | null {
  return count > 1 ? null : lastUpdate;
}

function refuseBackfill(startedAt: Date, resolvedAt: Date, at: Date): Refusal | null {
  if (resolvedAt > at) return endsInFuture;
  return startedAt < resolvedAt ? null : startsAfterEnd;
}

/** What is over promises nothing any more. */
function isBrokenPromise(status: IncidentStatus, nextUpdateAt: Date | null | undefined, at: Date): boolean {
  return isOpen(status) && nextUpdateAt != null && nextUpdateAt <= at;
}

const startsAfterEnd: Refusal = {
  refusal: "incident.starts_after_end",
  field: "startedAt",
  message: "An incident cannot start after it was resolved. Give a time before its end.",
};

const startsInFuture: Refusal = {
  refusal: "incident.starts_in_future",
  field: "startedAt",
  message: "An incident cannot start in the future. Leave the start out, or give a time that has passed.",
};

const endsInFuture: Refusal = {
  refusal: "incident.ends_in_future",
  field: "resolvedAt",
  message:
    "An incident that is recorded afterwards has to be over. Give an end that has passed, or leave it out.",
};

const endsWithoutStart: Refusal = {
  refusal: "incident.ends_without_start",
  field: "startedAt",
  message: "An incident that is recorded afterwards needs its start, too. Say when it began.",
};

const endFollowsUpdates: Refusal = {
  refusal: "incident.end_follows_updates",
  field: "resolvedAt",
  message:
    "The end of this incident is when it was resolved by an update. Only one that was recorded afterwards can be given another.",
};

const backfilledIsOver: Refusal = {
  refusal: "incident.backfilled_is_over",
  field: "status",
  message:
    "This incident was recorded after it was over, so it cannot be opened again. Declare a new one for what happens now.",
};

const saidNow: Refusal = {
  refusal: "incident.said_now",
  field: "saidAt",
  message:
    "Only what is said of an incident that was recorded afterwards has a time of its own. Leave it out.",
};

const saidOutside: Refusal = {
  refusal: "incident.said_outside",
  field: "saidAt",
  message: "This is not between the start and the end of the incident. Give a time while it was going on.",
};

const saidAfterEnd: Refusal = {
  refusal: "incident.said_after_end",
  field: "status",
  message: "While it was going on, it was not resolved yet. Choose the state that it had.",
};

const promisePassed: Refusal = {
  refusal: "incident.promise_passed",
  field: "nextUpdateAt",
  message:
    "The next update cannot be promised for a time that has passed. Give a later one, or promise none.",
};

const lastUpdate: Refusal = {
  refusal: "incident.last_update",
  message: "An incident keeps at least one update. Correct its text, or delete the incident.",
};

/** Said of what only makes sense once visitors see the incident. */
export const isStillDraft: Refusal = {
  refusal: "incident.is_draft",
  message: "This incident is a draft. Publish it first, or change the draft itself.",
};

/** Said of what only a draft can be given. */
export const isDraftNoMore: Refusal = {
  refusal: "incident.is_published",
  message:
    "This incident is published. Post an update to say more or to change its state; only a draft is written anew.",
};

export function isOpen(status: IncidentStatus): boolean {
  return status !== "resolved";
}

/** The override if a person set one, or else what follows from the affected services. */
export function impactOf(state: Pick<IncidentState, "impactOverride" | "services">): Impact {
  return state.impactOverride ?? derivedImpact(state.services);
}

export function derivedImpact(services: readonly AffectedService[]): Impact {
  switch (worst(services.map((service) => service.status))) {
    case "major_outage":
      return "critical";
    case "partial_outage":
      return "major";
    case "degraded_performance":
      return "minor";
    default:
      return "none";
  }
}

/** The status whose sign and colour stand for an impact. */
export const impactStatus: Record<Impact, ServiceStatus> = {
  none: "operational",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
};

function mergeServices(
  before: readonly AffectedService[],
  named: readonly AffectedService[],
): AffectedService[] {
  const merged = new Map(before.map((service) => [service.serviceId, service.status]));
  for (const service of named) merged.set(service.serviceId, service.status);
  return [...merged]
    .map(([serviceId, status]) => ({ serviceId, status }))
    .toSorted((a, b) => severity(b.status) - severity(a.status));
}
