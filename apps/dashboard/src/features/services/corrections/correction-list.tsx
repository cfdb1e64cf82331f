import type { UptimeCorrection } from "@fanal/contract";
import { serviceStatusLabels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { StatusLabel } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { ListSkeleton } from "../../../components/list-skeleton.tsx";
import { RefreshFailed } from "../../../components/refresh-failed.tsx";
import { ownTimeZone } from "../../../lib/own-time-zone.ts";
import { useNow } from "../../../lib/use-now.ts";
import { useOrganization } from "../../../lib/use-organization.ts";
import { zonedWindow } from "../../../lib/zoned-time.ts";
import { correctionsQuery, useWithdrawCorrection } from "./writes.ts";

/** What of a service was corrected, newest time first. */
export function CorrectionList({ serviceId }: { serviceId: string }) {
  const { slug } = useOrganization();
  const list = useQuery(correctionsQuery(slug, serviceId));
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">Corrected so far</h3>
      {list.isError && (
        <RefreshFailed
          what="corrections"
          isInset
          isKept={list.data !== undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && <ListSkeleton label="Loading corrections" />}
      {list.data?.length === 0 && <p className="text-xs text-muted-foreground">Nothing.</p>}
      {list.data !== undefined && list.data.length > 0 && (
        <ul aria-label="Corrections" className="flex flex-col divide-y">
          {list.data.map((correction) => (
            <Row key={correction.id} correction={correction} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Row({ correction }: { correction: UptimeCorrection }) {
  const { slug } = useOrganization();
  const now = useNow();
  const withdraw = useWithdrawCorrection();
  const { status, startedAt, endedAt, reason } = correction;
  const when = zonedWindow(new Date(startedAt), new Date(endedAt), ownTimeZone(), now);
  return (
    <li className="flex items-start gap-3 py-2">
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
          <StatusLabel status={status}>{serviceStatusLabels[status].label}</StatusLabel>
          <span className="tabular-nums">{when}</span>
        </span>
        <span className="text-xs wrap-anywhere text-muted-foreground">{reason}</span>
      </div>
      <ConfirmDialog
        title="Withdraw this correction?"
        consequence={`What was recorded of ${when} counts again. That it was corrected stays in the audit log.`}
        act="Withdraw correction"
        onAct={() => withdraw.run({ organization: slug, correction })}
      >
        <Button
          variant="outline"
          size="sm"
          aria-label={`Withdraw correction of ${when}`}
          aria-disabled={withdraw.isPending}
        >
          Withdraw
        </Button>
      </ConfirmDialog>
    </li>
  );
}
