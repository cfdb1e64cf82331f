import type { IncidentSummary } from "@fanal/contract";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { Link } from "@tanstack/react-router";
import { isUpdateLate } from "../../lib/promises.ts";
import { clockTime, duration } from "../../lib/time.ts";
import { useOrganization } from "../../lib/use-organization.ts";

/** Updates that visitors were promised and that have not come. */
export function LatePromises({ incidents, now }: { incidents: IncidentSummary[]; now: Date }) {
  const { slug } = useOrganization();
  const late = incidents.flatMap((incident) =>
    incident.nextUpdateAt !== null && isUpdateLate(incident, now)
      ? [{ ...incident, promisedAt: incident.nextUpdateAt }]
      : [],
  );
  if (late.length === 0) return null;
  return (
    <ul aria-label="Late updates" className="mx-4 flex flex-col gap-2">
      {late.map(({ id, title, promisedAt }) => (
        <li
          key={id}
          className="flex gap-2 rounded-lg border border-transparent bg-status-degraded-muted px-3 py-2 text-status-degraded-muted-foreground"
        >
          <StatusIcon status="degraded_performance" className="mt-0.5 shrink-0" />
          <p className="min-w-0 wrap-anywhere">
            <Link
              to="/app/$organization/incidents/$incidentId"
              params={{ organization: slug, incidentId: id }}
              className="font-strong underline underline-offset-4"
            >
              {title}
            </Link>
            : the next update was promised for <time dateTime={promisedAt}>{clockTime(promisedAt, now)}</time>
            , {duration(promisedAt, now)} ago.
          </p>
        </li>
      ))}
    </ul>
  );
}
