import { type FragmentId, fragmentIds } from "@fanal/contract/live";
import type { Snapshot } from "@fanal/contract/snapshot";
import type { FunctionComponent } from "react";
import { Announcements } from "./announcements.tsx";
import { Headline } from "./headline.tsx";
import { OpenIncidents } from "./incidents.tsx";
import { Maintenances } from "./maintenances.tsx";
import { Metrics } from "./metrics.tsx";
import { Services } from "./services.tsx";
import { Timeline } from "./timeline.tsx";

/** The parts of the main page that are swapped on their own. */
export const fragments: Record<FragmentId, FunctionComponent<{ snapshot: Snapshot }>> = {
  headline: Headline,
  announcements: Announcements,
  incidents: OpenIncidents,
  maintenances: Maintenances,
  services: Services,
  metrics: Metrics,
  timeline: Timeline,
};

/** The main page's parts, made already: each goes out on its own, too, when it changes. */
export function Page({ made }: { made: Record<FragmentId, string> }) {
  return fragmentIds.map((id) => (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: made by our own components.
    <section key={id} id={`fragment-${id}`} dangerouslySetInnerHTML={{ __html: made[id] }} />
  ));
}
