import { type EventFilter, type EventKind, eventKinds } from "@fanal/contract";
import { query } from "../../lib/api.ts";

/** What the address says the log is narrowed to. */
export type AuditSearch = Pick<EventFilter, "kind" | "actor" | "subjectId" | "from" | "to">;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The filters of an address; what makes no sense is left out. */
export function auditSearchOf(search: Record<string, unknown>): AuditSearch {
  const { kind, actor, subjectId, from, to } = search;
  return {
    ...(isKind(kind) ? { kind } : {}),
    ...(typeof actor === "string" && (actor === "system" || uuid.test(actor)) ? { actor } : {}),
    ...(typeof subjectId === "string" && uuid.test(subjectId) ? { subjectId } : {}),
    ...(isTime(from) ? { from } : {}),
    ...(isTime(to) ? { to } : {}),
  };
}

/** The log by pages. What happens meanwhile is not put into it: rows stay where they are until somebody asks. */
export function eventPages(organization: string, filter: AuditSearch) {
  return query.events.list.infiniteOptions({
    input: (before: number | undefined) => ({
      organization,
      ...filter,
      ...(before === undefined ? {} : { before }),
    }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextBefore ?? undefined,
  });
}

/** The newest of them, asked for again with each thing that happens. */
export function newestEvents(organization: string, filter: AuditSearch) {
  return query.events.list.queryOptions({ input: { organization, ...filter, limit: 100 } });
}

/** The address of the log as a file. */
export function exportAddress(organization: string, filter: AuditSearch, format: "csv" | "json"): string {
  const asked = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) asked.set(name, value);
  return `/api/v1/organizations/${organization}/events/export?${asked}`;
}

function isKind(value: unknown): value is EventKind {
  return eventKinds.some((kind) => kind === value);
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}
