import type { Channel, NotificationStory } from "./notification.ts";
import type { ServiceStatus } from "./status.ts";

/** What teams are told of incidents on their services. */
export const noticeKinds = ["incident_opened", "promise_missed", "incident_silent"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeKindLabels: Record<NoticeKind, string> = {
  incident_opened: "An incident opens",
  promise_missed: "A promised update is late",
  incident_silent: "No update for 3, 6, 12 and 24 hours",
};

/** The ways by which a team can be told. */
export const noticeChannels = [
  "email",
  "slack",
  "discord",
  "microsoft_teams",
  "webhook",
] as const satisfies readonly Channel[];
export type NoticeChannel = (typeof noticeChannels)[number];

/** What one notice says, the same to everybody. Times are ISO 8601 in UTC, links lead into the dashboard. */
export interface NoticeMessage {
  /** `test`: somebody tries whether notices arrive. */
  kind: NoticeKind | "test";
  organization: { name: string; url: string };
  /** `null` of a test. */
  incident: Extract<NotificationStory, { kind: "incident" }> | null;
  /** What was said last. */
  update: { id: string; message: string; html: string; at: string } | null;
  services: { id: string; name: string; status: ServiceStatus }[];
  /** How long nothing was said, in hours; `null` where it is not about that. */
  silentHours: number | null;
  /** When it became so. */
  at: string;
}

/** Whether a target is told of an incident on services of these teams; the whole organization's is told of all. */
export function concerns(target: { teamId: string | null }, teamIds: ReadonlySet<string>): boolean {
  return target.teamId === null || teamIds.has(target.teamId);
}
