import type { Maintenance } from "@fanal/contract";
import { isOver, maintenanceStatusLabels } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { Fact, Facts } from "../../components/fact.tsx";
import { PublicLinks } from "../../components/public-links.tsx";
import type { ToldEvent } from "../../components/telling/told-events.ts";
import { ToldFact } from "../../components/telling/told-fact.tsx";
import { query } from "../../lib/api.ts";
import { pagesShowing } from "../../lib/pages-showing.ts";
import { serviceName } from "../../lib/service-name.ts";
import { clockTime, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { SeriesFact } from "./series-fact.tsx";

interface MaintenancePanelProps {
  maintenance: Maintenance;
  /** What its updates told, newest first. */
  told: ToldEvent[];
}

/** The facts of a maintenance, beside its story. */
export function MaintenancePanel({ maintenance, told }: MaintenancePanelProps) {
  const { slug } = useOrganization();
  const input = { organization: slug };
  const { data: services } = useQuery(query.services.list.queryOptions({ input }));
  const { data: pages = [] } = useQuery(query.statusPages.list.queryOptions({ input }));
  const { status, serviceIds, startsAutomatically, finishesAutomatically } = maintenance;
  return (
    <Facts>
      <Fact name="State">
        <ProgressIcon state={status} /> {maintenanceStatusLabels[status]}
      </Fact>
      {maintenance.startedAt !== null && <Moment name="Started" time={maintenance.startedAt} />}
      {maintenance.finishedAt !== null && (
        <Moment name={status === "canceled" ? "Canceled" : "Finished"} time={maintenance.finishedAt} />
      )}
      {!isOver(status) && (
        <>
          {status === "scheduled" && <Fact name="Starts">{byWhom(startsAutomatically)}</Fact>}
          <Fact name="Finishes">{byWhom(finishesAutomatically)}</Fact>
        </>
      )}
      <Fact name="Services" isList>
        {serviceIds.length === 0 && <span className="py-1.5">None</span>}
        {serviceIds.map((serviceId) => {
          const service = services?.find(({ id }) => id === serviceId);
          return (
            <span key={serviceId} className="flex min-h-8 min-w-0 items-center gap-2">
              <StatusIcon status={service?.status ?? "unknown"} />
              <span className="truncate">{serviceName(services, serviceId)}</span>
            </span>
          );
        })}
      </Fact>
      {maintenance.series !== null && <SeriesFact maintenance={maintenance} series={maintenance.series} />}
      <ToldFact events={told} />
      <PublicLinks
        pages={pagesShowing(pages, serviceIds)}
        path={`maintenances/${maintenance.id}`}
        what="maintenance"
      />
    </Facts>
  );
}

function byWhom(isAutomatic: boolean): string {
  return isAutomatic ? "By itself" : "When somebody says so";
}

function Moment({ name, time }: { name: string; time: string }) {
  const now = useNow();
  return (
    <Fact name={name}>
      <time dateTime={time} title={fullTime(time)}>
        {clockTime(time, now)}
      </time>
    </Fact>
  );
}
