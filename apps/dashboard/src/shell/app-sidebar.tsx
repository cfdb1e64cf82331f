import type { Organization } from "@fanal/contract";
import { type Action, isActive } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { Sidebar } from "@fanal/ui/components/sidebar";
import {
  SidebarContent,
  SidebarFooter,
  SidebarGroup,
  SidebarGroupLabel,
  SidebarHeader,
  SidebarMenu,
  SidebarMenuBadge,
  SidebarMenuButton,
  SidebarMenuItem,
} from "@fanal/ui/components/sidebar-menu";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { Tooltip, TooltipContent, TooltipTrigger } from "@fanal/ui/components/tooltip";
import { useSidebar } from "@fanal/ui/hooks/use-sidebar";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleHelpIcon, SearchIcon, SquarePenIcon } from "lucide-react";
import { query } from "../lib/api.ts";
import { useDeclare } from "../lib/declare.ts";
import type { Connection } from "../lib/live.ts";
import { modKey } from "../lib/mod-key.ts";
import { isUpdateLate } from "../lib/promises.ts";
import { useNow } from "../lib/use-now.ts";
import { ConnectionDot } from "./connection-dot.tsx";
import { OrganizationMenu } from "./organization-menu.tsx";
import { placesFor } from "./places.ts";
import { UserMenu } from "./user-menu.tsx";

interface AppSidebarProps {
  organization: Organization & { can: (action: Action) => boolean };
  connection: Connection;
  onSearch: () => void;
  onHelp: () => void;
}

export function AppSidebar({ organization, connection, onSearch, onHelp }: AppSidebarProps) {
  const declare = useDeclare();
  return (
    <Sidebar>
      <SidebarHeader>
        <div className="flex items-center gap-1">
          <OrganizationMenu organization={organization} />
          <IconButton label="Search" keys={`${modKey} K`} onClick={onSearch}>
            <SearchIcon aria-hidden />
          </IconButton>
          {organization.can("incident.create") && (
            <IconButton label="Declare incident" keys="C" onClick={() => declare()}>
              <SquarePenIcon aria-hidden />
            </IconButton>
          )}
        </div>
      </SidebarHeader>
      <SidebarContent>
        <Places organization={organization} />
        <SidebarGroup>
          <SidebarGroupLabel>Organization</SidebarGroupLabel>
          <Places organization={organization} group="Organization" />
        </SidebarGroup>
      </SidebarContent>
      <SidebarFooter>
        <div className="flex items-center gap-1">
          <UserMenu />
          <ConnectionDot connection={connection} />
          <span className="pointer-coarse:hidden">
            <IconButton label="Keys" keys="?" onClick={onHelp}>
              <CircleHelpIcon aria-hidden />
            </IconButton>
          </span>
        </div>
      </SidebarFooter>
    </Sidebar>
  );
}

interface PlacesProps {
  organization: AppSidebarProps["organization"];
  group?: "Organization";
}

function Places({ organization, group }: PlacesProps) {
  const { setOpenMobile } = useSidebar();
  const shown = placesFor(organization.can).filter(
    (place) => ("group" in place ? place.group : undefined) === group,
  );
  return (
    <SidebarMenu>
      {shown.map(({ to, label, icon: Icon }) => (
        <SidebarMenuItem key={to}>
          <SidebarMenuButton asChild>
            <Link
              to={to}
              params={{ organization: organization.slug }}
              activeOptions={{ exact: label === "Overview" }}
              onClick={() => setOpenMobile(false)}
            >
              <Icon aria-hidden />
              <span>{label}</span>
            </Link>
          </SidebarMenuButton>
          {label === "Incidents" && <OpenIncidents organization={organization.slug} />}
          {label === "Maintenance" && <ActiveMaintenances organization={organization.slug} />}
        </SidebarMenuItem>
      ))}
    </SidebarMenu>
  );
}

/** Only what needs somebody is counted. */
function OpenIncidents({ organization }: { organization: string }) {
  const now = useNow();
  const { data } = useQuery(query.incidents.list.queryOptions({ input: { organization, state: "open" } }));
  if (data === undefined || data.items.length === 0) return null;
  const count = data.nextCursor === null ? String(data.items.length) : `${data.items.length}+`;
  const late = data.items.filter((incident) => isUpdateLate(incident, now)).length;
  const words = late === 0 ? `${count} open` : `${count} open, ${late} with an update that is due`;
  return <Count count={count} words={words} isLate={late > 0} />;
}

/** Windows in progress. Those that are open come by their start, so these are among the first. */
function ActiveMaintenances({ organization }: { organization: string }) {
  const { data } = useQuery(query.maintenances.list.queryOptions({ input: { organization, state: "open" } }));
  const active = data?.items.filter(({ status }) => isActive(status)).length ?? 0;
  return active === 0 ? null : <Count count={String(active)} words={`${active} in progress`} />;
}

interface CountProps {
  count: string;
  /** What is counted, for screen readers. */
  words: string;
  /** Whether visitors wait for something that was promised. */
  isLate?: boolean;
}

function Count({ count, words, isLate = false }: CountProps) {
  return (
    <SidebarMenuBadge>
      {isLate && <StatusIcon status="degraded_performance" size={12} />}
      <span aria-hidden>{count}</span>
      <span className="sr-only">{words}</span>
    </SidebarMenuBadge>
  );
}

function IconButton(props: { label: string; keys: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={props.label} onClick={props.onClick}>
          {props.children}
        </Button>
      </TooltipTrigger>
      <TooltipContent>
        {props.label} <Kbd>{props.keys}</Kbd>
      </TooltipContent>
    </Tooltip>
  );
}
