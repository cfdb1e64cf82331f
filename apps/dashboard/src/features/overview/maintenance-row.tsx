import type { MaintenanceSummary, Service } from "@fanal/contract";
import { maintenanceStatusLabels } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { Link } from "@tanstack/react-router";
import { MaintenanceWhen } from "../../components/maintenance-when.tsx";
import { ServiceTags } from "../../components/service-tags.tsx";
import { ownTimeZone } from "../../lib/own-time-zone.ts";
import { fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { zonedWindow } from "../../lib/zoned-time.ts";
import { type RowHandle, rowClass } from "./section.tsx";

interface MaintenanceRowProps {
  maintenance: MaintenanceSummary;
  services: Service[] | undefined;
  row: RowHandle;
}

/** A maintenance that goes on or is planned. */
export function MaintenanceRow({ maintenance, services, row }: MaintenanceRowProps) {
  const { slug } = useOrganization();
  const now = useNow();
  const { id, title, status, serviceIds, startsAt, endsAt } = maintenance;
  const window = zonedWindow(new Date(startsAt), new Date(endsAt), ownTimeZone(), now);
  return (
    <li>
      <Link
        to="/app/$organization/maintenances/$maintenanceId"
        params={{ organization: slug, maintenanceId: id }}
        {...row}
        className={rowClass}
      >
        <ProgressIcon state={status} label={maintenanceStatusLabels[status]} className="shrink-0" />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-strong">{title}</span>
          <span className="truncate text-muted-foreground tabular-nums md:hidden">{window}</span>
        </span>
        <ServiceTags serviceIds={serviceIds} services={services} />
        <time
          dateTime={startsAt}
          title={`${fullTime(startsAt)} to ${fullTime(endsAt)}`}
          className="shrink-0 text-right text-muted-foreground max-md:hidden lg:min-w-52"
        >
          {window}
        </time>
        <MaintenanceWhen maintenance={maintenance} />
      </Link>
    </li>
  );
}
