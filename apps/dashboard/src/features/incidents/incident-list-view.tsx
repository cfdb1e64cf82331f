import type { IncidentSummary } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { ListHead } from "../../components/list-head.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { ViewTab, ViewTabs } from "../../components/view-tabs.tsx";
import { query } from "../../lib/api.ts";
import { useDeclare, useRecordPast } from "../../lib/declare.ts";
import { isUpdateLate } from "../../lib/promises.ts";
import { monthOf } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useOwners } from "../../lib/use-owners.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { IncidentRow, IncidentRowHead } from "./incident-row.tsx";
import { NoIncidents } from "./no-incidents.tsx";
import { type IncidentTab, incidentPages, incidentTabs } from "./queries.ts";
import { TeamFilter } from "./team-filter.tsx";

const labels: Record<IncidentTab, string> = { open: "Open", draft: "Drafts", resolved: "Resolved" };

export function IncidentListView({ tab, teamId }: { tab: IncidentTab; teamId: string | undefined }) {
  const organization = useOrganization();
  const { slug } = organization;
  const declare = useDeclare();
  const recordPast = useRecordPast();
  const now = useNow();
  const list = useInfiniteQuery(incidentPages(slug, tab, teamId));
  const incidents = list.data?.pages.flatMap((page) => page.items) ?? [];
  const canDeclare = organization.can("incident.create");
  return (
    <>
      <ViewBar title="Incidents">
        {canDeclare && tab === "resolved" && (
          <Button variant="outline" size="sm" onClick={recordPast} className="max-sm:hidden">
            Record past incident
          </Button>
        )}
        {canDeclare && (
          <Button size="sm" onClick={() => declare()}>
            Declare incident <Kbd>C</Kbd>
          </Button>
        )}
      </ViewBar>
      <ViewTabs label="Incidents by state">
        {incidentTabs.map((one) => (
          <TabLink key={one} slug={slug} tab={one} teamId={teamId} />
        ))}
        <TeamFilter tab={tab} teamId={teamId} />
      </ViewTabs>
      {list.isError && (
        <RefreshFailed
          what="incidents"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading incidents" />}
        {list.isSuccess && incidents.length === 0 && teamId === undefined && (
          <NoIncidents tab={tab} slug={slug} />
        )}
        {list.isSuccess && incidents.length === 0 && teamId !== undefined && (
          <p className="px-4 py-3 text-muted-foreground">No incidents here affect services of this team.</p>
        )}
        {incidents.length > 0 && <IncidentRowHead isDraft={tab === "draft"} />}
        <Rows incidents={lateFirst(incidents, now)} byMonth={tab === "resolved"} />
        <div className="flex justify-center gap-2 p-3 empty:hidden">
          {list.hasNextPage && (
            <Button
              variant="outline"
              size="sm"
              aria-disabled={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show earlier incidents
            </Button>
          )}
          {canDeclare && tab === "resolved" && incidents.length > 0 && (
            <Button variant="outline" size="sm" onClick={recordPast} className="sm:hidden">
              Record past incident
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

/** Those of which visitors wait for an update come first, the one that they wait for longest on top. */
function lateFirst(incidents: IncidentSummary[], now: Date): IncidentSummary[] {
  const promisedAt = (incident: IncidentSummary) =>
    isUpdateLate(incident, now) ? Date.parse(incident.nextUpdateAt ?? "") : Number.POSITIVE_INFINITY;
  return incidents.toSorted((a, b) => {
    const [first, second] = [promisedAt(a), promisedAt(b)];
    return first === second ? 0 : first - second;
  });
}

function TabLink(props: { slug: string; tab: IncidentTab; teamId: string | undefined }) {
  const { slug, tab, teamId } = props;
  const { data } = useInfiniteQuery(incidentPages(slug, tab, teamId));
  const count = data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  const hasMore = data?.pages.at(-1)?.nextCursor != null;
  return (
    <ViewTab>
      <Link
        to="/app/$organization/incidents"
        params={{ organization: slug }}
        search={{ ...(tab === "open" ? {} : { tab }), ...(teamId === undefined ? {} : { team: teamId }) }}
        activeOptions={{ exact: true, includeSearch: true }}
      >
        {labels[tab]}
        {count > 0 && (
          <span className="text-xs text-muted-foreground tabular-nums">
            {count}
            {hasMore && "+"}
          </span>
        )}
      </Link>
    </ViewTab>
  );
}

function Rows({ incidents, byMonth }: { incidents: IncidentSummary[]; byMonth: boolean }) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const ownersOf = useOwners();
  const rows = useRowKeys(
    incidents.map((incident) => incident.id),
    {},
  );
  return (
    <ul aria-label="Incidents">
      {incidents.map((incident, index) => {
        const month = monthOf(incident.startedAt);
        const before = incidents[index - 1];
        const isFirstOfMonth = before === undefined || monthOf(before.startedAt) !== month;
        return (
          <Fragment key={incident.id}>
            {byMonth && isFirstOfMonth && <ListHead>{month}</ListHead>}
            <li>
              <Link
                to="/app/$organization/incidents/$incidentId"
                params={{ organization: slug, incidentId: incident.id }}
                {...rows.row(incident.id)}
                className="mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10"
              >
                <IncidentRow
                  incident={incident}
                  services={services}
                  owners={ownersOf(incident.services.map(({ serviceId }) => serviceId))}
                />
              </Link>
            </li>
          </Fragment>
        );
      })}
    </ul>
  );
}
