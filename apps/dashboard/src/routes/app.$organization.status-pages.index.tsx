import { createFileRoute } from "@tanstack/react-router";
import { statusPagesQuery } from "../features/status-pages/queries.ts";
import { StatusPageListView } from "../features/status-pages/status-page-list-view.tsx";

export const Route = createFileRoute("/app/$organization/status-pages/")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(statusPagesQuery(organization));
  },
  component: StatusPageListView,
});
