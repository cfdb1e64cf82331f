import { createFileRoute } from "@tanstack/react-router";
import { StatusPageListView } from "../features/status-pages/status-page-list-view.tsx";
import { statusPagesQuery } from "../features/status-pages/queries.ts";

export const Route = createFileRoute("/app/$organization/status-pages/")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(statusPagesQuery(organization));
  },
  component: StatusPageListView,
});
