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
import { type Theme, useTheme } from "@fanal/ui/hooks/use-theme";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { LogOutIcon, UserIcon } from "lucide-react";
import { meQuery, signOut } from "../lib/session.ts";

const themes: { value: Theme; label: string }[] = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function UserMenu() {
  const { data: me } = useSuspenseQuery(meQuery());
  const { theme, setTheme } = useTheme();
  const navigate = useNavigate();

  async function leave() {
    await navigate({ to: "/sign-in" });
    await signOut();
  }

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
        <DropdownMenuRadioGroup value={theme}>
          {themes.map(({ value, label }) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={() => setTheme(value)}>
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
        <DropdownMenuItem onSelect={() => void leave()}>
          <LogOutIcon aria-hidden /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
