import { createFileRoute } from "@tanstack/react-router";
import { ServicesView } from "../features/services/services-view.tsx";
import { filterSearch } from "../lib/filter-search.ts";

export const Route = createFileRoute("/app/$organization/services")({
  validateSearch: filterSearch,
  component: Services,
});

function Services() {
  const { filter = "" } = Route.useSearch();
  return <ServicesView filter={filter} />;
}
