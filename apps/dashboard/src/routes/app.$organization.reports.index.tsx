import { createFileRoute } from "@tanstack/react-router";
import { type ReportSearch, ReportsView } from "../features/reports/reports-view.tsx";
import { periodOf, sortOf } from "../features/reports/search.ts";
import { filterSearch } from "../lib/filter-search.ts";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/reports/")({
  validateSearch: onlyKnown((search): ReportSearch => {
    const [period, sort] = [periodOf(search.period), sortOf(search.sort)];
    return {
      ...filterSearch(search),
      ...(period === undefined ? {} : { period }),
      ...(typeof search.service === "string" ? { service: search.service } : {}),
      ...(sort === undefined ? {} : { sort }),
    };
  }),
  component: Reports,
});

function Reports() {
  return <ReportsView {...Route.useSearch()} />;
}
