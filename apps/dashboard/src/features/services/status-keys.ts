import { type ServiceStatus, serviceStatuses } from "@fanal/domain";
import type { KeyboardEvent } from "react";

/** Chooses from a menu of statuses by their numbers, 1 to 5. */
export function statusKeys(choose: (status: ServiceStatus) => void) {
  return (event: KeyboardEvent) => {
    const status = serviceStatuses[Number(event.key) - 1];
    if (status === undefined) return;
    event.preventDefault();
    choose(status);
  };
}
