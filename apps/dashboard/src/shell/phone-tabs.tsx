import { useSidebar } from "@fanal/ui/hooks/use-sidebar";
import { Link } from "@tanstack/react-router";
import { ActivityIcon, LayoutListIcon, MenuIcon, PlusIcon, TriangleAlertIcon } from "lucide-react";
import { useDeclare } from "../lib/declare.ts";

const tab =
  "flex min-w-0 flex-1 cursor-default flex-col items-center justify-center gap-0.5 text-micro text-muted-foreground aria-[current=page]:text-foreground focus-visible:-outline-offset-2";

/**
 * The places within reach of a thumb; the rest is in the sidebar, under More. Out of the way while somebody
 * writes, and until what posts it is let go of: coming back under the finger, the tabs would take the tap.
 */
export function PhoneTabs({ slug, canDeclare }: { slug: string; canDeclare: boolean }) {
  const declare = useDeclare();
  const { toggleSidebar } = useSidebar();
  const params = { organization: slug };
  return (
    <nav
      aria-label="Tabs"
      className="fixed inset-x-0 bottom-0 z-10 flex h-[calc(56px+env(safe-area-inset-bottom))] border-t bg-background pb-[env(safe-area-inset-bottom)] pointer-coarse:group-has-[textarea:focus,[type=submit]:active]/sidebar:hidden md:hidden"
    >
      <Link to="/app/$organization" params={params} activeOptions={{ exact: true }} className={tab}>
        <ActivityIcon aria-hidden className="size-5" /> Now
      </Link>
      <Link to="/app/$organization/services" params={params} className={tab}>
        <LayoutListIcon aria-hidden className="size-5" /> Services
      </Link>
      {canDeclare && (
        <button type="button" className={tab} onClick={() => declare()}>
          <PlusIcon aria-hidden className="size-5" /> Declare
        </button>
      )}
      <Link to="/app/$organization/incidents" params={params} className={tab}>
        <TriangleAlertIcon aria-hidden className="size-5" /> Incidents
      </Link>
      <button type="button" className={tab} onClick={toggleSidebar}>
        <MenuIcon aria-hidden className="size-5" /> More
      </button>
    </nav>
  );
}
