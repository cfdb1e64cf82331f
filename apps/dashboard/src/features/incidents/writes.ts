import type { Incident, incidentInput, incidentUpdateInput } from "@fanal/contract";
import { applyUpdate, isOpen, worst } from "@fanal/domain";
import type { QueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import type { z } from "zod";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";
import { incidentPages, incidentQuery } from "./queries.ts";

/** An incident changes what its services are, too. */
const touches = [query.incidents.key(), query.services.key()];

interface InOrganization {
  organization: string;
}
type One = InOrganization & { incidentId: string };

export function useDeclareIncident(
  onFailure: (error: unknown) => void,
  onDeclared: (incident: Incident) => void,
) {
  return useWrite<InOrganization & z.input<typeof incidentInput>, Incident>({
    send: api.incidents.create,
    touches,
    failed: () => "The incident was not declared.",
    apply: (cache, { organization, services: affected = [] }) =>
      cache.setQueryData(query.services.list.queryKey({ input: { organization } }), (services) =>
        services?.map((service) => {
          const hit = affected.find(({ serviceId }) => serviceId === service.id);
          return hit === undefined ? service : { ...service, status: worst([service.status, hit.status]) };
        }),
      ),
    onFailure,
    done: onDeclared,
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
        const { status, services, resolvedAt } = applyUpdate(
          { ...incident, startedAt: new Date(incident.startedAt), resolvedAt: dateOf(incident.resolvedAt) },
          input,
          at,
        );
        const update = {
          id: "posting",
          status,
          message: input.message,
          messageHtml: escapeHtml(input.message),
          services: input.services ?? [],
          author: { id: null, name: "You" },
          createdAt: at.toISOString(),
        };
        const resolved = resolvedAt?.toISOString() ?? null;
        return {
          ...incident,
          status,
          services: [...services],
          resolvedAt: resolved,
          updates: [update, ...incident.updates],
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
      })),
  });
}

/** Deletes at once, leads back to the list, and offers to take it back. */
export function useDeleteIncident() {
  const navigate = useNavigate();
  const restore = useWrite<One, Incident>({
    send: api.incidents.restore,
    touches,
    failed: () => "The incident was not restored.",
    done: (incident, { organization }) =>
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization, incidentId: incident.id },
      }),
  });
  return useWrite<One & { title: string }, void>({
    send: ({ organization, incidentId }) => api.incidents.delete({ organization, incidentId }),
    touches,
    failed: ({ title }) => `${title} was not deleted.`,
    apply: (cache, { organization, incidentId }) => {
      for (const tab of ["open", "resolved"] as const) {
        cache.setQueryData(incidentPages(organization, tab).queryKey, (list) =>
          list === undefined
            ? undefined
            : {
                ...list,
                pages: list.pages.map((page) => ({
                  ...page,
                  items: page.items.filter(({ id }) => id !== incidentId),
                })),
              },
        );
      }
      void navigate({ to: "/app/$organization/incidents", params: { organization } });
    },
    done: (_, { organization, incidentId, title }) => {
      toast(`${title} deleted.`, {
        duration: 8_000,
        action: { label: "Undo", onClick: () => restore.run({ organization, incidentId }) },
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

function dateOf(time: string | null): Date | null {
  return time === null ? null : new Date(time);
}

/** Until the server has rendered it, a message is shown as it was typed. */
function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return `<p>${text.replace(/[&<>]/g, (character) => entities[character] ?? character).replaceAll("\n", "<br>")}</p>`;
}
