import type { Organization } from "@fanal/contract";
import { Avatar, AvatarFallback } from "@fanal/ui/components/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CheckIcon, ChevronDownIcon, PlusIcon } from "lucide-react";
import { query } from "../lib/api.ts";
import { meQuery } from "../lib/session.ts";
import { invalidate } from "../lib/stale.ts";

export function OrganizationMenu({ organization }: { organization: Organization }) {
  const queryClient = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery());
  return (
    // Nothing tells of other organizations that one joins or leaves, so it is asked whenever they are looked at.
    <DropdownMenu onOpenChange={(isOpen) => isOpen && invalidate(queryClient, query.me.key())}>
      <DropdownMenuTrigger className="flex h-7 min-w-0 flex-1 touch-target cursor-default items-center gap-2 rounded-md px-1.5 text-left font-strong hover:bg-sidebar-accent/60 data-[state=open]:bg-sidebar-accent">
        <Mark name={organization.name} />
        <span className="truncate">{organization.name}</span>
        <ChevronDownIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        <span className="sr-only">, switch organization</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-60">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        {me.organizations.map((one) => (
          <DropdownMenuItem key={one.id} asChild>
            <Link to="/app/$organization/services" params={{ organization: one.slug }}>
              <Mark name={one.name} />
              <span className="truncate">{one.name}</span>
              {one.id === organization.id && <CheckIcon aria-label="current" className="ml-auto" />}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link to="/new">
            <PlusIcon aria-hidden /> New organization
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Mark({ name }: { name: string }) {
  return (
    <Avatar size="sm" shape="square">
      <AvatarFallback>{name.slice(0, 1).toUpperCase()}</AvatarFallback>
    </Avatar>
  );
}
