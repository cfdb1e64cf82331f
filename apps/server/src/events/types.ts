/** Everything that can happen, subject first, past tense. The log stores these words. */
export const eventTypes = [
  "organization.created",
  "organization.updated",
  "service.created",
  "service.updated",
  "service.deleted",
  "service.restored",
  "service.status_set",
  "services.reordered",
  "service_group.created",
  "service_group.updated",
  "service_group.deleted",
  "incident.created",
  "incident.updated",
  "incident.update_posted",
  "incident.deleted",
  "incident.restored",
  "status_page.created",
  "status_page.updated",
  "status_page.deleted",
  "status_page.published",
] as const;
export type EventType = (typeof eventTypes)[number];

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
