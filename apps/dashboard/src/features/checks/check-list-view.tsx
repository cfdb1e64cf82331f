import type { Check } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { RadarIcon } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { MonitoringTabs } from "../../components/monitoring-tabs.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { query } from "../../lib/api.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { CheckDialog } from "./check-dialog.tsx";
import { CheckRow } from "./check-row.tsx";
import { checksQuery } from "./writes.ts";

/** What Fanal itself asks, again and again. */
export function CheckListView() {
  const { slug, can } = useOrganization();
  const list = useQuery(checksQuery(slug));
  const services = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [edited, setEdited] = useState<Check | "new" | null>(null);
  const onNew = can("check.write") ? () => setEdited("new") : undefined;
  return (
    <>
      <ViewBar title="Checks" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New check
          </Button>
        )}
      </ViewBar>
      <MonitoringTabs organization={slug} />
      {list.isError && (
        <RefreshFailed what="checks" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading checks" />}
        {list.data?.length === 0 && <NoChecks onNew={onNew} />}
        {list.data !== undefined && list.data.length > 0 && (
          <ul aria-label="Checks">
            {list.data.map((check) => (
              <CheckRow
                key={check.id}
                check={check}
                service={serviceName(services.data ?? [], check.serviceId)}
                canWrite={onNew !== undefined}
                onEdit={() => setEdited(check)}
              />
            ))}
          </ul>
        )}
      </div>
      {edited !== null && (
        <CheckDialog
          organization={slug}
          check={edited === "new" ? undefined : edited}
          services={services.data ?? []}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function NoChecks({ onNew }: { onNew: (() => void) | undefined }) {
  return (
    <NoneYet
      icon={RadarIcon}
      title="No checks yet"
      text="Fanal asks an address again and again. When the answer is not as expected, its service shows it, and the next good one heals it."
    >
      {onNew !== undefined && (
        <Button variant="outline" onClick={onNew}>
          New check
        </Button>
      )}
    </NoneYet>
  );
}
