import type { FragmentId } from "@fanal/contract";
import type { Snapshot } from "@fanal/contract/snapshot";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { FunctionComponent } from "react";
import { Headline } from "./headline.tsx";
import { OpenIncidents } from "./incidents.tsx";
import { Services } from "./services.tsx";
import { AsOf } from "./time.tsx";
import { Timeline } from "./timeline.tsx";
import { zoneLabel } from "./zoned.ts";

/** The parts that are swapped on their own. */
export const fragments: Record<FragmentId, FunctionComponent<{ snapshot: Snapshot }>> = {
  headline: Headline,
  incidents: OpenIncidents,
  services: Services,
  timeline: Timeline,
};

interface PageProps {
  snapshot: Snapshot;
  staleSince: string | undefined;
}

export function Page({ snapshot, staleSince }: PageProps) {
  const { name, timeZone } = snapshot.page;
  const fragment = (id: FragmentId) => {
    const Fragment = fragments[id];
    return (
      <section id={`fragment-${id}`}>
        <Fragment snapshot={snapshot} />
      </section>
    );
  };
  return (
    <>
      <header>
        <h1 dir="auto">{name}</h1>
      </header>
      <main>
        <p id="stale" className="callout" data-status="unknown" hidden={!staleSince}>
          <StatusIcon status="unknown" size={18} />
          <span>
            Showing <AsOf at={staleSince ?? snapshot.asOf} zone={timeZone} />. We are reconnecting.
          </span>
        </p>
        {fragment("headline")}
        {fragment("incidents")}
        {fragment("services")}
        {fragment("timeline")}
      </main>
      <footer className="meta">
        <p id="zone">Times are in {zoneLabel(timeZone, snapshot.asOf)}.</p>
        <p>
          As of <AsOf at={snapshot.asOf} zone={timeZone} whole />
        </p>
      </footer>
      <p id="announcer" className="sr" role="status" aria-live="polite" />
    </>
  );
}
