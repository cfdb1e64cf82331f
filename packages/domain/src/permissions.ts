export const roles = ["owner", "admin", "responder", "viewer"] as const;
export type Role = (typeof roles)[number];

export const actions = [
  "organization.read",
  "organization.update",
  "service.read",
  "service.create",
  "service.update",
  "service.delete",
  "service.set_status",
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
] as const;
export type Action = (typeof actions)[number];

const viewer: readonly Action[] = [
  "organization.read",
  "service.read",
  "incident.read",
  "incident_template.read",
  "maintenance.read",
  "status_page.read",
  "announcement.read",
];
const responder: readonly Action[] = [
  ...viewer,
  "service.set_status",
  "incident.create",
  "incident.update",
  "maintenance.create",
  "maintenance.update",
  "announcement.write",
];
const admin: readonly Action[] = actions;

/** The one table of who may do what. Commands ask it; the dashboard asks it to hide what cannot be done. */
export const permissions: Record<Role, readonly Action[]> = { owner: actions, admin, responder, viewer };

export function allows(role: Role, action: Action): boolean {
  return permissions[role].includes(action);
}

export function isRole(value: string): value is Role {
  return roles.some((role) => role === value);
}
