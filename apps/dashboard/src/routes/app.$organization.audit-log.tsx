import { createFileRoute } from "@tanstack/react-router";
import { AuditLogView } from "../features/audit-log/audit-log-view.tsx";
import { auditSearchOf } from "../features/audit-log/queries.ts";
import { onlyKnown } from "../lib/only-known.ts";

export const Route = createFileRoute("/app/$organization/audit-log")({
  validateSearch: onlyKnown(auditSearchOf),
  component: AuditLog,
});

function AuditLog() {
  const filter = Route.useSearch();
  const navigate = Route.useNavigate();
  return <AuditLogView filter={filter} onFilter={(search) => void navigate({ search })} />;
}
