import type { MaintenanceOverlap } from "@fanal/contract";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { query } from "../../lib/api.ts";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { zonedWindow } from "../../lib/zoned-time.ts";

/** Other maintenances of the same services at the same time: pointed out, not forbidden. */
export function OverlapList({ overlaps }: { overlaps: MaintenanceOverlap[] }) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const now = useNow();
  if (overlaps.length === 0) return null;
  return (
    <section
      aria-label="Overlaps"
      className="flex flex-col gap-2 rounded-lg border border-transparent bg-status-maintenance-muted p-3 text-status-maintenance-muted-foreground"
    >
      <h2 className="flex items-center gap-2 font-strong">
        <StatusIcon status="under_maintenance" /> Overlaps with {overlaps.length}
      </h2>
      <ul className="flex flex-col gap-2">
        {overlaps.map((overlap) => (
          <li key={`${overlap.maintenanceId} ${overlap.startsAt}`} className="flex min-w-0 flex-col">
            <Link
              to="/app/$organization/maintenances/$maintenanceId"
              params={{ organization: slug, maintenanceId: overlap.maintenanceId }}
              className="wrap-anywhere underline underline-offset-4"
            >
              {overlap.title}
            </Link>
            <span className="tabular-nums">
              {zonedWindow(new Date(overlap.startsAt), new Date(overlap.endsAt), ownTimeZone(), now)}
            </span>
            <span className="text-xs wrap-anywhere">
              {overlap.serviceIds.map((serviceId) => serviceName(services, serviceId)).join(", ")}
            </span>
          </li>
        ))}
      </ul>
      <p className="text-xs">Both can take place. Visitors see each of them.</p>
    </section>
  );
}
