import type { Action } from "@fanal/domain";
import {
  ActivityIcon,
  BellRingIcon,
  CalendarClockIcon,
  ChartColumnIcon,
  ChartLineIcon,
  DownloadIcon,
  FileTextIcon,
  HeartPulseIcon,
  InboxIcon,
  KeyRoundIcon,
  LayoutListIcon,
  LogInIcon,
  type LucideIcon,
  MailIcon,
  MegaphoneIcon,
  PanelsTopLeftIcon,
  RadarIcon,
  RocketIcon,
  ScrollTextIcon,
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
  { to: "/app/$organization/monitoring", label: "Monitoring", icon: HeartPulseIcon, key: "h" },
  { to: "/app/$organization/metrics", label: "Metrics", icon: ChartLineIcon, key: "r" },
  { to: "/app/$organization/reports", label: "Reports", icon: ChartColumnIcon, key: "d" },
  { to: "/app/$organization/status-pages", label: "Status pages", icon: PanelsTopLeftIcon, key: "p" },
  {
    to: "/app/$organization/subscribers",
    label: "Subscribers",
    icon: MailIcon,
    key: "u",
    action: "subscriber.read",
  },
  { to: "/app/$organization/outbox", label: "Outbox", icon: InboxIcon, key: "x", action: "subscriber.read" },
  { to: "/app/$organization/announcements", label: "Announcements", icon: MegaphoneIcon, key: "n" },
  { to: "/app/$organization/templates", label: "Templates", icon: FileTextIcon, key: "l" },
  {
    to: "/app/$organization/members",
    label: "Members",
    icon: UsersIcon,
    key: "t",
    group: "Organization",
  },
  {
    to: "/app/$organization/audit-log",
    label: "Audit log",
    icon: ScrollTextIcon,
    key: "a",
    group: "Organization",
    action: "event.read",
  },
  {
    to: "/app/$organization/settings/api-keys",
    label: "API keys",
    icon: KeyRoundIcon,
    key: "k",
    // One of the settings' tabs.
    group: "Settings",
    action: "api_key.read",
  },
  {
    to: "/app/$organization/settings",
    label: "Settings",
    icon: SettingsIcon,
    key: "e",
    group: "Organization",
  },
] as const;

/** Places inside of others, which the palette finds by their own names. */
export const insidePlaces: InsidePlace[] = [
  { to: "/app/$organization/monitoring/checks", label: "Checks", icon: RadarIcon },
  { to: "/app/$organization/monitoring/alerts", label: "Alert sources", icon: BellRingIcon },
  { to: "/app/$organization/teams", label: "Teams", icon: UsersIcon },
  {
    to: "/app/$organization/settings/sign-in",
    label: "Sign-in settings",
    icon: LogInIcon,
    action: "sign_in.read",
  },
  {
    to: "/app/$organization/settings/import",
    label: "Bring your past: import",
    icon: DownloadIcon,
    action: "import.read",
  },
  { to: "/app/$organization/start", label: "Guided start", icon: RocketIcon, action: "service.create" },
];

/** Those of them that somebody may see. */
export function placesFor(can: (action: Action) => boolean): (typeof places)[number][] {
  return places.filter((place) => !("action" in place) || can(place.action));
}

export type Place = (typeof places)[number] | InsidePlace;

interface InsidePlace {
  to:
    | "/app/$organization/monitoring/checks"
    | "/app/$organization/monitoring/alerts"
    | "/app/$organization/teams"
    | "/app/$organization/settings/sign-in"
    | "/app/$organization/settings/import"
    | "/app/$organization/start";
  label: string;
  icon: LucideIcon;
  action?: Action;
}
