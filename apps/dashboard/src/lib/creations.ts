import type { Action as Permission } from "@fanal/domain";
import {
  BellRingIcon,
  ChartLineIcon,
  FileTextIcon,
  FolderPlusIcon,
  HeartPulseIcon,
  ImportIcon,
  KeyRoundIcon,
  LayoutListIcon,
  type LucideIcon,
  MailPlusIcon,
  MegaphoneIcon,
  PanelsTopLeftIcon,
  RadarIcon,
  UploadIcon,
  UserPlusIcon,
  UsersIcon,
  WaypointsIcon,
} from "lucide-react";

interface CreationKind {
  /** As the palette names it. */
  label: string;
  icon: LucideIcon;
  /** What one must be allowed to do. */
  action: Permission;
  /** The view whose dialog asks for the rest. */
  to:
    | "/app/$organization/services"
    | "/app/$organization/templates"
    | "/app/$organization/status-pages"
    | "/app/$organization/announcements"
    | "/app/$organization/subscribers"
    | "/app/$organization/monitoring"
    | "/app/$organization/monitoring/checks"
    | "/app/$organization/monitoring/alerts"
    | "/app/$organization/metrics"
    | "/app/$organization/members"
    | "/app/$organization/teams"
    | "/app/$organization/settings/api-keys"
    | "/app/$organization/settings/sign-in"
    | "/app/$organization/settings/import";
}

/** What is made in a dialog of a view, from there or from anywhere by the palette. */
export const creations = {
  service: {
    label: "New service",
    icon: LayoutListIcon,
    action: "service.create",
    to: "/app/$organization/services",
  },
  group: {
    label: "New service group",
    icon: FolderPlusIcon,
    action: "service.create",
    to: "/app/$organization/services",
  },
  statusPage: {
    label: "New status page",
    icon: PanelsTopLeftIcon,
    action: "status_page.create",
    to: "/app/$organization/status-pages",
  },
  announcement: {
    label: "New announcement",
    icon: MegaphoneIcon,
    action: "announcement.write",
    to: "/app/$organization/announcements",
  },
  template: {
    label: "New template",
    icon: FileTextIcon,
    action: "incident_template.write",
    to: "/app/$organization/templates",
  },
  subscriber: {
    label: "Add subscriber",
    icon: MailPlusIcon,
    action: "subscriber.write",
    to: "/app/$organization/subscribers",
  },
  subscribers: {
    label: "Import subscribers",
    icon: UploadIcon,
    action: "subscriber.write",
    to: "/app/$organization/subscribers",
  },
  heartbeat: {
    label: "New heartbeat",
    icon: HeartPulseIcon,
    action: "heartbeat.write",
    to: "/app/$organization/monitoring",
  },
  check: {
    label: "New check",
    icon: RadarIcon,
    action: "check.write",
    to: "/app/$organization/monitoring/checks",
  },
  alertSource: {
    label: "New alert source",
    icon: BellRingIcon,
    action: "alert_source.write",
    to: "/app/$organization/monitoring/alerts",
  },
  metric: {
    label: "New metric",
    icon: ChartLineIcon,
    action: "metric.write",
    to: "/app/$organization/metrics",
  },
  invitation: {
    label: "Invite people",
    icon: UserPlusIcon,
    action: "member.invite",
    to: "/app/$organization/members",
  },
  team: { label: "New team", icon: UsersIcon, action: "team.write", to: "/app/$organization/teams" },
  apiKey: {
    label: "New API key",
    icon: KeyRoundIcon,
    action: "api_key.write",
    to: "/app/$organization/settings/api-keys",
  },
  ssoProvider: {
    label: "Add identity provider",
    icon: WaypointsIcon,
    action: "sign_in.update",
    to: "/app/$organization/settings/sign-in",
  },
  pastImport: {
    label: "New import of the past",
    icon: ImportIcon,
    action: "import.write",
    to: "/app/$organization/settings/import",
  },
} as const satisfies Record<string, CreationKind>;

export type CreationName = keyof typeof creations;

declare module "@tanstack/history" {
  interface HistoryState {
    /** What the view that is gone to shall ask for at once. */
    creation?: CreationName;
  }
}

/** Those that somebody may make. */
export function creationsFor(
  can: (action: Permission) => boolean,
): (CreationKind & { name: CreationName })[] {
  return creationNames.map((name) => ({ name, ...creations[name] })).filter(({ action }) => can(action));
}

const creationNames = Object.keys(creations).filter((name): name is CreationName => name in creations);
