import {
  ActivityIcon,
  CalendarClockIcon,
  FileTextIcon,
  LayoutListIcon,
  MegaphoneIcon,
  PanelsTopLeftIcon,
  SettingsIcon,
  TriangleAlertIcon,
  UsersIcon,
} from "lucide-react";

/** Where one can go in an organization: made into the sidebar, the phone's tabs, the palette and the keys. */
export const places = [
  { to: "/app/$organization", label: "Overview", icon: ActivityIcon, key: "o" },
  { to: "/app/$organization/services", label: "Services", icon: LayoutListIcon, key: "s" },
  { to: "/app/$organization/incidents", label: "Incidents", icon: TriangleAlertIcon, key: "i" },
  { to: "/app/$organization/maintenances", label: "Maintenance", icon: CalendarClockIcon, key: "m" },
  { to: "/app/$organization/status-pages", label: "Status pages", icon: PanelsTopLeftIcon, key: "p" },
  { to: "/app/$organization/announcements", label: "Announcements", icon: MegaphoneIcon, key: "n" },
  { to: "/app/$organization/templates", label: "Templates", icon: FileTextIcon, key: "l" },
  { to: "/app/$organization/members", label: "Members", icon: UsersIcon, key: "t" },
  { to: "/app/$organization/settings", label: "Settings", icon: SettingsIcon, key: "e" },
] as const;
