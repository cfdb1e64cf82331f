import { createFileRoute } from "@tanstack/react-router";
import { statusPageQuery } from "../features/status-pages/queries.ts";
import { type Section, sectionOf } from "../features/status-pages/sections.ts";
import { StatusPageView } from "../features/status-pages/status-page-view.tsx";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/status-pages/$pageId")({
  validateSearch: onlyKnown((search: Record<string, unknown>): { section?: Section } => {
    const section = sectionOf(search.section);
    return section === "page" ? {} : { section };
  }),
  loader: ({ context: { queryClient }, params: { organization, pageId } }) =>
    queryClient.ensureQueryData(statusPageQuery(organization, pageId)),
  component: Page,
});

function Page() {
  const { pageId } = Route.useParams();
  const { section = "page" } = Route.useSearch();
  return <StatusPageView key={pageId} pageId={pageId} section={section} />;
}
