import { CrumbLink, Crumbs } from "../../components/crumbs.tsx";
import type { IncidentTab } from "./queries.ts";

/** Where an incident stands: in its list. */
export function Breadcrumbs({ slug, tab, title }: { slug: string; tab: IncidentTab; title: string }) {
  return (
    <Crumbs title={title}>
      <CrumbLink
        to="/app/$organization/incidents"
        params={{ organization: slug }}
        search={tab === "open" ? {} : { tab }}
      >
        {tab === "draft" ? "Drafts" : "Incidents"}
      </CrumbLink>
    </Crumbs>
  );
}
