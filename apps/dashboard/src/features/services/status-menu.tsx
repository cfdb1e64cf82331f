import type { Service } from "@fanal/contract";
import { type ServiceStatus, serviceStatuses, serviceStatusLabels, severity } from "@fanal/domain";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarClockIcon, HeartPulseIcon, MessageSquareTextIcon, TriangleAlertIcon } from "lucide-react";
import { query } from "../../lib/api.ts";
import { statusKeys } from "./status-keys.ts";

interface StatusMenuProps {
  organization: string;
  service: Service;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (status: ServiceStatus) => void;
  onWriteMessage: () => void;
}

/** The status of a service, to be changed in place: by pointer, or by the keys 1 to 5. */
export function StatusMenu(props: StatusMenuProps) {
  const { organization, service, isOpen, onOpenChange, onChoose, onWriteMessage } = props;
  const { label } = serviceStatusLabels[service.status];

  const onKeyDown = statusKeys((status) => {
    onOpenChange(false);
    onChoose(status);
  });

  return (
    // A modal one takes the pointer from the whole document, and so has every element of a long list styled anew.
    <DropdownMenu open={isOpen} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenuTrigger
        aria-label={`Status of ${service.name}: ${label}`}
        className="flex h-7 shrink-0 touch-target cursor-default items-center gap-2 rounded-md px-1.5 hover:bg-secondary data-[state=open]:bg-secondary focus-visible:-outline-offset-2 md:w-48"
      >
        <StatusIcon status={service.status} />
        <span className="truncate max-md:sr-only">{label}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64" onKeyDown={onKeyDown}>
        <DropdownMenuLabel>Set status of {service.name}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={service.manualStatus}>
          {serviceStatuses.map((status, index) => (
            <DropdownMenuRadioItem key={status} value={status} onSelect={() => onChoose(status)}>
              <StatusIcon status={status} />
              {serviceStatusLabels[status].label}
              <DropdownMenuShortcut aria-hidden>{index + 1}</DropdownMenuShortcut>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={onWriteMessage}>
          <MessageSquareTextIcon aria-hidden /> Set with a message…
        </DropdownMenuItem>
        {severity(service.status) > severity(service.manualStatus) && (
          <SetBy organization={organization} service={service} />
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** What holds the status up: what is set by hand is only the floor then. */
function SetBy({ organization, service }: { organization: string; service: Service }) {
  // A person says more than planned work does, and than a machine, whatever else goes on.
  if (service.status === "under_maintenance")
    return <SetByMaintenance organization={organization} service={service} />;
  if (service.openIncidentIds.length > 0)
    return <SetByIncident organization={organization} service={service} />;
  return <SetBySignal organization={organization} service={service} />;
}

const signalers: Record<Service["signals"][number]["source"], string> = {
  heartbeat: "Set by a heartbeat that is late",
  alert: "Set by an alert",
  check: "Set by a check that fails",
};

const machines = {
  heartbeat: "/app/$organization/monitoring",
  alert: "/app/$organization/monitoring/alerts",
  check: "/app/$organization/monitoring/checks",
} as const;

function SetBySignal({ organization, service }: { organization: string; service: Service }) {
  const [signal] = service.signals;
  if (signal === undefined) return null;
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuItem asChild>
        <Link to={machines[signal.source]} params={{ organization }} className="items-start!">
          <HeartPulseIcon aria-hidden className="mt-0.5" />
          <span className="min-w-0">
            {signalers[signal.source]}
            <Floor service={service} until="it has nothing to say any more" />
          </span>
        </Link>
      </DropdownMenuItem>
    </>
  );
}

function SetByIncident({ organization, service }: { organization: string; service: Service }) {
  const { data } = useQuery(query.incidents.list.queryOptions({ input: { organization, state: "open" } }));
  const incident = data?.items.find((one) => service.openIncidentIds.includes(one.id));
  if (incident === undefined) return null;
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuItem asChild>
        <Link
          to="/app/$organization/incidents/$incidentId"
          params={{ organization, incidentId: incident.id }}
          className="items-start!"
        >
          <TriangleAlertIcon aria-hidden className="mt-0.5" />
          <span className="min-w-0">
            Set by an incident: {incident.title}
            <Floor service={service} until="the incident is resolved" />
          </span>
        </Link>
      </DropdownMenuItem>
    </>
  );
}

function SetByMaintenance({ organization, service }: { organization: string; service: Service }) {
  const { data } = useQuery(query.maintenances.list.queryOptions({ input: { organization, state: "open" } }));
  const maintenance = data?.items.find((one) => service.activeMaintenanceIds.includes(one.id));
  if (maintenance === undefined) return null;
  return (
    <>
      <DropdownMenuSeparator />
      <DropdownMenuItem asChild>
        <Link
          to="/app/$organization/maintenances/$maintenanceId"
          params={{ organization, maintenanceId: maintenance.id }}
          className="items-start!"
        >
          <CalendarClockIcon aria-hidden className="mt-0.5" />
          <span className="min-w-0">
            Set by a maintenance: {maintenance.title}
            <Floor service={service} until="the maintenance is over" />
          </span>
        </Link>
      </DropdownMenuItem>
    </>
  );
}

function Floor({ service, until }: { service: Service; until: string }) {
  return (
    <span className="block text-xs text-muted-foreground">
      By hand it is {serviceStatusLabels[service.manualStatus].label.toLowerCase()}, which shows once {until}.
    </span>
  );
}
