import type { Theme } from "@fanal/ui/hooks/use-theme";
import { type LucideIcon, MonitorIcon, MoonIcon, SunIcon } from "lucide-react";

/** How the dashboard can look, in the user's menu and in the palette. */
export const themes: { value: Theme; label: string; icon: LucideIcon }[] = [
  { value: "system", label: "System", icon: MonitorIcon },
  { value: "light", label: "Light", icon: SunIcon },
  { value: "dark", label: "Dark", icon: MoonIcon },
];
