import type { Check, Service } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { PauseIcon, PencilIcon, PlayIcon, RadarIcon, RefreshCwIcon } from "lucide-react";
import { useState } from "react";
import { BulkBar } from "../../components/bulk-bar.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { MonitoringTabs } from "../../components/monitoring-tabs.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useActions } from "../../lib/actions.ts";
import { query } from "../../lib/api.ts";
import { serviceName } from "../../lib/service-name.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useRowKeys } from "../../lib/use-row-keys.ts";
import { useSelection } from "../../lib/use-selection.ts";
import { CheckDialog } from "./check-dialog.tsx";
import { CheckRow } from "./check-row.tsx";
import { checksQuery, usePauseChecks, useRunCheck } from "./writes.ts";

/** What Fanal itself asks, again and again. */
export function CheckListView() {
  const { slug } = useOrganization();
  const list = useQuery(checksQuery(slug));
  const services = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [edited, setEdited] = useState<Check | "new" | null>(null);
  const onNew = useCreation("check", () => setEdited("new"));
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
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto py-2 pb-20 md:pb-6">
        {list.isPending && <ListSkeleton label="Loading checks" />}
        {list.data?.length === 0 && <NoChecks onNew={onNew} />}
        {list.data !== undefined && list.data.length > 0 && (
          <Rows
            checks={list.data}
            services={services.data ?? []}
            onEdit={onNew === undefined ? undefined : setEdited}
          />
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

interface RowsProps {
  checks: Check[];
  services: Service[];
  /** Absent where one may only read. */
  onEdit: ((check: Check) => void) | undefined;
}

function Rows({ checks, services, onEdit }: RowsProps) {
  const { slug: organization } = useOrganization();
  const pause = usePauseChecks();
  const run = useRunCheck();
  const selection = useSelection(checks);
  const { chosen } = selection;
  const canWrite = onEdit !== undefined;
  const edit = (checkId: string) => {
    const check = checks.find(({ id }) => id === checkId);
    if (check !== undefined) onEdit?.(check);
  };
  const rows = useRowKeys(
    checks.map(({ id }) => id),
    { e: edit, Enter: edit, x: (id) => canWrite && selection.toggle(id) },
  );
  /** Pauses those that run, or has those that are paused run again. */
  const setPaused = (these: Check[], isPaused: boolean) => () => {
    const checks = these.filter((check) => check.isPaused !== isPaused);
    pause.run({ organization, checks, isPaused });
    selection.clear();
    rows.focus(these[0]?.id);
  };
  const acts = [true, false]
    .filter((isPaused) => chosen.some((check) => check.isPaused !== isPaused))
    .map((isPaused) => ({
      label: isPaused ? "Pause" : "Resume",
      of: "selected checks",
      icon: isPaused ? PauseIcon : PlayIcon,
      run: setPaused(chosen, isPaused),
    }));
  const at = canWrite ? checks.find(({ id }) => id === rows.at) : undefined;
  useActions([
    ...acts,
    at !== undefined && {
      label: at.isPaused ? "Resume" : "Pause",
      of: at.name,
      icon: at.isPaused ? PlayIcon : PauseIcon,
      run: setPaused([at], !at.isPaused),
    },
    at !== undefined &&
      !at.isPaused && {
        label: "Run now",
        of: at.name,
        icon: RefreshCwIcon,
        run: () => run.run({ organization, check: at }),
      },
    at !== undefined && { label: "Edit", of: at.name, icon: PencilIcon, keys: "E", run: () => edit(at.id) },
  ]);
  return (
    <>
      <ul aria-label="Checks" className="shrink-0">
        {checks.map((check) => (
          <CheckRow
            key={check.id}
            check={check}
            service={serviceName(services, check.serviceId)}
            handle={rows.row(check.id)}
            isSelected={selection.has(check.id)}
            isSelecting={chosen.length > 0}
            onSelect={canWrite ? () => selection.toggle(check.id) : undefined}
            onEdit={canWrite ? () => edit(check.id) : undefined}
          />
        ))}
      </ul>
      {chosen.length > 0 && (
        <BulkBar label="Selected checks" count={chosen.length} onClear={selection.clear}>
          {acts.map(({ label, icon: Icon, run }) => (
            <Button key={label} variant="secondary" size="sm" onClick={run}>
              <Icon aria-hidden /> {label}
            </Button>
          ))}
        </BulkBar>
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
