import type { Incident, IncidentUpdate, incidentUpdateInput } from "@fanal/contract";
import { applyUpdate, type IncidentState, impactOf, isOpen, worst } from "@fanal/domain";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import type { z } from "zod";
import { useSayPublic } from "../../components/telling/use-say-public.tsx";
import type { TellingChoice } from "../../components/telling/use-telling.ts";
import { api, query } from "../../lib/api.ts";
import { asTyped } from "../../lib/as-typed.ts";
import { dropDraft } from "../../lib/drafts.ts";
import { codeOf } from "../../lib/errors.ts";
import { offerUndo } from "../../lib/undo.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { useWrite } from "../../lib/use-write.ts";
import {
  addToList,
  beingDeclared,
  beingPosted,
  changeIncident,
  type IncidentInput,
  removeFromList,
  summaryOf,
} from "./cached.ts";
import { draftKeyOf } from "./draft.ts";
import { hold } from "./held/held-writes.ts";
import { incidentQuery } from "./queries.ts";

/** An incident changes what its services are, too. */
export const touches = [query.incidents.key(), query.services.key()] as const;

interface InOrganization {
  organization: string;
}
type One = InOrganization & { incidentId: string };

interface DeclareCallbacks {
  onFailure: (error: unknown) => void;
  onDeclared: (incident: Incident, position: number | null) => void;
  /** The server did not answer: it is sent by itself when it does. */
  onHeld: () => void;
}

const heldWords = "Kept. It is sent by itself when the server answers.";

export function useDeclareIncident({ onFailure, onDeclared, onHeld }: DeclareCallbacks) {
  const cache = useQueryClient();
  return useWrite<InOrganization & IncidentInput, Incident>({
    send: api.incidents.create,
    touches,
    failed: () => "The incident was not declared.",
    apply: (cache, { organization, ...input }) => {
      const declared = beingDeclared(input);
      addToList(cache, organization, declared);
      if (declared.isDraft || declared.resolvedAt !== null) return;
      cache.setQueryData(query.services.list.queryKey({ input: { organization } }), (services) =>
        services?.map((service) => {
          const hit = declared.services.find(({ serviceId }) => serviceId === service.id);
          return hit === undefined ? service : { ...service, status: worst([service.status, hit.status]) };
        }),
      );
    },
    onFailure: (error, { organization, ...input }, id) => {
      if (codeOf(error) !== null) return onFailure(error);
      hold({ id, organization, title: input.title, write: { kind: "declare", input } });
      toast(heldWords);
      onHeld();
    },
    done: (incident, { organization }, position) => {
      // Its view opens with what is known, without asking.
      cache.setQueryData(incidentQuery(organization, incident.id).queryKey, incident);
      onDeclared(incident, position);
    },
  });
}

/** @param saidOfTelling what is said of who is told, when the update is there */
export function usePostUpdate(
  saidOfTelling: () => string,
  onFailure: (error: unknown) => void,
  onPosted: () => void,
) {
  const cache = useQueryClient();
  const sayPublic = useSayPublic();
  return useWrite<One & z.input<typeof incidentUpdateInput>, Incident>({
    send: api.incidents.postUpdate,
    touches,
    failed: () => "Could not post the update.",
    apply: (cache, input) =>
      changeIncident(cache, input, (incident) => {
        const at = new Date();
        if (input.saidAt !== undefined)
          return withUpdate(incident, beingPosted(input, new Date(input.saidAt)));
        const after = applyUpdate(
          stateOf(incident),
          { ...input, nextUpdateAt: dateOf(input.nextUpdateAt) },
          at,
        );
        // What the server will refuse is not shown.
        if ("refusal" in after) return incident;
        const { status, services, impactOverride, resolvedAt, nextUpdateAt } = after;
        return {
          ...incident,
          status,
          services: [...services],
          impactOverride,
          impact: impactOf(after),
          resolvedAt: resolvedAt?.toISOString() ?? null,
          nextUpdateAt: nextUpdateAt?.toISOString() ?? null,
          updates: [beingPosted({ ...input, status }, at), ...incident.updates],
          version: incident.version + 1,
        };
      }),
    onFailure: (error, { organization, incidentId, ...input }, id) => {
      if (codeOf(error) !== null) return onFailure(error);
      const title =
        cache.getQueryData(incidentQuery(organization, incidentId).queryKey)?.title ?? "an incident";
      hold({ id, organization, title, write: { kind: "update", incidentId, input } });
      toast(heldWords);
    },
    done: (incident, { saidAt }, position) => {
      if (saidAt !== undefined) toast.success("Update added. Nobody was told.");
      else {
        const words = isOpen(incident.status)
          ? { posted: "Update posted.", live: "Update live on" }
          : { posted: `${incident.title} resolved.` };
        void sayPublic({ ...words, told: saidOfTelling(), ...whereOf(incident), position });
      }
      onPosted();
    },
  });
}

/** Where visitors read of it. */
export function whereOf({ id, services }: Incident) {
  return { path: `/incidents/${id}`, serviceIds: services.map(({ serviceId }) => serviceId) };
}

/** What was said back then, or comes back, takes its place in the story. */
function withUpdate(incident: Incident, update: IncidentUpdate): Incident {
  return {
    ...incident,
    updates: [...incident.updates, update].toSorted(
      (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt),
    ),
    version: incident.version + 1,
  };
}

export function useUpdateIncident() {
  return useWrite<Parameters<typeof api.incidents.update>[0], Incident>({
    send: api.incidents.update,
    touches,
    failed: () => "The incident was not changed.",
    apply: (cache, input) =>
      changeIncident(cache, input, (incident) => {
        const { services = incident.services, message } = input;
        const impactOverride = input.impact === undefined ? incident.impactOverride : input.impact;
        return {
          ...incident,
          title: input.title ?? incident.title,
          status: input.status ?? incident.status,
          services,
          startedAt: input.startedAt ?? incident.startedAt,
          startsWhenPublished:
            input.startedAt === undefined ? incident.startsWhenPublished : input.startedAt === null,
          resolvedAt: input.resolvedAt ?? incident.resolvedAt,
          nextUpdateAt: input.nextUpdateAt === undefined ? incident.nextUpdateAt : input.nextUpdateAt,
          impactOverride,
          impact: impactOf({ impactOverride, services }),
          updates:
            message === undefined
              ? incident.updates
              : incident.updates.map((update) => ({ ...update, message, messageHtml: asTyped(message) })),
          version: incident.version + 1,
        };
      }),
  });
}

interface Publishing extends InOrganization, TellingChoice {
  incident: Incident;
  version: number | undefined;
  /** What is said of who is told, when it is public. */
  saidOfTelling: string;
}

/** Makes a draft public, and tells of it unless it records what is over. */
export function usePublishDraft() {
  const sayPublic = useSayPublic();
  return useWrite<Publishing, Incident>({
    send: ({ organization, incident, version, notify, holdMinutes }, options) =>
      api.incidents.publish({ organization, incidentId: incident.id, version, notify, holdMinutes }, options),
    touches,
    failed: ({ incident }) => `${incident.title} was not published. It is still a draft.`,
    apply: (cache, { organization, incident }) => {
      removeFromList(cache, organization, incident);
      changeIncident(cache, { organization, incidentId: incident.id }, (one) => ({
        ...one,
        isDraft: false,
        version: one.version + 1,
      }));
      const summary = summaryOf({ ...incident, isDraft: false });
      if (summary !== null) addToList(cache, organization, summary);
    },
    done: (incident, { saidOfTelling }, position) => {
      dropDraft(draftKeyOf(incident.id));
      const posted = `${incident.title} published.`;
      void sayPublic({ posted, told: saidOfTelling, ...whereOf(incident), position });
    },
  });
}

type OneIncident = InOrganization & { incident: Incident; version?: number | undefined };

/** Deletes at once, leads back to the list, and offers to take it back to those who may. A draft is discarded. */
export function useDeleteIncident() {
  const navigate = useNavigate();
  const { can } = useOrganization();
  const restore = useWrite<OneIncident, Incident>({
    send: ({ organization, incident, version }, options) =>
      api.incidents.restore({ organization, incidentId: incident.id, version }, options),
    touches,
    failed: ({ incident }) => `The ${incident.isDraft ? "draft" : "incident"} was not restored.`,
    apply: (cache, { organization, incident, version = incident.version }) => {
      const summary = summaryOf({ ...incident, version: version + 1 });
      if (summary !== null) addToList(cache, organization, summary);
    },
    done: (incident, { organization }) =>
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization, incidentId: incident.id },
      }),
  });
  return useWrite<OneIncident, void>({
    send: ({ organization, incident, version }) =>
      incident.isDraft
        ? api.incidents.discard({ organization, draftId: incident.id, version })
        : api.incidents.delete({ organization, incidentId: incident.id, version }),
    touches,
    failed: ({ incident }) => `${incident.title} was not ${incident.isDraft ? "discarded" : "deleted"}.`,
    apply: (cache, { organization, incident }) => {
      removeFromList(cache, organization, incident);
      void navigate({
        to: "/app/$organization/incidents",
        params: { organization },
        search: incident.isDraft ? { tab: "draft" } : {},
      });
    },
    done: (_, { organization, incident, version }) => {
      const after = version === undefined ? undefined : version + 1;
      const sentence = `${incident.title} ${incident.isDraft ? "discarded" : "deleted"}.`;
      if (can("incident.delete"))
        offerUndo(sentence, () => restore.run({ organization, incident, version: after }));
      else toast(sentence);
    },
  });
}

/** Corrects the text of an update; the log keeps what it was. */
export function useEditUpdate() {
  return useWrite<Parameters<typeof api.incidents.editUpdate>[0], Incident>({
    send: api.incidents.editUpdate,
    touches,
    failed: () => "The update was not changed.",
    apply: (cache, input) =>
      changeIncident(cache, input, (incident) => ({
        ...incident,
        updates: incident.updates.map((update) =>
          update.id === input.updateId
            ? {
                ...update,
                message: input.message,
                messageHtml: asTyped(input.message),
                editedAt: new Date().toISOString(),
              }
            : update,
        ),
        version: incident.version + 1,
      })),
    done: () => toast.success("Update changed."),
  });
}

type OneUpdate = One & { update: IncidentUpdate; version?: number | undefined };

/** Takes an update out of the story, and offers to bring it back. */
export function useDeleteUpdate() {
  const restore = useWrite<OneUpdate, Incident>({
    send: ({ organization, incidentId, update, version }, options) =>
      api.incidents.restoreUpdate({ organization, incidentId, updateId: update.id, version }, options),
    touches,
    failed: () => "The update was not restored.",
    apply: (cache, input) => changeIncident(cache, input, (incident) => withUpdate(incident, input.update)),
  });
  return useWrite<OneUpdate, void>({
    send: ({ organization, incidentId, update, version }) =>
      api.incidents.deleteUpdate({ organization, incidentId, updateId: update.id, version }),
    touches,
    failed: () => "The update was not deleted.",
    apply: (cache, input) =>
      changeIncident(cache, input, (incident) => ({
        ...incident,
        updates: incident.updates.filter(({ id }) => id !== input.update.id),
        version: incident.version + 1,
      })),
    done: (_, { version: _read, ...input }) =>
      // On top of whatever was posted meanwhile: it takes nothing away from that.
      offerUndo("Update deleted.", () => restore.run(input)),
  });
}

/** An incident as the rules of the domain see it. */
function stateOf(incident: Incident): IncidentState {
  return {
    ...incident,
    startedAt: new Date(incident.startedAt),
    resolvedAt: dateOf(incident.resolvedAt),
    nextUpdateAt: dateOf(incident.nextUpdateAt),
  };
}

function dateOf(time: string | null | undefined): Date | null {
  return time == null ? null : new Date(time);
}
