import { type ServiceStatus, serviceStatuses, serviceStatusLabels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { Kbd } from "@fanal/ui/components/kbd";
import { StatusIcon } from "@fanal/ui/components/status-icon";

interface BulkBarProps {
  count: number;
  isStatusOpen: boolean;
  onStatusOpenChange: (isOpen: boolean) => void;
  onChoose: (status: ServiceStatus) => void;
  onClear: () => void;
}

/** What can be done with the services that are selected, over the end of the list. */
export function BulkBar({ count, isStatusOpen, onStatusOpenChange, onChoose, onClear }: BulkBarProps) {
  function onKeyDown(event: React.KeyboardEvent) {
    const status = serviceStatuses[Number(event.key) - 1];
    if (status === undefined) return;
    event.preventDefault();
    onStatusOpenChange(false);
    onChoose(status);
  }

  return (
    <div
      role="toolbar"
      aria-label="Selected services"
      className="sticky bottom-2 z-10 mx-auto mt-auto flex w-fit items-center gap-2 rounded-lg border bg-popover p-1.5 pl-3 shadow-popover"
    >
      <p role="status" className="pr-2 tabular-nums">
        {count} selected
      </p>
      <DropdownMenu open={isStatusOpen} onOpenChange={onStatusOpenChange}>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm">
            Set status <Kbd>S</Kbd>
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent side="top" align="center" className="w-56" onKeyDown={onKeyDown}>
          {serviceStatuses.map((status, index) => (
            <DropdownMenuItem key={status} onSelect={() => onChoose(status)}>
              <StatusIcon status={status} />
              {serviceStatusLabels[status].label}
              <DropdownMenuShortcut aria-hidden>{index + 1}</DropdownMenuShortcut>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <Button variant="ghost" size="sm" onClick={onClear}>
        Clear <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}
