import type { AffectedService } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { cn } from "@fanal/ui/lib/utils";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { XIcon } from "lucide-react";
import { useState } from "react";
import { query } from "../lib/api.ts";
import { serviceName } from "../lib/service-name.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { StatusSelect } from "./status-select.tsx";

interface ServicePickerProps {
  chosen: AffectedService[];
  onChange: (chosen: AffectedService[]) => void;
}

/** For `onEscapeKeyDown` of what the picker stands in: the first Escape closes the open list only. */
export function closeListFirst(event: KeyboardEvent): void {
  if (event.target instanceof HTMLElement && event.target.dataset.listOpen === "true") event.preventDefault();
}

/** Affected services, found by typing; each one taken gets a status of its own. */
export function ServicePicker({ chosen, onChange }: ServicePickerProps) {
  const { slug } = useOrganization();
  const list = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const services = list.data;
  const [search, setSearch] = useState("");
  const [isOpen, setOpen] = useState(false);
  const taken = new Set(chosen.map((one) => one.serviceId));
  const left = (services ?? []).filter((service) => !taken.has(service.id));
  const nameOf = (id: string) => serviceName(services, id);

  function take(serviceId: string) {
    onChange([...chosen, { serviceId, status: "partial_outage" }]);
    setSearch("");
    setOpen(false);
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === "Backspace" && search === "") onChange(chosen.slice(0, -1));
    if (event.key === "Escape") setOpen(false);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setOpen(true);
    // The command list would take its first entry, though nobody sees it or meant to send the form.
    if (event.key === "Enter" && (!isOpen || event.metaKey || event.ctrlKey)) event.preventDefault();
  }

  return (
    <div className="flex flex-col gap-1">
      {chosen.length > 0 && (
        <ul className="flex flex-col gap-1">
          {chosen.map(({ serviceId, status }) => (
            <li key={serviceId} className="flex min-h-8 items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-strong">{nameOf(serviceId)}</span>
              <StatusSelect
                label={`Status of ${nameOf(serviceId)}`}
                value={status}
                onChange={(changed) =>
                  onChange(
                    chosen.map((one) => (one.serviceId === serviceId ? { serviceId, status: changed } : one)),
                  )
                }
              />
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Remove ${nameOf(serviceId)}`}
                onClick={() => onChange(chosen.filter((one) => one.serviceId !== serviceId))}
              >
                <XIcon aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Command label="Affected services" className="relative" onKeyDown={onKeyDown}>
        <Command.Input
          value={search}
          onValueChange={(text) => {
            setSearch(text);
            setOpen(true);
          }}
          data-list-open={isOpen && left.length > 0}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          placeholder={chosen.length === 0 ? "Which services are affected?" : "Add a service"}
          className="h-8 w-full rounded-md border border-input bg-transparent px-2.5 pointer-coarse:h-11"
        />
        <Command.List
          aria-label="Services"
          onMouseDown={(event) => event.preventDefault()}
          className={cn(
            "absolute inset-x-0 top-full z-50 mt-1 max-h-60 overflow-y-auto rounded-lg bg-popover p-1 shadow-popover",
            (!isOpen || left.length === 0) && "hidden",
          )}
        >
          <Command.Empty className="px-2 py-1.5 text-muted-foreground">
            No service by that name.
          </Command.Empty>
          {left.map((service) => (
            <Command.Item
              key={service.id}
              value={service.id}
              keywords={[service.name]}
              onSelect={() => take(service.id)}
              className="flex h-8 cursor-default items-center gap-2 rounded-md px-2 data-[selected=true]:bg-accent pointer-coarse:h-11"
            >
              <StatusIcon status={service.status} />
              <span className="truncate">{service.name}</span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      {services === undefined && list.isError && (
        <p role="alert" className="flex items-center gap-2 text-xs text-muted-foreground">
          Could not load services. You can name them later.
          <Button variant="outline" size="xs" onClick={() => void list.refetch()}>
            Retry
          </Button>
        </p>
      )}
    </div>
  );
}
