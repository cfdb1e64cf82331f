import { Avatar, AvatarFallback, AvatarImage } from "@fanal/ui/components/avatar";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LogOutIcon, UserIcon } from "lucide-react";
import { meQuery } from "../lib/session.ts";
import { useUpdateProfile } from "../lib/use-profile.ts";
import { themes } from "./themes.ts";
import { useSignOut } from "./use-sign-out.ts";

export function UserMenu() {
  const { data: me } = useSuspenseQuery(meQuery());
  const profile = useUpdateProfile();
  const signOut = useSignOut();

  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-7 min-w-0 flex-1 touch-target cursor-default items-center gap-2 rounded-md px-1.5 text-left font-medium hover:bg-sidebar-accent/60 data-[state=open]:bg-sidebar-accent">
        <Avatar size="sm">
          {me.avatar !== null && <AvatarImage src={me.avatar} alt="" />}
          <AvatarFallback>{me.name.slice(0, 1).toUpperCase()}</AvatarFallback>
        </Avatar>
        <span className="truncate">{me.name}</span>
        <span className="sr-only">, account and theme</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" side="top" className="w-60">
        <DropdownMenuLabel className="truncate">{me.email}</DropdownMenuLabel>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={me.theme}>
          {themes.map(({ value, label }) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={() => profile.run({ theme: value })}>
              {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link to="/account">
            <UserIcon aria-hidden /> Account
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={signOut}>
          <LogOutIcon aria-hidden /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
