import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { silentClass } from "../../components/telling/reached-nobody.tsx";
import { toldEvents } from "../../components/telling/told-events.ts";
import { subscriberWords } from "../../components/telling/words.ts";
import { query } from "../../lib/api.ts";
import { clockTime } from "../../lib/time.ts";
import { useOrganization } from "../../lib/use-organization.ts";

const dayMs = 24 * 3_600_000;
const everyMinuteMs = 60_000;

/** Updates of the last day that should have told somebody, and reached nobody. */
export function UpdatesThatReachedNobody({ now }: { now: Date }) {
  const { slug: organization } = useOrganization();
  const { data = [] } = useQuery({
    ...query.notifications.list.queryOptions({ input: { organization } }),
    refetchInterval: everyMinuteMs,
  });
  const silent = toldEvents(data).filter(
    ({ reachedNobody, createdAt }) => reachedNobody && now.getTime() - Date.parse(createdAt) < dayMs,
  );
  if (silent.length === 0) return null;
  return (
    <ul aria-label="Updates that reached nobody" className="mx-4 flex flex-col gap-2">
      {silent.map(({ position, title, createdAt, meant, notifications: [first] }) => (
        <li key={position} className={silentClass}>
          <StatusIcon status="major_outage" className="mt-0.5 shrink-0" />
          <p className="min-w-0 wrap-anywhere">
            {first?.incidentId != null ? (
              <Link
                to="/app/$organization/incidents/$incidentId"
                params={{ organization, incidentId: first.incidentId }}
                className="font-strong underline underline-offset-4"
              >
                {title}
              </Link>
            ) : (
              <Link
                to="/app/$organization/maintenances/$maintenanceId"
                params={{ organization, maintenanceId: first?.maintenanceId ?? "" }}
                className="font-strong underline underline-offset-4"
              >
                {title}
              </Link>
            )}
            : what was told at <time dateTime={createdAt}>{clockTime(createdAt, now)}</time> reached nobody.{" "}
            {subscriberWords(meant)} should have been told.
          </p>
        </li>
      ))}
    </ul>
  );
}
