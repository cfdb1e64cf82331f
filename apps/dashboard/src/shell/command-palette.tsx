import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "@fanal/ui/components/command";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  CalendarPlusIcon,
  ChartLineIcon,
  CircleHelpIcon,
  ExternalLinkIcon,
  HistoryIcon,
  PanelsTopLeftIcon,
  PencilLineIcon,
  RotateCwIcon,
  SquarePenIcon,
  UserIcon,
} from "lucide-react";
import { query } from "../lib/api.ts";
import { useDeclare, useRecordPast } from "../lib/declare.ts";
import { ownTimeZone } from "../lib/own-time-zone.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { zonedTime } from "../lib/zoned-time.ts";
import { insidePlaces, placesFor } from "./places.ts";
import { useNamed } from "./use-named.ts";

/** Every place, object and act by its name. Reads what is already loaded, so it never waits. */
export function CommandPalette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const organization = useOrganization();
  const { slug } = organization;
  const input = { organization: slug };
  const navigate = useNavigate();
  const declare = useDeclare();
  const recordPast = useRecordPast();
  const services = useQuery(query.services.list.queryOptions({ input }));
  const incidents = useQuery(query.incidents.list.queryOptions({ input: { ...input, state: "open" } }));
  const drafts = useQuery(query.incidents.list.queryOptions({ input: { ...input, state: "draft" } }));
  const maintenances = useQuery(query.maintenances.list.queryOptions({ input: { ...input, state: "open" } }));
  const pages = useQuery(query.statusPages.list.queryOptions({ input }));
  const metrics = useQuery(query.metrics.list.queryOptions({ input }));
  const named = useNamed(slug);
  const missing = [services, incidents, maintenances, pages].filter(
    ({ data, isError }) => data === undefined && isError,
  );

  function choose(act: () => unknown) {
    onClose();
    act();
  }

  return (
    <CommandDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Search"
      description="Find a place, an object or an act"
    >
      <CommandInput placeholder="Search or do…" />
      <CommandList>
        <CommandEmpty>Nothing by that name.</CommandEmpty>
        <CommandGroup heading="Act">
          {organization.can("incident.create") && (
            <CommandItem onSelect={() => choose(() => declare())}>
              <SquarePenIcon aria-hidden /> Declare incident <CommandShortcut>C</CommandShortcut>
            </CommandItem>
          )}
          {organization.can("incident.create") && (
            <CommandItem onSelect={() => choose(recordPast)}>
              <HistoryIcon aria-hidden /> Record a past incident
            </CommandItem>
          )}
          {organization.can("maintenance.create") && (
            <CommandItem
              onSelect={() =>
                choose(() =>
                  navigate({ to: "/app/$organization/maintenances/new", params: { organization: slug } }),
                )
              }
            >
              <CalendarPlusIcon aria-hidden /> Schedule maintenance
            </CommandItem>
          )}
          {organization.can("status_page.create") && (
            <CommandItem
              onSelect={() =>
                choose(() =>
                  navigate({
                    to: "/app/$organization/status-pages",
                    params: { organization: slug },
                    search: { new: true },
                  }),
                )
              }
            >
              <PanelsTopLeftIcon aria-hidden /> New status page
            </CommandItem>
          )}
          <CommandItem onSelect={() => choose(onHelp)} className="pointer-coarse:hidden">
            <CircleHelpIcon aria-hidden /> Show all keys <CommandShortcut>?</CommandShortcut>
          </CommandItem>
        </CommandGroup>
        <CommandGroup heading="Go to">
          {placesFor(organization.can).map(({ to, label, icon: Icon, key }) => (
            <CommandItem
              key={to}
              onSelect={() => choose(() => navigate({ to, params: { organization: slug } }))}
            >
              <Icon aria-hidden /> {label} <CommandShortcut>G {key.toUpperCase()}</CommandShortcut>
            </CommandItem>
          ))}
          {insidePlaces
            .filter(({ action }) => action === undefined || organization.can(action))
            .map(({ to, label, icon: Icon }) => (
              <CommandItem
                key={to}
                onSelect={() => choose(() => navigate({ to, params: { organization: slug } }))}
              >
                <Icon aria-hidden /> {label}
              </CommandItem>
            ))}
          <CommandItem onSelect={() => choose(() => navigate({ to: "/account" }))}>
            <UserIcon aria-hidden /> Account
          </CommandItem>
        </CommandGroup>
        {(incidents.data?.items.length ?? 0) > 0 && (
          <CommandGroup heading="Open incidents">
            {incidents.data?.items.map(({ id, title, status }) => (
              <CommandItem
                key={id}
                value={`${title} ${id}`}
                onSelect={() =>
                  choose(() =>
                    navigate({
                      to: "/app/$organization/incidents/$incidentId",
                      params: { organization: slug, incidentId: id },
                    }),
                  )
                }
              >
                <ProgressIcon state={status} /> <span className="truncate">{title}</span>
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {(drafts.data?.items.length ?? 0) > 0 && (
          <CommandGroup heading="Drafts">
            {drafts.data?.items.map(({ id, title }) => (
              <CommandItem
                key={id}
                value={`${title} ${id}`}
                onSelect={() =>
                  choose(() =>
                    navigate({
                      to: "/app/$organization/incidents/$incidentId",
                      params: { organization: slug, incidentId: id },
                    }),
                  )
                }
              >
                <PencilLineIcon aria-hidden /> <span className="truncate">{title}</span>
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        {(maintenances.data?.items.length ?? 0) > 0 && (
          <CommandGroup heading="Maintenance">
            {maintenances.data?.items.map(({ id, title, status, startsAt }) => (
              <CommandItem
                key={id}
                value={`${title} ${id}`}
                onSelect={() =>
                  choose(() =>
                    navigate({
                      to: "/app/$organization/maintenances/$maintenanceId",
                      params: { organization: slug, maintenanceId: id },
                    }),
                  )
                }
              >
                <ProgressIcon state={status} /> <span className="truncate">{title}</span>
                <span className="shrink-0 text-muted-foreground tabular-nums">
                  {zonedTime(new Date(startsAt), ownTimeZone(), new Date())}
                </span>
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        <CommandGroup heading="Services">
          {services.data?.map(({ id, name, status }) => (
            <CommandItem
              key={id}
              value={`${name} ${id}`}
              onSelect={() =>
                choose(() =>
                  navigate({
                    to: "/app/$organization/services",
                    params: { organization: slug },
                    search: { filter: name },
                  }),
                )
              }
            >
              <StatusIcon status={status} /> <span className="truncate">{name}</span>
            </CommandItem>
          ))}
        </CommandGroup>
        <CommandGroup heading="Status pages">
          {pages.data?.map(({ id, name }) => (
            <CommandItem
              key={id}
              value={`edit ${name} ${id}`}
              onSelect={() =>
                choose(() =>
                  navigate({
                    to: "/app/$organization/status-pages/$pageId",
                    params: { organization: slug, pageId: id },
                  }),
                )
              }
            >
              <PanelsTopLeftIcon aria-hidden /> <span className="truncate">{name}</span>
            </CommandItem>
          ))}
        </CommandGroup>
        <CommandGroup heading="Public pages">
          {pages.data?.map(({ id, name, url }) => (
            <CommandItem
              key={id}
              value={`${name} ${id}`}
              onSelect={() => choose(() => window.open(url, "_blank", "noopener"))}
            >
              <ExternalLinkIcon aria-hidden /> <span className="truncate">{name}</span>
            </CommandItem>
          ))}
        </CommandGroup>
        <CommandGroup heading="More">
          {metrics.data?.map(({ id, name }) => (
            <CommandItem
              key={id}
              value={`metric ${name} ${id}`}
              onSelect={() =>
                choose(() =>
                  navigate({
                    to: "/app/$organization/metrics/$metricId",
                    params: { organization: slug, metricId: id },
                  }),
                )
              }
            >
              <ChartLineIcon aria-hidden /> <span className="truncate">{name}</span>
            </CommandItem>
          ))}
          {named.map(({ id, name, what, to, icon: Icon }) => (
            <CommandItem
              key={id}
              value={`${what} ${name} ${id}`}
              onSelect={() => choose(() => navigate({ to, params: { organization: slug } }))}
            >
              <Icon aria-hidden /> <span className="truncate">{name}</span>
              <span className="shrink-0 text-muted-foreground">{what}</span>
            </CommandItem>
          ))}
        </CommandGroup>
        {missing.length > 0 && (
          <CommandGroup forceMount heading="Could not load everything">
            <CommandItem forceMount onSelect={() => missing.forEach(({ refetch }) => void refetch())}>
              <RotateCwIcon aria-hidden /> Retry
            </CommandItem>
          </CommandGroup>
        )}
      </CommandList>
    </CommandDialog>
  );
}
