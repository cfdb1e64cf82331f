import { Button } from "@fanal/ui/components/button";
import { ArchiveIcon, CalendarClockIcon } from "lucide-react";
import { NoneYet } from "../../components/none-yet.tsx";
import type { MaintenanceTab } from "./queries.ts";

interface NoMaintenancesProps {
  tab: MaintenanceTab;
  /** Absent where one may only read. */
  onSchedule: (() => void) | undefined;
}

export function NoMaintenances({ tab, onSchedule }: NoMaintenancesProps) {
  if (tab === "over") {
    return (
      <NoneYet
        icon={ArchiveIcon}
        title="No past maintenance"
        text="Maintenance comes here once it is completed or canceled."
      />
    );
  }
  return (
    <NoneYet
      icon={CalendarClockIcon}
      title="No maintenance planned"
      text="Say beforehand what you will work on and when, and nobody is surprised."
    >
      {onSchedule !== undefined && (
        <Button variant="outline" onClick={onSchedule}>
          Schedule maintenance
        </Button>
      )}
    </NoneYet>
  );
}
