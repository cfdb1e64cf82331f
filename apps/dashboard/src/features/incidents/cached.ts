import type {
  AffectedService,
  Incident,
  IncidentSummary,
  IncidentUpdate,
  incidentInput,
} from "@fanal/contract";
import { derivedImpact, type IncidentStatus, isOpen } from "@fanal/domain";
import type { QueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { asTyped } from "../../lib/as-typed.ts";
import { type IncidentTab, incidentPages, incidentQuery, tabOf } from "./queries.ts";

export type IncidentInput = z.input<typeof incidentInput>;

/** Changes the incident that its view shows. */
export function changeIncident(
  cache: QueryClient,
  { organization, incidentId }: { organization: string; incidentId: string },
  edit: (incident: Incident) => Incident,
): void {
  const { queryKey } = incidentQuery(organization, incidentId);
  cache.setQueryData<Incident>(queryKey, (incident) => (incident === undefined ? undefined : edit(incident)));
}

/** Takes an incident out of the list in which it stands. */
export function removeFromList(cache: QueryClient, organization: string, incident: Incident): void {
  changeList(cache, organization, tabOf(incident), (incidents) =>
    incidents.filter(({ id }) => id !== incident.id),
  );
}

/** Puts an incident into its list: on the first page, by its start. */
export function addToList(cache: QueryClient, organization: string, incident: IncidentSummary): void {
  const startOf = ({ startedAt }: IncidentSummary) => Date.parse(startedAt);
  changeList(cache, organization, tabOf(incident), (incidents, page) =>
    page > 0 ? incidents : [...incidents, incident].toSorted((a, b) => startOf(b) - startOf(a)),
  );
}

function changeList(
  cache: QueryClient,
  organization: string,
  tab: IncidentTab,
  edit: (incidents: IncidentSummary[], page: number) => IncidentSummary[],
): void {
  cache.setQueryData(incidentPages(organization, tab).queryKey, (list) =>
    list === undefined
      ? undefined
      : { ...list, pages: list.pages.map((page, number) => ({ ...page, items: edit(page.items, number) })) },
  );
}

/** An incident as lists have it. */
export function summaryOf({ updates, postmortem: _, ...rest }: Incident): IncidentSummary | null {
  const [latestUpdate] = updates;
  return latestUpdate === undefined ? null : { ...rest, latestUpdate };
}

/** What the server will say of a new incident, as far as it is known before. */
export function beingDeclared(input: IncidentInput): IncidentSummary {
  const { title, status = "investigating", impact = null, services = [] } = input;
  const now = new Date();
  const at = now.toISOString();
  return {
    id: crypto.randomUUID(),
    title,
    isDraft: input.isDraft ?? false,
    isBackfilled: input.resolvedAt !== undefined,
    status,
    impact: impact ?? derivedImpact(services),
    impactOverride: impact,
    services,
    startedAt: input.startedAt ?? at,
    startsWhenPublished: input.isDraft === true && input.startedAt === undefined,
    resolvedAt: input.resolvedAt ?? (isOpen(status) ? null : at),
    nextUpdateAt: input.nextUpdateAt ?? null,
    latestUpdate: beingPosted({ ...input, status }, now),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/** What the server will say of a new update, as far as it is known before. */
export function beingPosted(
  input: { status: IncidentStatus; message: string; services?: AffectedService[] | undefined },
  at: Date,
): IncidentUpdate {
  return {
    id: crypto.randomUUID(),
    status: input.status,
    message: input.message,
    messageHtml: asTyped(input.message),
    services: input.services ?? [],
    author: { id: null, name: "You" },
    createdAt: at.toISOString(),
    editedAt: null,
  };
}
