import type { Service } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { cn } from "@fanal/ui/lib/utils";
import { useQuery } from "@tanstack/react-query";
import { Command, defaultFilter } from "cmdk";
import { useEffect, useState } from "react";
import { query } from "../lib/api.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { useReach } from "../lib/use-reach.ts";

interface ServiceComboboxProps {
  /** Services that are chosen already, and not offered again. */
  taken: string[];
  placeholder: string;
  onTake: (serviceId: string) => void;
  /** Backspace in the empty field. */
  onTakeBack: () => void;
}

/** Services found by typing, taken one after the other. */
export function ServiceCombobox({ taken, placeholder, onTake, onTakeBack }: ServiceComboboxProps) {
  const { slug } = useOrganization();
  const list = useQuery(query.services.list.queryOptions({ input: { organization: slug } }));
  const [search, setSearch] = useState("");
  const [isOpen, setOpen] = useState(false);
  const reach = useReach();
  /** Enter was pressed before the services were there: what it takes is taken once they are. */
  const [isAwaited, setAwaited] = useState(false);
  const left = (list.data ?? []).filter(
    (service) => !taken.includes(service.id) && reach([service.id]) === null,
  );
  const isListShown = isOpen && left.length > 0;

  function take(serviceId: string) {
    onTake(serviceId);
    setSearch("");
    setOpen(false);
  }

  useEffect(() => {
    if (!isAwaited || list.data === undefined) return;
    setAwaited(false);
    const found = firstByName(
      list.data.filter(({ id }) => !taken.includes(id)),
      search,
    );
    if (found === undefined) return;
    onTake(found.id);
    setSearch("");
    setOpen(false);
  }, [isAwaited, list.data, search, taken, onTake]);

  function onKeyDown(event: React.KeyboardEvent) {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === "Backspace" && search === "") onTakeBack();
    if (event.key === "Escape") setOpen(false);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") setOpen(true);
    const isTaking = event.key === "Enter" && !event.metaKey && !event.ctrlKey;
    if (isTaking && search !== "" && list.data === undefined) setAwaited(true);
    // The command list would take its first entry, though nobody sees it or meant to send the form.
    if (event.key === "Enter" && (!isOpen || event.metaKey || event.ctrlKey)) event.preventDefault();
  }

  return (
    <>
      <Command label="Affected services" className="relative" onKeyDown={onKeyDown}>
        <Command.Input
          value={search}
          onValueChange={(text) => {
            setSearch(text);
            setAwaited(false);
            setOpen(true);
          }}
          data-list-open={isListShown}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          placeholder={placeholder}
          className="h-8 w-full rounded-md border border-input bg-transparent px-2.5 pointer-coarse:h-11"
        />
        <Command.List
          aria-label="Services"
          onMouseDown={(event) => event.preventDefault()}
          className={cn(
            "absolute inset-x-0 top-full z-50 mt-1 max-h-60 overflow-y-auto rounded-lg bg-popover p-1 shadow-popover",
            !isListShown && "hidden",
          )}
        >
          <Command.Empty className="px-2 py-1.5 text-muted-foreground">
            No service by that name.
          </Command.Empty>
          {left.map((service) => (
            <Choice key={service.id} service={service} onTake={take} />
          ))}
        </Command.List>
      </Command>
      {search.trim() !== "" && !isListShown && (
        <p role="status" className="text-xs text-muted-foreground">
          “{search}” is not chosen: take a service from the list, or clear this.
        </p>
      )}
      {list.data === undefined && list.isError && (
        <p role="alert" className="flex items-center gap-2 text-xs text-muted-foreground">
          Could not load services. You can name them later.
          <Button variant="outline" size="xs" onClick={() => void list.refetch()}>
            Retry
          </Button>
        </p>
      )}
    </>
  );
}

/** The one that the list of choices would offer first. */
function firstByName(services: Service[], search: string): Service | undefined {
  const scored = services.map((service) => ({
    service,
    score: defaultFilter(service.id, search, [service.name]),
  }));
  return scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score)[0]?.service;
}

function Choice({ service, onTake }: { service: Service; onTake: (serviceId: string) => void }) {
  return (
    <Command.Item
      value={service.id}
      keywords={[service.name]}
      onSelect={() => onTake(service.id)}
      className="flex h-8 cursor-default items-center gap-2 rounded-md px-2 data-[selected=true]:bg-accent pointer-coarse:h-11"
    >
      <StatusIcon status={service.status} />
      <span className="truncate">{service.name}</span>
    </Command.Item>
  );
}
