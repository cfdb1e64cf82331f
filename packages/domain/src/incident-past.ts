import type { AffectedService, IncidentState } from "./incident.ts";

/**
 * What an incident made of a service from its start until `until`. From then on the log of status changes tells it, or
 * nothing has to be told any more.
 */
export interface PastStatus extends AffectedService {
  until: Date;
}

/** An interval of the past of one service. */
export interface PastInterval extends AffectedService {
  startedAt: Date;
  endedAt: Date;
}

/** What an incident says of the past at the moment when it is declared: all of it, if it is over by then. */
export function pastWhenDeclared(state: IncidentState, at: Date): PastStatus[] {
  const until = state.isBackfilled && state.resolvedAt !== null ? state.resolvedAt : at;
  return state.services.map((service) => ({ ...service, until }));
}

/** An update tells of now. Only of an incident that is all past does it say something about the past. */
export function pastAfterUpdate(past: readonly PastStatus[], after: IncidentState, at: Date): PastStatus[] {
  return after.isBackfilled ? pastWhenDeclared(after, at) : [...past];
}

/**
 * A correction tells what was wrong all along: a service that is named anew was affected from the start, one that is left
 * out never was. A service that joined by a later update keeps no past, whatever it is corrected to.
 */
export function pastAfterCorrection(
  past: readonly PastStatus[],
  before: IncidentState,
  after: IncidentState,
  at: Date,
): PastStatus[] {
  if (after.isBackfilled) return pastWhenDeclared(after, at);
  const until = after.resolvedAt !== null && after.resolvedAt < at ? after.resolvedAt : at;
  const known = new Map(before.services.map(({ serviceId, status }) => [serviceId, status]));
  const told = new Map(past.map((one) => [one.serviceId, one]));
  return after.services.flatMap((service) => {
    const status = known.get(service.serviceId);
    const one = told.get(service.serviceId);
    if (status === undefined) return { ...service, until };
    if (one === undefined) return [];
    return status === service.status ? one : { ...service, until };
  });
}

/** The intervals that an incident which began at `startedAt` adds to the past. */
export function pastIntervals(past: readonly PastStatus[], startedAt: Date): PastInterval[] {
  return past
    .filter(({ until }) => startedAt < until)
    .map(({ serviceId, status, until }) => ({ serviceId, status, startedAt, endedAt: until }));
}
