import type { Heartbeat } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { HeartPulseIcon } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { MonitoringTabs } from "../../components/monitoring-tabs.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ShownOnce } from "../../components/shown-once.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { HeartbeatDialog } from "./heartbeat-dialog.tsx";
import { HeartbeatRow } from "./heartbeat-row.tsx";
import { heartbeatsQuery, type WithLink } from "./writes.ts";

/** Addresses that jobs call while services are well. */
export function HeartbeatListView() {
  const { slug, can } = useOrganization();
  const list = useQuery(heartbeatsQuery(slug));
  const services = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [edited, setEdited] = useState<Heartbeat | "new" | null>(null);
  const [made, setMade] = useState<WithLink | null>(null);
  const canWrite = can("heartbeat.write");
  const onNew = useCreation("heartbeat", () => setEdited("new"));
  const edit = (heartbeatId: string) => {
    const heartbeat = list.data?.find(({ id }) => id === heartbeatId);
    if (canWrite && heartbeat !== undefined) setEdited(heartbeat);
  };
  const rows = useRowKeys(list.data?.map(({ id }) => id) ?? [], { e: edit, Enter: edit });
  return (
    <>
      <ViewBar title="Heartbeats" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New heartbeat
          </Button>
        )}
      </ViewBar>
      <MonitoringTabs organization={slug} />
      {list.isError && (
        <RefreshFailed
          what="heartbeats"
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading heartbeats" />}
        {list.data?.length === 0 && <NoHeartbeats onNew={onNew} />}
        {list.data !== undefined && list.data.length > 0 && (
          <ul aria-label="Heartbeats">
            {list.data.map((heartbeat) => (
              <HeartbeatRow
                key={heartbeat.id}
                heartbeat={heartbeat}
                handle={rows.row(heartbeat.id)}
                service={services.data?.find(({ id }) => id === heartbeat.serviceId)?.name ?? ""}
                canWrite={canWrite}
                onEdit={() => setEdited(heartbeat)}
                onRenewed={setMade}
              />
            ))}
          </ul>
        )}
      </div>
      {edited !== null && (
        <HeartbeatDialog
          organization={slug}
          heartbeat={edited === "new" ? undefined : edited}
          services={services.data ?? []}
          onMade={setMade}
          onClose={() => setEdited(null)}
        />
      )}
      {made !== null && (
        <ShownOnce
          title={`Link of ${made.name}`}
          name={made.name}
          what="link"
          secret={made.link}
          help="Have your job call it each time that it is done, for example as its last line: curl -fsS and the link."
          onClose={() => setMade(null)}
        />
      )}
    </>
  );
}

function NoHeartbeats({ onNew }: { onNew: (() => void) | undefined }) {
  return (
    <NoneYet
      icon={HeartPulseIcon}
      title="No heartbeats yet"
      text="A job calls a link each time that it is done. When the call does not come, its service shows it, and the next call heals it."
    >
      {onNew !== undefined && (
        <Button variant="outline" onClick={onNew}>
          New heartbeat
        </Button>
      )}
    </NoneYet>
  );
}
