import { createFileRoute } from "@tanstack/react-router";
import { TemplateListView } from "../features/templates/template-list-view.tsx";
import { templatesQuery } from "../features/templates/writes.ts";

export const Route = createFileRoute("/app/$organization/templates")({
  loader: ({ context: { queryClient }, params: { organization } }) => {
    void queryClient.prefetchQuery(templatesQuery(organization));
  },
  component: TemplateListView,
});
