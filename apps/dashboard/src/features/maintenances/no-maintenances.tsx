import { Button } from "@fanal/ui/components/button";
import {
  Empty,
  EmptyContent,
  EmptyDescription,
  EmptyHeader,
  EmptyMedia,
  EmptyTitle,
} from "@fanal/ui/components/empty";
import { CalendarClockIcon } from "lucide-react";
import type { MaintenanceTab } from "./queries.ts";

interface NoMaintenancesProps {
  tab: MaintenanceTab;
  /** Absent where one may only read. */
  onSchedule: (() => void) | undefined;
}

export function NoMaintenances({ tab, onSchedule }: NoMaintenancesProps) {
  if (tab === "over") {
    return (
      <Empty>
        <EmptyHeader>
          <EmptyTitle>No past maintenance</EmptyTitle>
          <EmptyDescription>Maintenance comes here once it is completed or canceled.</EmptyDescription>
        </EmptyHeader>
      </Empty>
    );
  }
  return (
    <Empty>
      <EmptyHeader>
        <EmptyMedia variant="icon">
          <CalendarClockIcon aria-hidden />
        </EmptyMedia>
        <EmptyTitle>No maintenance planned</EmptyTitle>
        <EmptyDescription>
          Say beforehand what you will work on and when, and nobody is surprised.
        </EmptyDescription>
      </EmptyHeader>
      {onSchedule !== undefined && (
        <EmptyContent>
          <Button onClick={onSchedule}>Schedule maintenance</Button>
        </EmptyContent>
      )}
    </Empty>
  );
}
