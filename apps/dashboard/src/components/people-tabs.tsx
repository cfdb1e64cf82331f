import { Button } from "@fanal/ui/components/button";
import { Link } from "@tanstack/react-router";

const tab = "text-muted-foreground aria-[current=page]:bg-secondary aria-[current=page]:text-foreground";

/** Leads from the members of an organization to its teams, and back. */
export function PeopleTabs({ organization }: { organization: string }) {
  return (
    <nav aria-label="People" className="flex shrink-0 gap-1 border-b px-3 py-2">
      <Button variant="ghost" size="sm" asChild className={tab}>
        <Link to="/app/$organization/members" params={{ organization }}>
          Members
        </Link>
      </Button>
      <Button variant="ghost" size="sm" asChild className={tab}>
        <Link to="/app/$organization/teams" params={{ organization }}>
          Teams
        </Link>
      </Button>
    </nav>
  );
}
