import { type IncidentStatus, isOpen } from "./incident.ts";
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

/** The part of a notice that decides whether it still says what is so. */
interface WaitingNotice {
  kind: NoticeMessage["kind"];
  /** When it became so. */
  at: Date;
  /** The promise that was missed; `null` where it is not about one. */
  promisedFor: Date | null;
}

/** What became of its incident since. */
interface NoticedIncident {
  status: IncidentStatus;
  nextUpdateAt: Date | null;
  /** When the newest update was posted. */
  saidAt: Date | null;
}

/**
 * Whether a notice that has not gone out says what is no longer so: its incident is over or gone, or somebody has posted the
 * update that it asks for, or promised it for another time.
 *
 * @param incident `null`: it was deleted, or is a draft
 */
export function isOvertaken(
  { kind, at, promisedFor }: WaitingNotice,
  incident: NoticedIncident | null,
): boolean {
  if (kind === "test") return false;
  if (incident === null || !isOpen(incident.status)) return true;
  if (kind === "incident_opened") return false;
  if (incident.saidAt !== null && incident.saidAt > at) return true;
  return kind === "promise_missed" && incident.nextUpdateAt?.getTime() !== promisedFor?.getTime();
}
