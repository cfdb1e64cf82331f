import { type ServiceStatus, worst } from "./status.ts";

export interface StatusInputs {
  /** What an operator set by hand. */
  manual: ServiceStatus;
  /** What each open incident makes of the service. */
  incidents: readonly ServiceStatus[];
  /** Whether a maintenance window is active for the service. */
  maintenanceActive: boolean;
}

/**
 * The status that visitors see: the worst of what is known. Resolving the last incident therefore heals the
 * service by itself, and a window shows only when nothing is worse.
 */
export function effectiveStatus({ manual, incidents, maintenanceActive }: StatusInputs): ServiceStatus {
  return worst([manual, ...incidents, maintenanceActive ? "under_maintenance" : "operational"]);
}
