import type { PastImport } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { ImportIcon } from "lucide-react";
import { useState } from "react";
import { Age } from "../../components/age.tsx";
import { ForAdmins } from "../../components/for-admins.tsx";
import { ImportBar } from "../../components/import-bar.tsx";
import { ListRow } from "../../components/list-row.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { SettingsTabs } from "../../components/settings-tabs.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { type RowHandle, useRowKeys } from "../../lib/use-row-keys.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { NewImportDialog } from "./new-import-dialog.tsx";
import { number, sourceWords, stateLabels } from "./words.ts";
import { importsQuery } from "./writes.ts";

/** Imports of the past from other products. */
export function ImportListView() {
  const { slug: organization, can } = useOrganization();
  const list = useQuery({ ...importsQuery(organization), enabled: can("import.read") });
  const [isNew, setNew] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const onNew = useCreation("pastImport", () => setNew(true));
  const rows = useRowKeys(list.data?.map(({ id }) => id) ?? [], { Enter: setOpenId });
  return (
    <>
      <ViewBar title="Import" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New import
          </Button>
        )}
      </ViewBar>
      <SettingsTabs />
      {list.isError && (
        <RefreshFailed what="imports" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {!can("import.read") && <ForAdmins what="Admins of the organization import its past here." />}
        {can("import.read") && list.isPending && <ListSkeleton label="Loading imports" />}
        {list.data?.length === 0 && (
          <NoneYet
            icon={ImportIcon}
            title="Bring your past"
            text="Services, incidents, maintenance and subscribers of Statuspage, Cachet or Uptime Kuma, with their times. Old links lead on."
          >
            {onNew !== undefined && (
              <Button variant="outline" onClick={onNew}>
                New import
              </Button>
            )}
          </NoneYet>
        )}
        {list.data !== undefined && list.data.length > 0 && (
          <ul aria-label="Imports">
            {list.data.map((one) => (
              <Row key={one.id} pastImport={one} handle={rows.row(one.id)} onOpen={() => setOpenId(one.id)} />
            ))}
          </ul>
        )}
      </div>
      {isNew && (
        <NewImportDialog
          organization={organization}
          onRead={(id) => {
            setNew(false);
            setOpenId(id);
          }}
          onClose={() => setNew(false)}
        />
      )}
      {openId !== null && <ImportDialog pastImportId={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}

interface RowProps {
  pastImport: PastImport;
  handle: RowHandle;
  onOpen: () => void;
}

function Row({ pastImport, handle, onOpen }: RowProps) {
  const { state, done, total, startedBy, createdAt } = pastImport;
  const name = sourceWords(pastImport);
  return (
    <ListRow name={name} handle={handle} className="flex min-h-13 items-center gap-3 py-1.5">
      <ImportIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="truncate font-strong">{name}</span>
          {state !== "finished" && <Badge variant="outline">{stateLabels[state]}</Badge>}
        </div>
        <p className="text-xs text-muted-foreground tabular-nums">
          {state !== "ready" && total > 0 && `${number(done)} of ${number(total)} · `}
          read by {startedBy} <Age time={createdAt} />
        </p>
      </div>
      {state === "running" && <ImportBar done={done} total={total} className="max-w-32 max-sm:hidden" />}
      <Button variant="ghost" size="xs" onClick={onOpen}>
        Show <span className="sr-only">the import from {name}</span>
      </Button>
    </ListRow>
  );
}
