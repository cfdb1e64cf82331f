import type { NotificationKind, Telling } from "@fanal/domain";
import { z } from "zod";
import { type EventType, eventTypes, type FanalEvent } from "../events/types.ts";

/** What an event asks subscribers to be told. */
export interface ToldOf extends Telling {
  kind: NotificationKind;
  story: { kind: "incident" | "maintenance"; id: string };
  /** The update that says it, the first one of the story, or none. */
  saidBy: { updateId: string } | "first_update" | "none";
}

const telling = z.object({ telling: z.object({ holdMinutes: z.number() }).nullish() });
const step = z.object({ updateId: z.string(), before: z.string(), after: z.string() });
const firstOccurrence = z.object({ maintenanceId: z.string() });

/** How each type of event is read that subscribers can be told of. */
const readings = {
  "incident.created": (event) => ofIncident(event, "incident_created", "first_update"),
  "incident.published": (event) => ofIncident(event, "incident_created", "first_update"),
  "incident.update_posted": (event) => {
    const { updateId, before, after } = step.parse(event.data);
    const isResolved = after === "resolved" && before !== "resolved";
    return ofIncident(event, isResolved ? "incident_resolved" : "incident_updated", { updateId });
  },
  "incident.postmortem_published": (event) => ofIncident(event, "postmortem_published", "none"),
  "maintenance.created": (event) => ofMaintenance(event.subjectId, "maintenance_scheduled", "first_update"),
  "maintenance_series.created": ({ data }) =>
    ofMaintenance(firstOccurrence.parse(data).maintenanceId, "maintenance_scheduled", "first_update"),
  "maintenance.updated": (event) => ofMaintenance(event.subjectId, "maintenance_rescheduled", "none"),
  "maintenance.update_posted": (event) => {
    const { updateId, before, after } = step.parse(event.data);
    return ofMaintenance(event.subjectId, kindOfStep(before, after), { updateId });
  },
} satisfies Partial<Record<EventType, (event: FanalEvent) => Omit<ToldOf, "holdMinutes"> | null>>;

function isRead(type: EventType): type is keyof typeof readings {
  return Object.hasOwn(readings, type);
}

/** The events that subscribers can be told of. */
export const toldEventTypes = eventTypes.filter(isRead);

/** What subscribers are to be told of an event; `null` where whoever made it chose to tell nobody. */
export function toldOf(event: FanalEvent): ToldOf | null {
  const { telling: chosen } = telling.parse(event.data);
  if (chosen == null || !isRead(event.type)) return null;
  const read = readings[event.type](event);
  return read === null ? null : { ...read, ...chosen };
}

function ofIncident({ subjectId }: FanalEvent, kind: NotificationKind, saidBy: ToldOf["saidBy"]) {
  return subjectId === null ? null : { kind, story: { kind: "incident", id: subjectId } as const, saidBy };
}

function ofMaintenance(id: string | null, kind: NotificationKind, saidBy: ToldOf["saidBy"]) {
  return id === null ? null : { kind, story: { kind: "maintenance", id } as const, saidBy };
}

function kindOfStep(before: string, after: string): NotificationKind {
  if (after === "canceled") return "maintenance_canceled";
  if (after === "completed") return "maintenance_finished";
  return before === "scheduled" && after !== "scheduled" ? "maintenance_started" : "maintenance_updated";
}
