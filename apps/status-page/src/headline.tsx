import type { Snapshot } from "@fanal/contract/snapshot";
import { type Headline as HeadlineData, type HeadlineText, indicatorStatus } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { StatusName } from "@fanal/ui/lib/status";
import type { MessageKey } from "./messages/en.ts";
import { AsOf } from "./time.tsx";
import { useWords, type Words } from "./words.tsx";

const keys: Record<HeadlineText, MessageKey> = {
  "All Systems Operational": "headline.operational",
  "Service Under Maintenance": "headline.maintenance",
  "Partially Degraded Service": "headline.partially_degraded",
  "Degraded System Service": "headline.degraded",
  "Minor Service Outage": "headline.minor_outage",
  "Partial System Outage": "headline.partial_outage",
  "Major System Outage": "headline.major_outage",
};

/** The sentence over the page, in the page's language. */
export function headlineText({ text }: Words, headline: HeadlineData): string {
  return text(keys[headline.text]);
}

/** How far it reaches, without names: "2 of 14 services affected". */
export function reach({ text }: Words, { affected, total }: HeadlineData): string {
  if (total === 0) return text("breadth.none");
  if (affected.length === 0) return text("breadth.all", { total });
  return text("breadth.affected", { affected: affected.length, total });
}

const namedServices = 3;

/** How far it reaches, with the names of the worst: "2 of 14 services affected: API, Webhooks". */
export function breadth(words: Words, headline: HeadlineData): string {
  const { affected } = headline;
  if (affected.length === 0) return reach(words, headline);
  const named = affected.slice(0, namedServices).join(words.text("list.separator"));
  const count = affected.length - namedServices;
  const names = count > 0 ? words.text("list.more", { names: named, count }) : named;
  return words.text("breadth.named", { reach: reach(words, headline), names });
}

/** The status whose sign stands for the whole page. A page without services knows nothing, so it is not green. */
export function pageStatus({ headline }: Snapshot): StatusName {
  return headline.total === 0 ? "unknown" : indicatorStatus[headline.indicator];
}

export function Headline({ snapshot }: { snapshot: Snapshot }) {
  const words = useWords();
  const status = pageStatus(snapshot);
  const { headline } = snapshot;
  return (
    <div className="callout" data-status={status} data-key="headline" data-state={headline.text}>
      <StatusIcon status={status} size={24} className="known" />
      <StatusIcon status="unknown" size={24} className="not-known" />
      <div>
        <h2>{headlineText(words, headline)}</h2>
        <p className="meta">
          {breadth(words, headline)}
          {"\u00a0· "}
          <span className="whole">{words.rich("time.as_of", { time: <AsOf at={snapshot.asOf} /> })}</span>
        </p>
      </div>
    </div>
  );
}
