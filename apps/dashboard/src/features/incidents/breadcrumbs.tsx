import { Link } from "@tanstack/react-router";
import { ChevronRightIcon } from "lucide-react";
import type { IncidentTab } from "./queries.ts";

/** Where an incident stands: in its list. */
export function Breadcrumbs({ slug, tab, title }: { slug: string; tab: IncidentTab; title: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <Link
        to="/app/$organization/incidents"
        params={{ organization: slug }}
        search={tab === "open" ? {} : { tab }}
        className="shrink-0 font-medium text-muted-foreground hover:text-foreground"
      >
        {tab === "draft" ? "Drafts" : "Incidents"}
      </Link>
      <ChevronRightIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span className="truncate">{title}</span>
    </span>
  );
}
