import { statusFavicon } from "@fanal/ui/lib/status-svg";
import type { ReactNode } from "react";
import { Document } from "./document.tsx";

/** A document that has no status to show: what happened, and what to do. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Document title={title} icon={statusFavicon("unknown")}>
      <main className="notice">
        <h1>{title}</h1>
        {children}
      </main>
    </Document>
  );
}

export function NotFound() {
  return (
    <Notice title="There is no status page here">
      <p>
        The address may be mistyped, or the page was moved or deleted. Check the link that brought you here.
      </p>
      <p>Are you the one who runs this page? Its address is in the dashboard, under Status pages.</p>
    </Notice>
  );
}

export function Unavailable() {
  return (
    <Notice title="This status page cannot be shown right now">
      <p>
        It has not been published yet, or its data cannot be reached. This says nothing about the services
        that it reports on.
      </p>
      <p>
        {/* biome-ignore lint/a11y/useValidAnchor: an empty address is the page's own, whatever that is. */}
        Try again in a minute: <a href="">Reload this page</a>
      </p>
    </Notice>
  );
}
