import type { DeliveryState, NotificationKind } from "@fanal/domain";

const numbers = new Intl.NumberFormat("en-GB");

/** "1,210" */
export function numberWords(count: number): string {
  return numbers.format(count);
}

/** "1,210 subscribers" */
export function subscriberWords(count: number): string {
  return `${numberWords(count)} ${count === 1 ? "subscriber" : "subscribers"}`;
}

export const deliveryStateLabels: Record<DeliveryState, string> = {
  queued: "Waiting",
  failed: "Tried again",
  sent: "Told",
  kept: "In the outbox",
  given_up: "Given up",
  bounced: "Bounced",
  recalled: "Recalled",
};

/** What was told, by its kind. */
export const kindLabels: Record<NotificationKind, string> = {
  incident_created: "Incident declared",
  incident_updated: "Update posted",
  incident_resolved: "Incident resolved",
  postmortem_published: "Postmortem published",
  maintenance_scheduled: "Maintenance scheduled",
  maintenance_rescheduled: "Maintenance rescheduled",
  maintenance_reminder: "Reminder sent",
  maintenance_started: "Maintenance started",
  maintenance_updated: "Update posted",
  maintenance_finished: "Maintenance finished",
  maintenance_canceled: "Maintenance canceled",
};
