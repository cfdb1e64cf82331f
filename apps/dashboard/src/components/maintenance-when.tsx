import type { MaintenanceSummary } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { isWaiting, maintenanceWhen } from "../lib/maintenance-when.ts";
import { useNow } from "../lib/use-now.ts";

/** The last column of a maintenance in a list; what waits for somebody stands out. */
export function MaintenanceWhen({ maintenance }: { maintenance: MaintenanceSummary }) {
  const now = useNow();
  const words = maintenanceWhen(maintenance, now);
  return (
    <span className="flex shrink-0 justify-end whitespace-nowrap text-muted-foreground tabular-nums md:min-w-22">
      {isWaiting(maintenance, now) ? <Badge variant="degraded">{words}</Badge> : words}
    </span>
  );
}
