import type { SignalStatus } from "./signal.ts";
import { type ServiceStatus, worst } from "./status.ts";

export interface StatusInputs {
  /** What an operator set by hand. */
  manual: ServiceStatus;
  /** What each open incident makes of the service. */
  incidents: readonly ServiceStatus[];
  /** What machines say of the service: heartbeats, alerts, checks. */
  signals: readonly SignalStatus[];
  /** Whether a maintenance window is active for the service. */
  maintenanceActive: boolean;
}

/**
 * The status that visitors see: the worst of what is known. Resolving the last incident therefore heals the
 * service by itself, and a window shows only when no person says worse. What machines say meanwhile was to be expected,
 * so it counts again once the window is over.
 */
export function effectiveStatus({
  manual,
  incidents,
  signals,
  maintenanceActive,
}: StatusInputs): ServiceStatus {
  const machines: readonly ServiceStatus[] = maintenanceActive ? ["under_maintenance"] : signals;
  return worst([manual, ...incidents, ...machines]);
}
