import type { AlertSource } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { BellRingIcon } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { MonitoringTabs } from "../../components/monitoring-tabs.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { AlertSourceDialog } from "./alert-source-dialog.tsx";
import { AlertSourceRow } from "./alert-source-row.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { alertSourcesQuery, type WithLink } from "./writes.ts";

/** What posts alerts here. */
export function AlertSourceListView() {
  const { slug, can } = useOrganization();
  const list = useQuery(alertSourcesQuery(slug));
  const services = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [edited, setEdited] = useState<AlertSource | "new" | null>(null);
  const [made, setMade] = useState<WithLink | null>(null);
  const canWrite = can("alert_source.write");
  const onNew = useCreation("alertSource", () => setEdited("new"));
  const edit = (sourceId: string) => {
    const source = list.data?.find(({ id }) => id === sourceId);
    if (canWrite && source !== undefined) setEdited(source);
  };
  const rows = useRowKeys(list.data?.map(({ id }) => id) ?? [], { e: edit, Enter: edit });
  return (
    <>
      <ViewBar title="Alert sources" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New source
          </Button>
        )}
      </ViewBar>
      <MonitoringTabs organization={slug} />
      {list.isError && (
        <RefreshFailed
          what="alert sources"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading alert sources" />}
        {list.data?.length === 0 && <NoSources onNew={onNew} />}
        {list.data !== undefined && list.data.length > 0 && (
          <ul aria-label="Alert sources">
            {list.data.map((source) => (
              <AlertSourceRow
                key={source.id}
                source={source}
                handle={rows.row(source.id)}
                services={services.data ?? []}
                canWrite={canWrite}
                onEdit={() => setEdited(source)}
                onRenewed={setMade}
              />
            ))}
          </ul>
        )}
      </div>
      {edited !== null && (
        <AlertSourceDialog
          organization={slug}
          source={edited === "new" ? undefined : edited}
          services={services.data ?? []}
          onMade={setMade}
          onClose={() => setEdited(null)}
        />
      )}
      {made !== null && <LinkDialog made={made} onClose={() => setMade(null)} />}
    </>
  );
}

function NoSources({ onNew }: { onNew: (() => void) | undefined }) {
  return (
    <NoneYet
      icon={BellRingIcon}
      title="No alert sources yet"
      text="Prometheus Alertmanager, Grafana and anything else that posts JSON can say what is wrong. When it is over, services heal by themselves."
    >
      {onNew !== undefined && (
        <Button variant="outline" onClick={onNew}>
          New source
        </Button>
      )}
    </NoneYet>
  );
}
