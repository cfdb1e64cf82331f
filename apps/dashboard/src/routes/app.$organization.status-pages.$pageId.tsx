import { createFileRoute } from "@tanstack/react-router";
import { StatusPageView } from "../features/status-pages/status-page-view.tsx";
import { statusPageQuery } from "../features/status-pages/queries.ts";

export const Route = createFileRoute("/app/$organization/status-pages/$pageId")({
  loader: ({ context: { queryClient }, params: { organization, pageId } }) =>
    queryClient.ensureQueryData(statusPageQuery(organization, pageId)),
  component: Page,
});

function Page() {
  const { pageId } = Route.useParams();
  return <StatusPageView key={pageId} pageId={pageId} />;
}
