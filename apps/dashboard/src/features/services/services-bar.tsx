import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { ViewBar } from "../../components/view-bar.tsx";
import { useDeclare } from "../../lib/declare.ts";
import { useOrganization } from "../../lib/use-organization.ts";

interface ServicesBarProps {
  count: number | undefined;
  /** Then the first thing to do is another one. */
  isEmpty: boolean;
  onNewService: (() => void) | undefined;
  onNewGroup: (() => void) | undefined;
}

/** The title of the list, and what can be added to it. */
export function ServicesBar({ count, isEmpty, onNewService, onNewGroup }: ServicesBarProps) {
  const { can } = useOrganization();
  const declare = useDeclare();
  return (
    <ViewBar title="Services" count={count}>
      {onNewGroup !== undefined && (
        <Button variant="ghost" size="sm" onClick={onNewGroup} className="max-md:hidden">
          New group
        </Button>
      )}
      {onNewService !== undefined && (
        <Button variant="outline" size="sm" onClick={onNewService}>
          New service
        </Button>
      )}
      {can("incident.create") && (
        <Button
          variant={isEmpty ? "outline" : "default"}
          size="sm"
          onClick={() => declare()}
          className="max-md:hidden"
        >
          Declare incident <Kbd>C</Kbd>
        </Button>
      )}
    </ViewBar>
  );
}
