import type { Metric } from "@fanal/contract";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { useRemoveMetric } from "./writes.ts";

interface RemoveMetricProps {
  organization: string;
  metric: Metric;
  onRemoved?: () => void;
  onClose: () => void;
}

/** Asks before a metric goes with all of its points. */
export function RemoveMetric({ organization, metric, onRemoved, onClose }: RemoveMetricProps) {
  const remove = useRemoveMetric();
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Remove ${metric.name}?`}
      consequence="All of its points are deleted, and status pages stop showing it. This cannot be undone."
      act="Remove metric"
      onAct={() => {
        remove.run({ organization, metric, version: metric.version });
        onRemoved?.();
      }}
    />
  );
}
