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
import { statusKeys } from "./status-keys.ts";

interface BulkStatusProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (status: ServiceStatus) => void;
}

/** Sets the status of all services that are selected. */
export function BulkStatus({ isOpen, onOpenChange, onChoose }: BulkStatusProps) {
  const onKeyDown = statusKeys((status) => {
    onOpenChange(false);
    onChoose(status);
  });

  return (
    <DropdownMenu open={isOpen} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" size="sm">
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
  );
}
