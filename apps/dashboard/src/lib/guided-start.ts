import { keepStored, readStored } from "@fanal/ui/lib/stored";

/** What comes after the name of the organization. */
export const startSteps = ["services", "look", "live"] as const;
export type StartStep = (typeof startSteps)[number];

const nameOf = (organizationId: string) => `fanal-start-${organizationId}`;

/** The step at which the guided start of an organization was left in this browser; `null` when it is over. */
export function openStart(organizationId: string): StartStep | null {
  return startStepOf(readStored(nameOf(organizationId)));
}

/** Remembers where somebody is in it; `null`: through with it, or it was skipped. */
export function keepStart(organizationId: string, step: StartStep | null): void {
  keepStored(nameOf(organizationId), step);
}

/** The step that goes by a name. */
export function startStepOf(name: unknown): StartStep | null {
  return startSteps.find((step) => step === name) ?? null;
}
