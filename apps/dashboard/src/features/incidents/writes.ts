import type {
  AffectedService,
  Incident,
  IncidentSummary,
  IncidentUpdate,
  incidentInput,
  incidentUpdateInput,
} from "@fanal/contract";
import {
  applyUpdate,
  derivedImpact,
  type IncidentStatus,
  impactOf,
  isOpen,
  isRefusal,
  worst,
} from "@fanal/domain";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { asTyped } from "../../lib/as-typed.ts";
import { useWrite } from "../../lib/use-write.ts";
import { incidentPages, incidentQuery } from "./queries.ts";

/** An incident changes what its services are, too. */
const touches = [query.incidents.key(), query.services.key()] as const;

interface InOrganization {
  organization: string;
}
type One = InOrganization & { incidentId: string };

export function useDeclareIncident(
  onFailure: (error: unknown) => void,
  onDeclared: (incident: Incident) => void,
) {
  const cache = useQueryClient();
  return useWrite<InOrganization & z.input<typeof incidentInput>, Incident>({
    send: api.incidents.create,
    touches,
    failed: () => "The incident was not declared.",
    apply: (cache, { organization, ...input }) => {
      addToList(cache, organization, beingDeclared(input));
      const affected = input.services ?? [];
      cache.setQueryData(query.services.list.queryKey({ input: { organization } }), (services) =>
        services?.map((service) => {
          const hit = affected.find(({ serviceId }) => serviceId === service.id);
          return hit === undefined ? service : { ...service, status: worst([service.status, hit.status]) };
        }),
      );
    },
    onFailure,
    done: (incident, { organization }) => {
      // Its view opens with what is known, without asking.
      cache.setQueryData(incidentQuery(organization, incident.id).queryKey, incident);
      onDeclared(incident);
    },
  });
}

export function usePostUpdate(onFailure: (error: unknown) => void, onPosted: () => void) {
  return useWrite<One & z.input<typeof incidentUpdateInput>, Incident>({
    send: api.incidents.postUpdate,
    touches,
    failed: () => "Could not post the update.",
    apply: (cache, input) =>
      change(cache, input, (incident) => {
        const at = new Date();
        const next = applyUpdate(
          {
            ...incident,
            startedAt: new Date(incident.startedAt),
            resolvedAt: dateOf(incident.resolvedAt),
            nextUpdateAt: dateOf(incident.nextUpdateAt),
          },
          { ...input, nextUpdateAt: dateOf(input.nextUpdateAt ?? null) },
          at,
        );
        if (isRefusal(next)) return incident;
        const { status, services, resolvedAt, nextUpdateAt, impactOverride } = next;
        const update = beingPosted({ ...input, status }, at);
        const resolved = resolvedAt?.toISOString() ?? null;
        return {
          ...incident,
          status,
          services: [...services],
          resolvedAt: resolved,
          nextUpdateAt: nextUpdateAt?.toISOString() ?? null,
          impactOverride,
          impact: impactOf(next),
          updates: [update, ...incident.updates],
          version: incident.version + 1,
        };
      }),
    onFailure,
    done: (incident) => {
      toast.success(isOpen(incident.status) ? "Update posted." : `${incident.title} resolved.`);
      onPosted();
    },
  });
}

export function useUpdateIncident() {
  return useWrite<Parameters<typeof api.incidents.update>[0], Incident>({
    send: api.incidents.update,
    touches,
    failed: () => "The incident was not changed.",
    apply: (cache, input) =>
      change(cache, input, (incident) => ({
        ...incident,
        title: input.title ?? incident.title,
        services: input.services ?? incident.services,
        startedAt: input.startedAt ?? incident.startedAt,
        impactOverride: input.impact === undefined ? incident.impactOverride : input.impact,
        impact: input.impact ?? incident.impact,
        version: incident.version + 1,
      })),
  });
}

type OneIncident = InOrganization & { incident: Incident; version?: number | undefined };

/** Deletes at once, leads back to the list, and offers to take it back. */
export function useDeleteIncident() {
  const navigate = useNavigate();
  const restore = useWrite<OneIncident, Incident>({
    send: ({ organization, incident, version }, options) =>
      api.incidents.restore({ organization, incidentId: incident.id, version }, options),
    touches,
    failed: () => "The incident was not restored.",
    apply: (cache, { organization, incident, version = incident.version }) => {
      const { updates, postmortem: _, ...rest } = incident;
      const [latestUpdate] = updates;
      if (latestUpdate === undefined) return;
      addToList(cache, organization, { ...rest, latestUpdate, version: version + 1 });
    },
    done: (incident, { organization }) =>
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization, incidentId: incident.id },
      }),
  });
  return useWrite<OneIncident, void>({
    send: ({ organization, incident, version }) =>
      api.incidents.delete({ organization, incidentId: incident.id, version }),
    touches,
    failed: ({ incident }) => `${incident.title} was not deleted.`,
    apply: (cache, { organization, incident }) => {
      changeList(cache, organization, incident.status, (incidents) =>
        incidents.filter(({ id }) => id !== incident.id),
      );
      void navigate({ to: "/app/$organization/incidents", params: { organization } });
    },
    done: (_, { organization, incident, version }) => {
      const after = version === undefined ? undefined : version + 1;
      toast(`${incident.title} deleted.`, {
        duration: 8_000,
        action: {
          label: "Undo",
          onClick: () => restore.run({ organization, incident, version: after }),
        },
      });
    },
  });
}

function change(
  cache: QueryClient,
  { organization, incidentId }: One,
  edit: (incident: Incident) => Incident,
): void {
  const { queryKey } = incidentQuery(organization, incidentId);
  cache.setQueryData<Incident>(queryKey, (incident) => (incident === undefined ? undefined : edit(incident)));
}

/** Changes each page of the list in which an incident of this state stands. */
function changeList(
  cache: QueryClient,
  organization: string,
  status: IncidentStatus,
  edit: (incidents: IncidentSummary[], page: number) => IncidentSummary[],
): void {
  cache.setQueryData(incidentPages(organization, isOpen(status) ? "open" : "resolved").queryKey, (list) =>
    list === undefined
      ? undefined
      : { ...list, pages: list.pages.map((page, number) => ({ ...page, items: edit(page.items, number) })) },
  );
}

/** Puts an incident into its list: on the first page, by its start. */
function addToList(cache: QueryClient, organization: string, incident: IncidentSummary): void {
  const startOf = ({ startedAt }: IncidentSummary) => Date.parse(startedAt);
  changeList(cache, organization, incident.status, (incidents, page) =>
    page > 0 ? incidents : [...incidents, incident].toSorted((a, b) => startOf(b) - startOf(a)),
  );
}

/** What the server will say of a new incident, as far as it is known before. */
function beingDeclared(input: z.input<typeof incidentInput>): IncidentSummary {
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

function beingPosted(
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

function dateOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}
