/** Everything that can happen, subject first, past tense. The log stores these words. */
export const eventTypes = [
  "organization.created",
  "organization.updated",
  "organization.exported",
  "organization.transferred",
  "member.invited",
  "member.invitation_resent",
  "member.invitation_revoked",
  "member.joined",
  "member.updated",
  "member.left",
  "member.removed",
  "member.provisioned",
  "member.deprovisioned",
  "team.created",
  "team.updated",
  "team.deleted",
  "team.member_added",
  "team.member_removed",
  "api_key.created",
  "api_key.revoked",
  "sign_in.updated",
  "sso_provider.created",
  "sso_provider.updated",
  "sso_provider.proven",
  "sso_provider.deleted",
  "email_domain.added",
  "email_domain.verified",
  "email_domain.lapsed",
  "email_domain.removed",
  "scim_token.created",
  "scim_token.revoked",
  "service.created",
  "service.updated",
  "service.deleted",
  "service.restored",
  "service.status_set",
  "service.signaled",
  "services.reordered",
  "service_group.created",
  "service_group.updated",
  "service_group.deleted",
  "uptime_correction.created",
  "uptime_correction.withdrawn",
  "heartbeat.created",
  "heartbeat.updated",
  "heartbeat.address_renewed",
  "heartbeat.deleted",
  "check.created",
  "check.updated",
  "check.run_requested",
  "check.deleted",
  "alert_source.created",
  "alert_source.updated",
  "alert_source.address_renewed",
  "alert_source.cleared",
  "alert_source.deleted",
  "incident.created",
  "incident.updated",
  "incident.update_posted",
  "incident.deleted",
  "incident.restored",
  "incident.published",
  "incident.update_edited",
  "incident.update_deleted",
  "incident.update_restored",
  "incident.promise_missed",
  "incident.fell_silent",
  "incident.postmortem_drafted",
  "incident.postmortem_published",
  "incident.postmortem_reverted",
  "incident_template.created",
  "incident_template.updated",
  "incident_template.deleted",
  "maintenance.created",
  "maintenance.updated",
  "maintenance.update_posted",
  "maintenance.update_edited",
  "maintenance.update_deleted",
  "maintenance.update_restored",
  "maintenance.deleted",
  "maintenance.restored",
  "maintenance.reminded",
  "maintenance_series.created",
  "maintenance_series.updated",
  "maintenance_series.ended",
  "status_page.created",
  "status_page.updated",
  "status_page.deleted",
  "status_page.published",
  "page_domain.added",
  "page_domain.verified",
  "page_domain.lapsed",
  "page_domain.removed",
  "announcement.created",
  "announcement.updated",
  "announcement.deleted",
  "announcement.restored",
  "metric.created",
  "metric.updated",
  "metric.removed",
  "subscriber.added",
  "subscriber.confirmed",
  "subscriber.updated",
  "subscriber.unsubscribed",
  "subscriber.removed",
  "subscribers.imported",
  "subscriber.quarantined",
  "notice_target.added",
  "notice_target.updated",
  "notice_target.tested",
  "notice_target.secret_renewed",
  "notice_target.muted",
  "notice_target.unmuted",
  "notice_target.removed",
  "notification.recalled",
  "notification.resent",
] as const;
export type EventType = (typeof eventTypes)[number];

const accessChanges: ReadonlySet<EventType> = new Set([
  "member.removed",
  "member.left",
  "member.updated",
  "sign_in.updated",
]);

/** Whether somebody may see less after it: whatever they have open is asked for again. */
export function changesAccess(type: EventType): boolean {
  return accessChanges.has(type);
}

/** Whether its subject is a member no more. */
export function endsMembership(type: EventType): boolean {
  return type === "member.removed" || type === "member.left";
}

/** An event as readers and followers see it. */
export interface FanalEvent {
  organizationId: string;
  /** 1, 2, 3 … within the organization, in commit order. */
  position: number;
  type: EventType;
  /** What it is about: the service, incident, page … of the type's first word. */
  subjectId: string | null;
  data: Record<string, unknown>;
  createdAt: Date;
}
