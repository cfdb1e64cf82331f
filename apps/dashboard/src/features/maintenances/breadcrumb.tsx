import { Link } from "@tanstack/react-router";
import { ChevronRightIcon } from "lucide-react";

/** Where one is below the list, and the way back to it. */
export function Breadcrumb({ organization, title }: { organization: string; title: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <Link
        to="/app/$organization/maintenances"
        params={{ organization }}
        className="shrink-0 font-medium text-muted-foreground hover:text-foreground"
      >
        Maintenance
      </Link>
      <ChevronRightIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <span className="truncate">{title}</span>
    </span>
  );
}
