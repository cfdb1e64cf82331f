import { type Impact, type IncidentStatus, impacts } from "./incident.ts";
import type { MaintenanceStatus } from "./maintenance.ts";
import type { ServiceStatus } from "./status.ts";

/** The ways by which somebody can be told. */
export const channels = ["email", "webhook", "slack", "discord", "microsoft_teams", "push"] as const;
export type Channel = (typeof channels)[number];

/** Those that post to an address of the web. */
export const endpointChannels = ["webhook", "slack", "discord", "microsoft_teams", "push"] as const;

export const channelLabels: Record<Channel, string> = {
  email: "E-mail",
  webhook: "Webhook",
  slack: "Slack",
  discord: "Discord",
  microsoft_teams: "Microsoft Teams",
  push: "Browser",
};

/**
 * `unconfirmed` until whoever has the address says yes, `active` while they are told, `quarantined` when the address does not
 * take what is sent to it, `unsubscribed` when they said no; `removed` by an operator, and the address is forgotten.
 */
export const subscriberStates = ["unconfirmed", "active", "quarantined", "unsubscribed", "removed"] as const;
export type SubscriberState = (typeof subscriberStates)[number];

/** The states in which somebody is listed: who was removed is forgotten. */
export const listedStates = subscriberStates.filter((state) => state !== "removed");
export type ListedState = (typeof listedStates)[number];

/** What subscribers are told of. */
export const notificationKinds = [
  "incident_created",
  "incident_updated",
  "incident_resolved",
  "postmortem_published",
  "maintenance_scheduled",
  "maintenance_rescheduled",
  "maintenance_reminder",
  "maintenance_started",
  "maintenance_updated",
  "maintenance_finished",
  "maintenance_canceled",
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What an update of an incident is to those who are told of it, by what it makes of the state. */
export function incidentUpdateKind(before: IncidentStatus, after: IncidentStatus): NotificationKind {
  return after === "resolved" && before !== "resolved" ? "incident_resolved" : "incident_updated";
}

/** The same of a maintenance. */
export function maintenanceUpdateKind(before: MaintenanceStatus, after: MaintenanceStatus): NotificationKind {
  if (after === "canceled") return "maintenance_canceled";
  if (after === "completed") return "maintenance_finished";
  return before === "scheduled" && after !== "scheduled" ? "maintenance_started" : "maintenance_updated";
}

/** What lies between the start and the end of something. */
const between: ReadonlySet<NotificationKind> = new Set([
  "incident_updated",
  "postmortem_published",
  "maintenance_reminder",
  "maintenance_updated",
]);

/**
 * What became of one notification to one subscriber: `queued` until it is tried, `failed` while it is tried again, `sent` once
 * the other side took it, `kept` where there is no mail server, `given_up` when it was never taken, `bounced` when it was and came
 * back, `recalled` before it was tried, by somebody or by what happened since.
 */
export const deliveryStates = [
  "queued",
  "sent",
  "kept",
  "failed",
  "given_up",
  "bounced",
  "recalled",
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** What one notification says, the same on every channel. Times are ISO 8601 in UTC. */
export interface NotificationMessage {
  kind: NotificationKind;
  page: {
    id: string;
    name: string;
    /** Who its mails come from, and where answers go. */
    senderName: string;
    replyTo: string | null;
    /** Its canonical address, without a slash at the end. */
    url: string;
    timeZone: string;
    /** As it can be read on white. */
    accent: string | null;
    logo: { url: string; width: number; height: number } | null;
  };
  story: NotificationStory;
  /** `null` where a state was moved without a word. */
  update: { id: string; message: string; html: string; at: string } | null;
  /** Of the page, with what the story makes of them. */
  services: { id: string; name: string; status: ServiceStatus }[];
}

export type NotificationStory =
  | {
      kind: "incident";
      id: string;
      title: string;
      url: string;
      status: IncidentStatus;
      impact: Impact;
      startedAt: string;
      resolvedAt: string | null;
      /** When the next update is promised. */
      nextUpdateAt: string | null;
    }
  | {
      kind: "maintenance";
      id: string;
      title: string;
      url: string;
      status: MaintenanceStatus;
      /** The window. */
      startsAt: string;
      endsAt: string;
    };

/** What a subscriber wants to be told of. */
export interface SubscriberChoices {
  /** Of which part of the page: services, and groups with whatever is in them by then; `null` for all of it. */
  scope: { serviceIds: string[]; groupIds: string[] } | null;
  /** Incidents and maintenances that are followed whatever they affect. */
  storyIds: string[];
  /** Incidents of less are not told of. */
  leastImpact: Impact;
  /** Nothing of what lies between the start and the end. */
  onlyStartAndEnd: boolean;
}

export const everything: SubscriberChoices = {
  scope: null,
  storyIds: [],
  leastImpact: "none",
  onlyStartAndEnd: false,
};

/** The part of a notification that decides who is told. */
export interface Told {
  kind: NotificationKind;
  /** Id of the incident or the maintenance. */
  storyId: string;
  /** The worst that the page was told of the incident so far: whoever read of its start reads of its end. `null` of a maintenance. */
  impact: Impact | null;
  /** Services of the page that it affects or has affected; none: it concerns the page as a whole. */
  serviceIds: readonly string[];
  /** The groups that these are in on this page. */
  groupIds: readonly string[];
}

/** Whether a subscriber with these choices is told. */
export function wants(choices: SubscriberChoices, told: Told): boolean {
  if (choices.onlyStartAndEnd && between.has(told.kind)) return false;
  if (choices.storyIds.includes(told.storyId)) return true;
  if (told.impact !== null && impacts.indexOf(told.impact) < impacts.indexOf(choices.leastImpact))
    return false;
  return isWithin(choices.scope, told);
}

function isWithin(scope: SubscriberChoices["scope"], { serviceIds, groupIds }: Told): boolean {
  if (scope === null) return true;
  if (serviceIds.length === 0) return scope.serviceIds.length + scope.groupIds.length > 0;
  return (
    serviceIds.some((id) => scope.serviceIds.includes(id)) ||
    groupIds.some((id) => scope.groupIds.includes(id))
  );
}

export function worstImpact(some: readonly Impact[]): Impact {
  return impacts[Math.max(0, ...some.map((impact) => impacts.indexOf(impact)))] ?? "none";
}

/** So long a delivery is tried, from when it was due. */
export const giveUpAfterHours = 24;

/** The longest that a notification can be held back, in minutes. */
export const longestHoldMinutes = 10;

/**
 * Seconds until the next attempt after so many: twice as many each time, and up to a fifth more or less, so that what failed
 * together does not come back together. What the other side asks for (`Retry-After`) counts where it is longer.
 *
 * @param chance between 0 and 1, for example of `Math.random`
 */
export function retryDelaySeconds(
  attempts: number,
  {
    firstSeconds,
    longestSeconds,
    chance,
    askedFor = 0,
  }: { firstSeconds: number; longestSeconds: number; chance: number; askedFor?: number },
): number {
  const delay = Math.min(longestSeconds, firstSeconds * 2 ** Math.min(attempts - 1, 20));
  return Math.max(askedFor, delay * (0.8 + 0.4 * chance));
}

/** What a write says of telling subscribers; where it says nothing, nobody is told. */
export interface TellingInput {
  notify?: boolean | undefined;
  /** How long the telling is held back. */
  holdMinutes?: number | undefined;
}

/** How the log keeps it, in the `telling` of an event's data. */
export interface Telling {
  holdMinutes: number;
}

/** `null`: nobody is told. */
export function tellingOf({ notify = false, holdMinutes = 0 }: TellingInput): Telling | null {
  return notify ? { holdMinutes } : null;
}
