import type { Service, StatusPage } from "@fanal/contract";
import { headline, type Indicator, type ServiceStatus } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLinkIcon, LockIcon, PanelsTopLeftIcon, UsersIcon } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { NewStatusPageDialog } from "./new-status-page-dialog.tsx";
import { statusPagesQuery } from "./queries.ts";

export function StatusPageListView() {
  const { slug } = useOrganization();
  const list = useQuery(statusPagesQuery(slug));
  const [isCreating, setCreating] = useState(false);
  const onNew = useCreation("statusPage", () => setCreating(true));
  const pages = list.data ?? [];
  const isEmpty = list.isSuccess && pages.length === 0;
  const create = onNew !== undefined && (
    <Button size={isEmpty ? "default" : "sm"} onClick={onNew}>
      New status page
    </Button>
  );
  return (
    <>
      <ViewBar title="Status pages" count={list.data?.length}>
        {!isEmpty && create}
      </ViewBar>
      {list.isError && (
        <RefreshFailed
          what="status pages"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading status pages" rows={2} />}
        {isEmpty && (
          <NoneYet
            icon={PanelsTopLeftIcon}
            title="No status pages"
            text="A status page shows your services to the public, live."
          >
            {create}
          </NoneYet>
        )}
        <Rows pages={pages} />
      </div>
      {isCreating && <NewStatusPageDialog onClose={() => setCreating(false)} />}
    </>
  );
}

function Rows({ pages }: { pages: StatusPage[] }) {
  const { slug } = useOrganization();
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const rows = useRowKeys(
    pages.map((page) => page.id),
    {},
  );
  return (
    <ul aria-label="Status pages">
      {pages.map((page) => (
        <li key={page.id} className="relative">
          <Link
            to="/app/$organization/status-pages/$pageId"
            params={{ organization: slug, pageId: page.id }}
            {...rows.row(page.id)}
            className="mx-2 flex min-h-13 items-center gap-3 rounded-md px-2 pr-12 hover:bg-accent focus-visible:-outline-offset-2 md:min-h-10"
          >
            <PageStatus page={page} services={services} />
            <span className="flex min-w-0 flex-1 items-baseline gap-3 max-md:flex-col max-md:gap-0">
              <span className="max-w-full shrink-0 truncate font-strong md:max-w-[50%]">{page.name}</span>
              <span className="min-w-0 max-w-full truncate text-muted-foreground">
                <span className="md:hidden">{countOf(page)} · </span>
                {page.url.replace(/^https?:\/\//, "")}
              </span>
            </span>
            <AudienceMark page={page} />
            <span className="w-24 shrink-0 text-right text-muted-foreground tabular-nums max-md:hidden">
              {countOf(page)}
            </span>
          </Link>
          <Button
            variant="ghost"
            size="icon-sm"
            asChild
            className="absolute! top-1/2 right-4 -translate-y-1/2"
          >
            <a href={page.url} target="_blank" rel="noopener" aria-label={`Open page ${page.name}`}>
              <ExternalLinkIcon aria-hidden />
            </a>
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** The sign of each indicator, as the page itself wears it. */
const indicatorStatus: Record<Indicator, ServiceStatus> = {
  none: "operational",
  maintenance: "under_maintenance",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
};

/** What the page says at its top. */
function PageStatus({ page, services }: { page: StatusPage; services: Service[] | undefined }) {
  if (services === undefined) return <span className="size-4 shrink-0" />;
  const ids = new Set(page.serviceIds);
  const shown = services.filter(({ id }) => ids.has(id));
  const { indicator, text } = headline(shown);
  // A page without services knows of nothing that is well.
  const status = shown.length === 0 ? "unknown" : indicatorStatus[indicator];
  return (
    <span className="flex shrink-0 items-center" title={text}>
      <StatusIcon status={status} />
      <span className="sr-only">{shown.length === 0 ? "No services" : text}.</span>
    </span>
  );
}

function countOf({ serviceIds }: StatusPage): string {
  return serviceIds.length === 1 ? "1 service" : `${serviceIds.length} services`;
}

/** Only what is not open to everyone is marked. */
function AudienceMark({ page }: { page: StatusPage }) {
  if (page.visibility === "public") return null;
  const isForMembers = page.visibility === "members";
  const Sign = isForMembers ? UsersIcon : LockIcon;
  return (
    <Badge variant="outline">
      <Sign aria-hidden />
      <span className="max-md:sr-only">{isForMembers ? "Members" : "Password"}</span>
    </Badge>
  );
}
