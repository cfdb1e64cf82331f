import { StatusIcon } from "@fanal/ui/components/status-icon";
import { AsOf } from "./time.tsx";
import { useWords } from "./words.tsx";

/** Over everything: since when the page could not be confirmed. Hidden while it can be. */
export function StaleNotice({ since, asOf }: { since: string | undefined; asOf: string }) {
  const { rich } = useWords();
  return (
    <p id="stale" className="callout" data-status="unknown" hidden={!since}>
      <StatusIcon status="unknown" size={18} />
      <span>{rich("stale.notice", { time: <AsOf at={since ?? asOf} /> })}</span>
    </p>
  );
}
