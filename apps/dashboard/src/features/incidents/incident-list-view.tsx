import type { IncidentSummary, Service } from "@fanal/contract";
import { impactLabels, impactStatus, incidentStatusLabels } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import {
  Empty,
  EmptyContent,
  EmptyDescription,
  EmptyHeader,
  EmptyMedia,
  EmptyTitle,
} from "@fanal/ui/components/empty";
import { Kbd } from "@fanal/ui/components/kbd";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { Age } from "../../components/age.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useDeclare } from "../../lib/declare.ts";
import { serviceName } from "../../lib/service-name.ts";
import { duration, monthOf } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { type IncidentTab, incidentPages } from "./queries.ts";

export function IncidentListView({ tab }: { tab: IncidentTab }) {
  const organization = useOrganization();
  const { slug } = organization;
  const declare = useDeclare();
  const list = useInfiniteQuery(incidentPages(slug, tab));
  const incidents = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ViewBar title="Incidents">
        {organization.can("incident.create") && (
          <Button size="sm" onClick={() => declare()}>
            Declare incident <Kbd>C</Kbd>
          </Button>
        )}
      </ViewBar>
      <nav aria-label="Incidents by state" className="flex shrink-0 gap-1 border-b px-3 py-2">
        <TabLink slug={slug} tab="open" label="Open" />
        <TabLink slug={slug} tab="resolved" label="Resolved" />
      </nav>
      {list.isError && (
        <RefreshFailed
          what="incidents"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading incidents" />}
        {list.isSuccess && incidents.length === 0 && <NoIncidents tab={tab} slug={slug} />}
        <Rows incidents={incidents} byMonth={tab === "resolved"} />
        {list.hasNextPage && (
          <div className="p-3 text-center">
            <Button
              variant="outline"
              size="sm"
              aria-disabled={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show earlier incidents
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function TabLink({ slug, tab, label }: { slug: string; tab: IncidentTab; label: string }) {
  return (
    <Button
      variant="ghost"
      size="sm"
      asChild
      className="text-muted-foreground aria-[current=page]:bg-secondary aria-[current=page]:text-foreground"
    >
      <Link
        to="/app/$organization/incidents"
        params={{ organization: slug }}
        search={tab === "open" ? {} : { tab }}
        activeOptions={{ exact: true, includeSearch: true }}
      >
        {label}
      </Link>
    </Button>
  );
}

function Rows({ incidents, byMonth }: { incidents: IncidentSummary[]; byMonth: boolean }) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
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
            {byMonth && isFirstOfMonth && (
              <li className="mx-2 flex h-8 items-center rounded-md bg-muted px-2 text-xs text-muted-foreground">
                {month}
              </li>
            )}
            <li>
              <Link
                to="/app/$organization/incidents/$incidentId"
                params={{ organization: slug, incidentId: incident.id }}
                {...rows.row(incident.id)}
                className="mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10"
              >
                <Row incident={incident} services={services} />
              </Link>
            </li>
          </Fragment>
        );
      })}
    </ul>
  );
}

function Row({ incident, services }: { incident: IncidentSummary; services: Service[] | undefined }) {
  const now = useNow();
  // Until services are here there is nothing to call them by.
  const affected = services === undefined ? [] : incident.services;
  const nameOf = (serviceId: string) => serviceName(services, serviceId);
  const end = incident.resolvedAt === null ? now : new Date(incident.resolvedAt);
  return (
    <>
      <ProgressIcon
        state={incident.status}
        label={incidentStatusLabels[incident.status]}
        className="shrink-0"
      />
      <StatusIcon
        status={incident.impact === "none" ? "unknown" : impactStatus[incident.impact]}
        label={`${impactLabels[incident.impact]} impact`}
        className="shrink-0"
      />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-strong">{incident.title}</span>
        {affected.length > 0 && (
          <span className="truncate text-muted-foreground md:hidden">
            {affected.map(({ serviceId }) => nameOf(serviceId)).join(", ")}
          </span>
        )}
      </span>
      <span className="flex shrink-0 gap-1 max-md:hidden">
        {affected.slice(0, 2).map(({ serviceId }) => (
          <Badge key={serviceId} variant="secondary" className="max-w-32">
            <span className="truncate">{nameOf(serviceId)}</span>
          </Badge>
        ))}
        {affected.length > 2 && <Badge variant="secondary">+{affected.length - 2}</Badge>}
      </span>
      <Age
        time={incident.latestUpdate.createdAt}
        className="shrink-0 text-right text-muted-foreground md:w-20"
      />
      <span className="w-24 shrink-0 text-right text-muted-foreground tabular-nums max-md:hidden">
        {duration(incident.startedAt, end)}
      </span>
    </>
  );
}

/** Where there are keys. */
function PressC() {
  return (
    <>
      When something is, <span className="pointer-coarse:hidden">press C.</span>
      <span className="pointer-fine:hidden">declare it.</span>
    </>
  );
}

function NoIncidents({ tab, slug }: { tab: IncidentTab; slug: string }) {
  const declare = useDeclare();
  const { can } = useOrganization();
  const { data } = useQuery({
    ...query.incidents.list.queryOptions({ input: { organization: slug, state: "resolved", limit: 1 } }),
    enabled: tab === "open",
  });
  const last = data?.items[0];
  if (tab === "resolved") {
    return (
      <Empty>
        <EmptyHeader>
          <EmptyTitle>No resolved incidents</EmptyTitle>
          <EmptyDescription>Incidents come here once they are over.</EmptyDescription>
        </EmptyHeader>
      </Empty>
    );
  }
  return (
    <Empty>
      <EmptyHeader>
        <EmptyMedia>
          <StatusIcon status="operational" size={40} />
        </EmptyMedia>
        <EmptyTitle>Nothing is broken</EmptyTitle>
        <EmptyDescription>
          {can("incident.create") ? <PressC /> : "When something is, you see it here."}
        </EmptyDescription>
      </EmptyHeader>
      <EmptyContent>
        {can("incident.create") && (
          <Button variant="outline" onClick={() => declare()}>
            Declare incident
          </Button>
        )}
        {last !== undefined && (
          <Button variant="link" asChild>
            <Link
              to="/app/$organization/incidents/$incidentId"
              params={{ organization: slug, incidentId: last.id }}
            >
              Last one: {last.title}
            </Link>
          </Button>
        )}
      </EmptyContent>
    </Empty>
  );
}
