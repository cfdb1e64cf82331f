import type { Maintenance, MaintenanceSummary, MaintenanceUpdate, maintenanceInput } from "@fanal/contract";
import {
  applyMaintenanceUpdate,
  isActive,
  isOver,
  isRefusal,
  type MaintenanceStatus,
  momentOf,
  scheduleMaintenance,
  windowOf,
  worst,
} from "@fanal/domain";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import type { z } from "zod";
import { useSayPublic } from "../../components/telling/use-say-public.tsx";
import { api, query } from "../../lib/api.ts";
import { asTyped } from "../../lib/as-typed.ts";
import { floorOf } from "../../lib/service-floor.ts";
import { offerUndo } from "../../lib/undo.ts";
import { useWrite } from "../../lib/use-write.ts";
import { maintenancePages, maintenanceQuery } from "./queries.ts";
import { stateOf, withState } from "./state.ts";

/** A maintenance changes what its services are, too. */
const touches = [query.maintenances.key(), query.services.key()] as const;

type UpdateInput = Parameters<typeof api.maintenances.update>[0];
/** Of what repeats: this one, or this and all that follow. */
export type OccurrenceScope = NonNullable<UpdateInput["scope"]>;

interface InOrganization {
  organization: string;
}
type One = InOrganization & { maintenanceId: string };

export function useScheduleMaintenance(
  onFailure: (error: unknown) => void,
  onScheduled: (maintenance: Maintenance) => void,
) {
  const cache = useQueryClient();
  return useWrite<InOrganization & z.input<typeof maintenanceInput>, Maintenance>({
    send: api.maintenances.create,
    touches,
    failed: () => "The maintenance was not scheduled.",
    apply: (cache, { organization, ...input }) => {
      const begun = beingScheduled(input);
      if (begun !== null) place(cache, organization, begun);
    },
    onFailure,
    done: (maintenance, { organization }) => {
      // Its view opens with what is known, without asking.
      cache.setQueryData(maintenanceQuery(organization, maintenance.id).queryKey, maintenance);
      onScheduled(maintenance);
    },
  });
}

/** @param saidOfTelling what is said of who is told, when the update is there */
export function usePostUpdate(
  saidOfTelling: () => string,
  onFailure: (error: unknown) => void,
  onPosted: () => void,
) {
  const sayPublic = useSayPublic();
  return useWrite<Parameters<typeof api.maintenances.postUpdate>[0], Maintenance>({
    send: api.maintenances.postUpdate,
    touches,
    failed: () => "Could not post the update.",
    apply: (cache, input) =>
      change(cache, input, (maintenance) => {
        const at = new Date();
        const next = applyMaintenanceUpdate(stateOf(maintenance), input.status, at);
        // What is refused is the server's to say.
        if (isRefusal(next)) return maintenance;
        const update = beingPosted(input, at);
        return { ...withState(maintenance, next), updates: [update, ...maintenance.updates] };
      }),
    onFailure,
    done: (maintenance, { status }, position) => {
      const { id, title, serviceIds } = maintenance;
      const became = postedWords[status];
      const words =
        became === undefined
          ? { posted: "Update posted.", live: "Update live on" }
          : { posted: `${title} ${became}.` };
      const told = saidOfTelling();
      void sayPublic({ ...words, told, path: `/maintenances/${id}`, serviceIds, position });
      onPosted();
    },
  });
}

const postedWords: Partial<Record<MaintenanceStatus, string>> = {
  in_progress: "is in progress",
  completed: "completed",
  canceled: "canceled",
};

interface UpdateOptions {
  onFailure?: (error: unknown, input: UpdateInput) => void;
  onSaved?: (maintenance: Maintenance) => void;
}

export function useUpdateMaintenance({ onFailure, onSaved }: UpdateOptions = {}) {
  return useWrite<UpdateInput, Maintenance>({
    send: api.maintenances.update,
    touches,
    failed: () => "The maintenance was not changed.",
    apply: (cache, input) =>
      change(cache, input, (maintenance) => {
        const window = {
          localStart: input.localStart ?? maintenance.localStart,
          localEnd: input.localEnd ?? maintenance.localEnd,
          timeZone: input.timeZone ?? maintenance.timeZone,
        };
        return {
          ...maintenance,
          ...window,
          title: input.title ?? maintenance.title,
          serviceIds: input.serviceIds ?? maintenance.serviceIds,
          startsAt: momentOf(window.localStart, window.timeZone).toISOString(),
          endsAt: momentOf(window.localEnd, window.timeZone).toISOString(),
          startsAutomatically: input.startsAutomatically ?? maintenance.startsAutomatically,
          finishesAutomatically: input.finishesAutomatically ?? maintenance.finishesAutomatically,
          notifiesAutomatically: input.notifiesAutomatically ?? maintenance.notifiesAutomatically,
        };
      }),
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(onSaved === undefined ? {} : { done: onSaved }),
  });
}

export function useEditUpdate() {
  return useWrite<Parameters<typeof api.maintenances.editUpdate>[0], Maintenance>({
    send: api.maintenances.editUpdate,
    touches,
    failed: () => "The update keeps its text.",
    apply: (cache, input) =>
      change(cache, input, (maintenance) => ({
        ...maintenance,
        updates: maintenance.updates.map((update) =>
          update.id === input.updateId
            ? {
                ...update,
                message: input.message,
                messageHtml: asTyped(input.message),
                editedAt: new Date().toISOString(),
              }
            : update,
        ),
      })),
    done: () => void toast.success("Update corrected."),
  });
}

type OneUpdate = One & { update: MaintenanceUpdate; version?: number | undefined };

/** Takes an update out of the story, and offers to bring it back. */
export function useDeleteUpdate() {
  const restore = useWrite<OneUpdate, Maintenance>({
    send: ({ organization, maintenanceId, update, version }, options) =>
      api.maintenances.restoreUpdate({ organization, maintenanceId, updateId: update.id, version }, options),
    touches,
    failed: () => "The update was not restored.",
    apply: (cache, input) =>
      change(cache, input, (maintenance) => ({
        ...maintenance,
        updates: [...maintenance.updates, input.update].toSorted(
          (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt),
        ),
      })),
  });
  return useWrite<OneUpdate, void>({
    send: ({ organization, maintenanceId, update, version }) =>
      api.maintenances.deleteUpdate({ organization, maintenanceId, updateId: update.id, version }),
    touches,
    failed: () => "The update was not deleted.",
    apply: (cache, input) =>
      change(cache, input, (maintenance) => ({
        ...maintenance,
        updates: maintenance.updates.filter(({ id }) => id !== input.update.id),
      })),
    done: (_, { version: _read, ...input }) =>
      // On top of whatever was posted meanwhile: it takes nothing away from that.
      offerUndo("Update deleted.", () => restore.run(input)),
  });
}

type OneMaintenance = InOrganization & {
  maintenance: Maintenance;
  scope: OccurrenceScope;
  version?: number | undefined;
};

/** Deletes at once, leads back to the list, and offers to take it back. */
export function useDeleteMaintenance() {
  const navigate = useNavigate();
  const restore = useWrite<OneMaintenance, Maintenance>({
    send: ({ organization, maintenance, version }, options) =>
      api.maintenances.restore({ organization, maintenanceId: maintenance.id, version }, options),
    touches,
    failed: () => "The maintenance was not restored.",
    apply: (cache, { organization, maintenance, version = maintenance.version }) =>
      place(cache, organization, { ...summaryOf(maintenance), version: version + 1 }),
    done: (maintenance, { organization }) =>
      void navigate({
        to: "/app/$organization/maintenances/$maintenanceId",
        params: { organization, maintenanceId: maintenance.id },
      }),
  });
  return useWrite<OneMaintenance, void>({
    send: ({ organization, maintenance, scope, version }) =>
      api.maintenances.delete({ organization, maintenanceId: maintenance.id, scope, version }),
    touches,
    failed: ({ maintenance }) => `${maintenance.title} was not deleted.`,
    apply: (cache, { organization, maintenance, scope }) => {
      for (const tab of ["open", "over"] as const)
        changeList(cache, organization, tab, (listed) =>
          listed.filter((one) => !isDeletedWith(one, maintenance, scope)),
        );
      reflectInServices(cache, organization, { ...maintenance, status: "canceled" });
      void navigate({ to: "/app/$organization/maintenances", params: { organization } });
    },
    done: (_, { organization, maintenance, scope, version }) => {
      // What ends for good is not taken back by halves.
      if (scope === "following") return void toast(`${maintenance.title} no longer repeats.`);
      const after = version === undefined ? undefined : version + 1;
      offerUndo(`${maintenance.title} deleted.`, () =>
        restore.run({ organization, maintenance, scope, version: after }),
      );
    },
  });
}

function isDeletedWith(one: MaintenanceSummary, deleted: Maintenance, scope: OccurrenceScope): boolean {
  if (one.id === deleted.id) return true;
  const isSibling = one.series !== null && one.series.id === deleted.series?.id;
  return scope === "following" && isSibling && Date.parse(one.startsAt) > Date.parse(deleted.startsAt);
}

/** Changes a maintenance everywhere it is shown, with the version that it will have. */
function change(
  cache: QueryClient,
  { organization, maintenanceId }: One,
  edit: (now: Maintenance) => Maintenance,
) {
  const { queryKey } = maintenanceQuery(organization, maintenanceId);
  const before = cache.getQueryData(queryKey);
  if (before === undefined) return;
  const after = { ...edit(before), version: before.version + 1 };
  cache.setQueryData(queryKey, after);
  place(cache, organization, summaryOf(after));
  reflectInServices(cache, organization, after);
}

function changeList(
  cache: QueryClient,
  organization: string,
  tab: "open" | "over",
  edit: (listed: MaintenanceSummary[], page: number) => MaintenanceSummary[],
): void {
  cache.setQueryData(maintenancePages(organization, tab).queryKey, (list) =>
    list === undefined
      ? undefined
      : { ...list, pages: list.pages.map((page, number) => ({ ...page, items: edit(page.items, number) })) },
  );
}

/** Puts a maintenance into the list in which it belongs, by its start, and takes it out of the other. */
function place(cache: QueryClient, organization: string, placed: MaintenanceSummary): void {
  const startOf = ({ startsAt }: MaintenanceSummary) => Date.parse(startsAt);
  const without = (listed: MaintenanceSummary[]) => listed.filter(({ id }) => id !== placed.id);
  const [tab, other, sign] = isOver(placed.status)
    ? (["over", "open", -1] as const)
    : (["open", "over", 1] as const);
  changeList(cache, organization, other, without);
  changeList(cache, organization, tab, (listed, page) =>
    page > 0
      ? without(listed)
      : [...without(listed), placed].toSorted((a, b) => sign * (startOf(a) - startOf(b))),
  );
}

/** What its services are with it, as far as that is known here. */
function reflectInServices(cache: QueryClient, organization: string, maintenance: Maintenance): void {
  const { id, status, serviceIds } = maintenance;
  cache.setQueryData(query.services.list.queryKey({ input: { organization } }), (services) =>
    services?.map((service) => {
      const isAffected = isActive(status) && serviceIds.includes(service.id);
      if (isAffected === service.activeMaintenanceIds.includes(id)) return service;
      const others = service.activeMaintenanceIds.filter((one) => one !== id);
      const active = isAffected ? [...others, id] : others;
      const after = { ...service, activeMaintenanceIds: active };
      return { ...after, status: worst([service.manualStatus, floorOf(after)]) };
    }),
  );
}

function summaryOf({ updates, rruleFromHere: _, ...rest }: Maintenance): MaintenanceSummary {
  return { ...rest, latestUpdate: updates[0] ?? null };
}

/** What the server will say of a new maintenance, as far as it is known before; `null` for what it will refuse. */
function beingScheduled(input: z.input<typeof maintenanceInput>): MaintenanceSummary | null {
  const { title, message, serviceIds = [], localStart, localEnd, timeZone, recordsPast = false } = input;
  const { startsAutomatically = true, finishesAutomatically = true, notifiesAutomatically = true } = input;
  const now = new Date();
  const window = windowOf({ localStart, localEnd, timeZone });
  if (isRefusal(window)) return null;
  const planned = { ...window, startsAutomatically, finishesAutomatically, recordsPast };
  const state = scheduleMaintenance(planned, now);
  if (isRefusal(state)) return null;
  const at = now.toISOString();
  const begun: MaintenanceSummary = {
    id: crypto.randomUUID(),
    title,
    serviceIds,
    localStart,
    localEnd,
    timeZone,
    status: state.status,
    startsAt: at,
    endsAt: at,
    startedAt: null,
    finishedAt: null,
    startsAutomatically,
    finishesAutomatically,
    notifiesAutomatically,
    series: null,
    latestUpdate: beingPosted({ status: state.status, message }, now),
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
  return withState(begun, state);
}

function beingPosted(input: { status: MaintenanceStatus; message: string }, at: Date): MaintenanceUpdate {
  return {
    id: crypto.randomUUID(),
    status: input.status,
    message: input.message,
    messageHtml: asTyped(input.message),
    author: { id: null, name: "You" },
    createdAt: at.toISOString(),
    editedAt: null,
  };
}
