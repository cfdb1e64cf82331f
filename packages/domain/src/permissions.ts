export const roles = ["owner", "admin", "responder", "viewer"] as const;
export type Role = (typeof roles)[number];

export const actions = [
  "organization.read",
  "organization.update",
  "organization.transfer",
  "organization.delete",
  "member.read",
  "member.leave",
  "member.mute",
  "member.invite",
  "member.update",
  "member.remove",
  "team.read",
  "team.write",
  "sign_in.read",
  "sign_in.update",
  "api_key.read",
  "api_key.write",
  "event.read",
  "service.read",
  "service.create",
  "service.update",
  "service.delete",
  "service.set_status",
  "heartbeat.read",
  "heartbeat.write",
  "check.read",
  "check.write",
  "alert_source.read",
  "alert_source.write",
  "incident.read",
  "incident.create",
  "incident.update",
  "incident.delete",
  "incident_template.read",
  "incident_template.write",
  "maintenance.read",
  "maintenance.create",
  "maintenance.update",
  "maintenance.delete",
  "status_page.read",
  "status_page.create",
  "status_page.update",
  "status_page.delete",
  "announcement.read",
  "announcement.write",
  "metric.read",
  "metric.write",
  "metric.add_points",
  "subscriber.read",
  "subscriber.write",
  "notification.read",
  "notification.write",
  "import.read",
  "import.write",
] as const;
export type Action = (typeof actions)[number];

const viewer: readonly Action[] = [
  "organization.read",
  "member.read",
  "member.leave",
  "member.mute",
  "team.read",
  "service.read",
  "heartbeat.read",
  "check.read",
  "alert_source.read",
  "incident.read",
  "incident_template.read",
  "maintenance.read",
  "status_page.read",
  "announcement.read",
  "metric.read",
  "notification.read",
];
const responder: readonly Action[] = [
  ...viewer,
  "service.set_status",
  "incident.create",
  "incident.update",
  "maintenance.create",
  "maintenance.update",
  "announcement.write",
  "subscriber.read",
  "notification.write",
];
const admin: readonly Action[] = actions.filter(
  (action) => action !== "organization.transfer" && action !== "organization.delete",
);

/** The one table of who may do what. Commands ask it; the dashboard asks it to hide what cannot be done. */
export const permissions: Record<Role, readonly Action[]> = { owner: actions, admin, responder, viewer };

export function allows(role: Role, action: Action): boolean {
  return permissions[role].includes(action);
}

export function isRole(value: string): value is Role {
  return roles.some((role) => role === value);
}

export const apiKeyScopes = ["read", "services:write", "incidents:write", "metrics:write", "admin"] as const;
export type ApiKeyScope = (typeof apiKeyScopes)[number];

const read: readonly Action[] = viewer.filter((action) => !action.startsWith("member."));

/** What a key may do with each of its scopes. No key makes keys, moves people or changes the organization itself. */
export const scopes: Record<ApiKeyScope, readonly Action[]> = {
  read,
  "services:write": [...read, "service.create", "service.update", "service.delete", "service.set_status"],
  "incidents:write": [
    ...read,
    "incident.create",
    "incident.update",
    "incident.delete",
    "maintenance.create",
    "maintenance.update",
    "maintenance.delete",
    "announcement.write",
    "notification.write",
  ],
  "metrics:write": [...read, "metric.write", "metric.add_points"],
  admin: admin.filter((action) => !/^(organization|api_key|member|sign_in)\.(?!read$)/.test(action)),
};

export function isApiKeyScope(value: string): value is ApiKeyScope {
  return apiKeyScopes.some((scope) => scope === value);
}

/** What whoever acts in an organization may do there. */
export interface Access {
  /** `null` for a key. */
  role: Role | null;
  actions: ReadonlySet<Action>;
  /** Teams on whose services they act, beside those that no team owns; `"all"` of them. */
  teams: ReadonlySet<string> | "all";
}

/** Of a member: admins act on the services of all teams, everybody else on those of the teams that they are in. */
export function accessOfMember(role: Role, teamIds: Iterable<string>): Access {
  return {
    role,
    actions: new Set(permissions[role]),
    teams: role === "owner" || role === "admin" ? "all" : new Set(teamIds),
  };
}

export function accessOfKey(granted: readonly ApiKeyScope[]): Access {
  return { role: null, actions: new Set(granted.flatMap((scope) => scopes[scope])), teams: "all" };
}

/** Whether a service that belongs to this team, or to none, is one to act on. */
export function isWithinReach({ teams }: Pick<Access, "teams">, teamId: string | null): boolean {
  return teamId === null || teams === "all" || teams.has(teamId);
}
