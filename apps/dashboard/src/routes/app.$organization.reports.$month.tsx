import { createFileRoute } from "@tanstack/react-router";
import { RouteNotFound } from "../components/route-not-found.tsx";
import { MonthlyReportView } from "../features/reports/monthly-report-view.tsx";
import { isMonth } from "../features/reports/search.ts";

export const Route = createFileRoute("/app/$organization/reports/$month")({
  component: MonthlyReport,
});

function MonthlyReport() {
  const { month } = Route.useParams();
  return isMonth(month) ? <MonthlyReportView key={month} month={month} /> : <RouteNotFound />;
}
