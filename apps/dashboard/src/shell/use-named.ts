import { useQuery } from "@tanstack/react-query";
import {
  BellRingIcon,
  FileTextIcon,
  HeartPulseIcon,
  type LucideIcon,
  MegaphoneIcon,
  RadarIcon,
  UserIcon,
  UsersIcon,
} from "lucide-react";
import { query } from "../lib/api.ts";

interface Named {
  id: string;
  name: string;
  /** What it is, in a word. */
  what: string;
  /** The list in which it stands. */
  to:
    | "/app/$organization/templates"
    | "/app/$organization/announcements"
    | "/app/$organization/monitoring"
    | "/app/$organization/monitoring/checks"
    | "/app/$organization/monitoring/alerts"
    | "/app/$organization/members"
    | "/app/$organization/teams";
  icon: LucideIcon;
}

/** What has a name and no view of its own: the palette leads to its list. */
export function useNamed(organization: string): Named[] {
  const input = { input: { organization } };
  const templates = useQuery(query.incidentTemplates.list.queryOptions(input)).data ?? [];
  const announcements = useQuery(query.announcements.list.queryOptions(input)).data ?? [];
  const heartbeats = useQuery(query.heartbeats.list.queryOptions(input)).data ?? [];
  const checks = useQuery(query.checks.list.queryOptions(input)).data ?? [];
  const alertSources = useQuery(query.alertSources.list.queryOptions(input)).data ?? [];
  const members = useQuery(query.members.list.queryOptions(input)).data ?? [];
  const teams = useQuery(query.teams.list.queryOptions(input)).data ?? [];
  const of = (
    things: readonly { id: string; name: string }[],
    kind: Pick<Named, "what" | "to" | "icon">,
  ): Named[] => things.map(({ id, name }) => ({ id, name, ...kind }));
  return [
    ...of(templates, { what: "Template", to: "/app/$organization/templates", icon: FileTextIcon }),
    ...of(
      announcements.map(({ id, title }) => ({ id, name: title })),
      { what: "Announcement", to: "/app/$organization/announcements", icon: MegaphoneIcon },
    ),
    ...of(heartbeats, { what: "Heartbeat", to: "/app/$organization/monitoring", icon: HeartPulseIcon }),
    ...of(checks, { what: "Check", to: "/app/$organization/monitoring/checks", icon: RadarIcon }),
    ...of(alertSources, {
      what: "Alert source",
      to: "/app/$organization/monitoring/alerts",
      icon: BellRingIcon,
    }),
    ...of(members, { what: "Member", to: "/app/$organization/members", icon: UserIcon }),
    ...of(teams, { what: "Team", to: "/app/$organization/teams", icon: UsersIcon }),
  ];
}
