import { createFileRoute } from "@tanstack/react-router";
import { statusPagesQuery } from "../features/status-pages/queries.ts";
import { StatusPageListView } from "../features/status-pages/status-page-list-view.tsx";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/status-pages/")({
  validateSearch: onlyKnown((search: Record<string, unknown>): { new?: true } =>
    search.new === true ? { new: true } : {},
  ),
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(statusPagesQuery(organization));
  },
  component: StatusPages,
});

function StatusPages() {
  const { new: isCreating = false } = Route.useSearch();
  return <StatusPageListView isCreating={isCreating} />;
}
