import type { Maintenance } from "@fanal/contract";
import type { MaintenanceState } from "@fanal/domain";

type Timed = Omit<Maintenance, "updates" | "rruleFromHere">;

/** A maintenance as the rules see it. */
export function stateOf(maintenance: Timed): MaintenanceState {
  return {
    status: maintenance.status,
    startsAt: new Date(maintenance.startsAt),
    endsAt: new Date(maintenance.endsAt),
    startsAutomatically: maintenance.startsAutomatically,
    finishesAutomatically: maintenance.finishesAutomatically,
    startedAt: dateOf(maintenance.startedAt),
    finishedAt: dateOf(maintenance.finishedAt),
  };
}

/** The maintenance with what the rules made of it. */
export function withState<Given extends Timed>(maintenance: Given, state: MaintenanceState): Given {
  return {
    ...maintenance,
    status: state.status,
    startsAt: state.startsAt.toISOString(),
    endsAt: state.endsAt.toISOString(),
    startsAutomatically: state.startsAutomatically,
    finishesAutomatically: state.finishesAutomatically,
    startedAt: state.startedAt?.toISOString() ?? null,
    finishedAt: state.finishedAt?.toISOString() ?? null,
  };
}

function dateOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
