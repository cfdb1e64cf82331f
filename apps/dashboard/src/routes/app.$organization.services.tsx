import { createFileRoute } from "@tanstack/react-router";
import { ServicesView } from "../features/services/services-view.tsx";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/services")({
  validateSearch: onlyKnown((search: Record<string, unknown>): { filter?: string } =>
    typeof search.filter === "string" && search.filter !== "" ? { filter: search.filter } : {},
  ),
  component: Services,
});

function Services() {
  const { filter = "" } = Route.useSearch();
  return <ServicesView filter={filter} />;
}
