import type { Incident } from "@fanal/contract";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { isUpdateLate } from "../../lib/promises.ts";
import { clockTime, duration, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";

/** Says that visitors wait for an update which was promised. */
export function LateCallout({ incident }: { incident: Incident }) {
  const now = useNow();
  const { nextUpdateAt } = incident;
  if (nextUpdateAt === null || !isUpdateLate(incident, now)) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-lg border border-transparent bg-status-degraded-muted px-3 py-2 text-status-degraded-muted-foreground"
    >
      <StatusIcon status="degraded_performance" className="mt-0.5 shrink-0" />
      <span>
        Next update was promised for{" "}
        <time dateTime={nextUpdateAt} title={fullTime(nextUpdateAt)} className="font-strong">
          {clockTime(nextUpdateAt, now)}
        </time>
        , {duration(nextUpdateAt, now)} ago. Visitors are waiting for it.
      </span>
    </p>
  );
}
