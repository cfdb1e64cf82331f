import type { AffectedService } from "@fanal/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { query } from "../../lib/api.ts";
import { serviceName } from "../../lib/service-name.ts";

interface OpenIncidentHintProps {
  organization: string;
  chosen: AffectedService[];
  onFollow: () => void;
}

/** Two incidents for one trouble confuse visitors: points to the one that is open already. */
export function OpenIncidentHint({ organization, chosen, onFollow }: OpenIncidentHintProps) {
  const input = { organization };
  const { data } = useQuery(query.incidents.list.queryOptions({ input: { ...input, state: "open" } }));
  const { data: services } = useQuery(query.services.list.queryOptions({ input }));
  const [found] = chosen.flatMap(({ serviceId }) => {
    const open = data?.items.find((incident) => incident.services.some((one) => one.serviceId === serviceId));
    return open === undefined ? [] : [{ open, serviceId }];
  });
  if (found === undefined) return null;
  return (
    <p className="rounded-lg border border-transparent bg-status-degraded-muted px-3 py-2 text-status-degraded-muted-foreground wrap-anywhere">
      {serviceName(services, found.serviceId)} already has an open incident: “{found.open.title}”.{" "}
      <Link
        to="/app/$organization/incidents/$incidentId"
        params={{ organization, incidentId: found.open.id }}
        onClick={onFollow}
        className="underline underline-offset-4"
      >
        Add an update instead
      </Link>
    </p>
  );
}
