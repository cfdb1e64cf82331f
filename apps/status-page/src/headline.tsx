import type { Snapshot } from "@fanal/contract/snapshot";
import { breadth, indicatorStatus } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { StatusName } from "@fanal/ui/lib/status";
import { AsOf } from "./time.tsx";

/** The status whose sign stands for the whole page. A page without services knows nothing, so it is not green. */
export function pageStatus({ headline }: Snapshot): StatusName {
  return headline.total === 0 ? "unknown" : indicatorStatus[headline.indicator];
}

export function Headline({ snapshot }: { snapshot: Snapshot }) {
  const status = pageStatus(snapshot);
  const { headline, page } = snapshot;
  return (
    <div className="callout" data-status={status} data-key="headline" data-state={headline.text}>
      <StatusIcon status={status} size={24} className="known" />
      <StatusIcon status="unknown" size={24} className="not-known" />
      <div>
        <h2>{headline.text}</h2>
        <p className="meta" dir="auto">
          {breadth(headline)} · as of <AsOf at={snapshot.asOf} zone={page.timeZone} />
        </p>
      </div>
    </div>
  );
}
