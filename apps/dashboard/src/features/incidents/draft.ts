import { affectedService, type Incident, incidentInput } from "@fanal/contract";
import { impacts, incidentStatuses } from "@fanal/domain";
import { z } from "zod";
import { problemOf, required } from "../../lib/forms.ts";
import { localInputValue, momentOfInput } from "../../lib/time.ts";
import { problemOfEnd, problemOfStart } from "./past-times.ts";

const writtenShape = z.object({
  title: z.string(),
  message: z.string(),
  status: z.enum(incidentStatuses),
  impact: z.enum(impacts).nullable(),
  services: z.array(affectedService),
  startedAt: z.string().describe("Local date and time, or empty to begin when it is published"),
  resolvedAt: z.string().describe("Local date and time; empty but for what is recorded after it was over"),
  nextUpdateAt: z.string().nullable(),
});
/** What of a draft can be written. */
export type Written = z.infer<typeof writtenShape>;

/** What a browser keeps of a draft, and the version of the incident that it was written on top of. */
export const keptShape = z.object({ version: z.int(), written: writtenShape });

/** Under which a browser keeps what could not be saved yet. */
export function draftKeyOf(incidentId: string): string {
  return `incident-${incidentId}`;
}

/** What the server has of a draft. */
export function writtenIn(incident: Incident): Written {
  return {
    title: incident.title,
    message: incident.updates[0]?.message ?? "",
    status: incident.status,
    impact: incident.impactOverride,
    services: incident.services,
    startedAt: incident.startsWhenPublished ? "" : localInputValue(new Date(incident.startedAt)),
    resolvedAt: incident.resolvedAt === null ? "" : localInputValue(new Date(incident.resolvedAt)),
    nextUpdateAt: incident.nextUpdateAt,
  };
}

/** As the server keeps it: spaces around a text are no change. */
export function trimmed(written: Written): Written {
  return { ...written, title: written.title.trim(), message: written.message.trim() };
}

export function isSame(a: Written, b: Written): boolean {
  return Object.keys(changesBetween(a, b)).length === 0;
}

/** The fields that differ from what is saved, as the API takes them. */
export function changesBetween(saved: Written, written: Written) {
  const { title, message, status, impact, services, startedAt, resolvedAt, nextUpdateAt } = written;
  const differs = (key: keyof Written) => JSON.stringify(saved[key]) !== JSON.stringify(written[key]);
  return {
    ...(differs("title") ? { title } : {}),
    ...(differs("message") ? { message } : {}),
    ...(differs("status") ? { status } : {}),
    ...(differs("impact") ? { impact } : {}),
    ...(differs("services") ? { services } : {}),
    ...(differs("startedAt")
      ? { startedAt: startedAt === "" ? null : momentOfInput(startedAt).toISOString() }
      : {}),
    ...(differs("resolvedAt") && resolvedAt !== ""
      ? { resolvedAt: momentOfInput(resolvedAt).toISOString() }
      : {}),
    ...(differs("nextUpdateAt") ? { nextUpdateAt } : {}),
  };
}

const titleField = required("Give it a title: what do people notice?", incidentInput.shape.title);
const messageField = required("Write a message: one sentence is enough.", incidentInput.shape.message);

/** What is wrong with each field, if something is. */
export function problemsOf(written: Written, isBackfilled: boolean) {
  const now = new Date();
  const { title, message, startedAt, resolvedAt } = written;
  return {
    title: problemOf(titleField, title),
    message: problemOf(messageField, message),
    startedAt: startedAt === "" && !isBackfilled ? null : problemOfStart(startedAt, now),
    resolvedAt: isBackfilled ? problemOfEnd(startedAt, resolvedAt, now) : null,
  };
}
export type Problems = ReturnType<typeof problemsOf>;

export function firstOf(problems: Problems): string | null {
  return Object.values(problems).find((problem) => problem !== null) ?? null;
}
