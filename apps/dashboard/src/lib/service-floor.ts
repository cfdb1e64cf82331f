import type { Service } from "@fanal/contract";
import { effectiveStatus, type ServiceStatus } from "@fanal/domain";

/**
 * What a service is at least, whatever is set by hand. What open incidents say stays, as far as is known here: only the
 * server knows which of them is the worst.
 */
export function floorOf(service: Service): ServiceStatus {
  return effectiveStatus({
    manual: "operational",
    incidents: service.openIncidentIds.length > 0 ? [service.status] : [],
    signals: service.signals.map(({ status }) => status),
    maintenanceActive: service.activeMaintenanceIds.length > 0,
  });
}
