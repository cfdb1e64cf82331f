import script from "virtual:live-script";
import type { FragmentId } from "@fanal/contract";
import type { Snapshot } from "@fanal/contract/snapshot";
import { statusFavicon } from "@fanal/ui/lib/status-svg";
import { renderToStaticMarkup } from "react-dom/server";
import { Document } from "./document.tsx";
import { pageStatus } from "./headline.tsx";
import { NotFound, Unavailable } from "./notice.tsx";
import { fragments, Page } from "./page.tsx";
import type * as Renderer from "./renderer.ts";

export { announce } from "./announce.ts";
export { contentSecurityPolicy } from "./security.ts";

export const renderPage: typeof Renderer.renderPage = (snapshot, options = {}) => {
  const { staleSince } = options;
  return document(
    <Document
      title={pageTitle(snapshot)}
      description={snapshot.headline.text}
      icon={staleSince ? statusFavicon("unknown") : pageIcon(snapshot)}
      unknownIcon={statusFavicon("unknown")}
      version={snapshot.version}
      stale={staleSince !== undefined}
      script={script}
    >
      <Page snapshot={snapshot} staleSince={staleSince} />
    </Document>,
  );
};

export function renderFragments(snapshot: Snapshot): Record<FragmentId, string> {
  const render = (id: FragmentId) => {
    const Fragment = fragments[id];
    return renderToStaticMarkup(<Fragment snapshot={snapshot} />);
  };
  return {
    headline: render("headline"),
    incidents: render("incidents"),
    services: render("services"),
    timeline: render("timeline"),
  };
}

export function pageTitle({ page, headline }: Snapshot): string {
  return `${headline.text} · ${page.name}`;
}

export function pageIcon(snapshot: Snapshot): string {
  return statusFavicon(pageStatus(snapshot));
}

export function renderNotFound(): string {
  return document(<NotFound />);
}

export function renderUnavailable(): string {
  return document(<Unavailable />);
}

function document(element: React.ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(element)}`;
}
