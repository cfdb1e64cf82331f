import {
  incidentStatuses,
  incidentUpdateKind,
  maintenanceStatuses,
  maintenanceUpdateKind,
  type NotificationKind,
  type ReminderHours,
  reminderHours,
  type Telling,
} from "@fanal/domain";
import { z } from "zod";
import { type EventType, eventTypes, type FanalEvent } from "../events/types.ts";

/** What an event asks subscribers to be told. */
export interface ToldOf extends Telling {
  kind: NotificationKind;
  story: { kind: "incident" | "maintenance"; id: string };
  /** The update that says it, the first one of the story, or none. */
  saidBy: { updateId: string } | "first_update" | "none";
  /** Of a reminder, how long before the window it is: not every page passes each on. */
  reminder?: { hours: ReminderHours[] };
}

const telling = z.object({ telling: z.object({ holdMinutes: z.number() }).nullish() });
const incidentStatus = z.enum(incidentStatuses);
const incidentStep = z.object({ updateId: z.string(), before: incidentStatus, after: incidentStatus });
const maintenanceStatus = z.enum(maintenanceStatuses);
const maintenanceStep = z.object({
  updateId: z.string(),
  before: maintenanceStatus,
  after: maintenanceStatus,
});
const reminder = z.object({ hours: z.array(z.literal(reminderHours)) });
const firstOccurrence = z.object({ maintenanceId: z.string() });

/** How each type of event is read that subscribers can be told of. */
const readings = {
  "incident.created": (event) => ofIncident(event, "incident_created", "first_update"),
  "incident.published": (event) => ofIncident(event, "incident_created", "first_update"),
  "incident.update_posted": (event) => {
    const { updateId, before, after } = incidentStep.parse(event.data);
    return ofIncident(event, incidentUpdateKind(before, after), { updateId });
  },
  "incident.postmortem_published": (event) => ofIncident(event, "postmortem_published", "none"),
  "maintenance.created": (event) => ofMaintenance(event.subjectId, "maintenance_scheduled", "first_update"),
  "maintenance_series.created": ({ data }) =>
    ofMaintenance(firstOccurrence.parse(data).maintenanceId, "maintenance_scheduled", "first_update"),
  "maintenance.reminded": (event) => {
    const told = ofMaintenance(event.subjectId, "maintenance_reminder", "none");
    return told && { ...told, reminder: reminder.parse(event.data) };
  },
  "maintenance.updated": (event) => ofMaintenance(event.subjectId, "maintenance_rescheduled", "none"),
  "maintenance.update_posted": (event) => {
    const { updateId, before, after } = maintenanceStep.parse(event.data);
    return ofMaintenance(event.subjectId, maintenanceUpdateKind(before, after), { updateId });
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
