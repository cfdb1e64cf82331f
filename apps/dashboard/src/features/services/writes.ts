import type { Service, ServiceGroup } from "@fanal/contract";
import { type ServiceStatus, serviceStatusLabels, worst } from "@fanal/domain";
import type { QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { floorOf } from "../../lib/service-floor.ts";
import { offerUndo } from "../../lib/undo.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.services.key(), query.serviceGroups.key()] as const;

interface InOrganization {
  organization: string;
}

export function servicesQuery(organization: string) {
  return query.services.list.queryOptions({ input: { organization } });
}

export function groupsQuery(organization: string) {
  return query.serviceGroups.list.queryOptions({ input: { organization } });
}

/** Sets a status by hand and offers to take it back. */
export function useSetStatus() {
  type Input = Parameters<typeof api.services.setStatus>[0] & { name: string; before: ServiceStatus };
  const write = useWrite<Input, Service>({
    send: ({ name: _name, before: _before, ...input }) => api.services.setStatus(input),
    touches,
    failed: ({ name }) => `${name} keeps its status.`,
    apply: (cache, { organization, serviceId, status }) =>
      change(cache, organization, (services) =>
        services.map((service) => {
          return service.id === serviceId ? beingSet(service, status) : service;
        }),
      ),
    done: (service, { organization, name, before, status }) => {
      if (before === status) return;
      offerUndo(`${name} set to ${serviceStatusLabels[service.manualStatus].label}.`, () =>
        write.run({
          organization,
          serviceId: service.id,
          name,
          status: before,
          before,
          version: service.version,
        }),
      );
    },
  });
  return write;
}

interface StatusChanges extends InOrganization {
  changes: { service: Service; status: ServiceStatus }[];
  /** Whatever came between. */
  isAnyway?: boolean;
}

/** Sets the status of several services by hand, one after the other, and offers to take all of it back. */
export function useSetStatuses() {
  const write = useWrite<StatusChanges, Service[]>({
    send: async ({ organization, changes, isAnyway = false }) => {
      const set: Service[] = [];
      for (const { service, status } of changes) {
        const version = isAnyway ? undefined : service.version;
        set.push(await api.services.setStatus({ organization, serviceId: service.id, status, version }));
      }
      return set;
    },
    touches,
    failed: () => "Not all services were set.",
    apply: (cache, { organization, changes }) => {
      const statuses = new Map(changes.map(({ service, status }) => [service.id, status]));
      change(cache, organization, (services) =>
        services.map((service) => {
          const status = statuses.get(service.id);
          return status === undefined ? service : beingSet(service, status);
        }),
      );
    },
    anyway: (input) => ({ ...input, isAnyway: true }),
    done: (set, { organization, changes }) => {
      const [first] = set;
      if (first === undefined) return;
      const before = new Map(changes.map(({ service }) => [service.id, service.manualStatus]));
      const { label } = serviceStatusLabels[first.manualStatus];
      offerUndo(`${set.length} services set to ${label}.`, () =>
        write.run({
          organization,
          changes: set.map((service) => ({
            service,
            status: before.get(service.id) ?? service.manualStatus,
          })),
        }),
      );
    },
  });
  return write;
}

export function useCreateService(onFailure?: (error: unknown) => void, onCreated?: () => void) {
  return useWrite<Parameters<typeof api.services.create>[0], Service>({
    send: api.services.create,
    touches,
    failed: ({ name }) => `${name} was not created.`,
    apply: (
      cache,
      { organization, name, description = "", groupId = null, teamId = null, slaTarget = null },
      newId,
    ) =>
      change(cache, organization, (services) => [
        ...services,
        {
          ...beingCreated(newId, name),
          description,
          groupId,
          teamId,
          slaTarget,
          position: services.length,
          status: "operational",
          manualStatus: "operational",
          statusSince: new Date().toISOString(),
          openIncidentIds: [],
          activeMaintenanceIds: [],
          signals: [],
        },
      ]),
    made: (cache, service, { organization }, newId) =>
      change(cache, organization, (services) => services.map((one) => (one.id === newId ? service : one))),
    ...(onFailure === undefined ? {} : { onFailure }),
    done: () => onCreated?.(),
  });
}

export function useUpdateService(onFailure: (error: unknown) => void, onSaved: () => void) {
  return useWrite<Parameters<typeof api.services.update>[0], Service>({
    send: api.services.update,
    touches,
    failed: () => "The service was not changed.",
    apply: (cache, { organization, serviceId, name, description, groupId, teamId, slaTarget }) =>
      change(cache, organization, (services) =>
        services.map((service) =>
          service.id === serviceId
            ? {
                ...service,
                name: name ?? service.name,
                description: description ?? service.description,
                groupId: groupId === undefined ? service.groupId : groupId,
                teamId: teamId === undefined ? service.teamId : teamId,
                slaTarget: slaTarget === undefined ? service.slaTarget : slaTarget,
                version: service.version + 1,
              }
            : service,
        ),
      ),
    onFailure,
    done: onSaved,
  });
}

type OneService = InOrganization & { service: Service; version?: number | undefined };

/** Deletes at once and offers to take it back. */
export function useDeleteService() {
  const restore = useWrite<OneService, Service>({
    send: ({ organization, service, version }, options) =>
      api.services.restore({ organization, serviceId: service.id, version }, options),
    touches,
    failed: ({ service }) => `${service.name} was not restored.`,
    apply: (cache, { organization, service, version = service.version }) =>
      change(cache, organization, (services) => {
        const after = services.findIndex(({ position }) => position > service.position);
        const restored = { ...service, version: version + 1 };
        return services.toSpliced(after === -1 ? services.length : after, 0, restored);
      }),
  });
  return useWrite<OneService, void>({
    send: ({ organization, service, version }) =>
      api.services.delete({ organization, serviceId: service.id, version }),
    touches,
    failed: ({ service }) => `${service.name} was not deleted.`,
    apply: (cache, { organization, service }) =>
      change(cache, organization, (services) => services.filter(({ id }) => id !== service.id)),
    done: (_, { organization, service, version }) =>
      offerUndo(`${service.name} deleted.`, () =>
        restore.run({ organization, service, version: next(version) }),
      ),
  });
}

export function useReorder() {
  return useWrite<Parameters<typeof api.services.reorder>[0], Service[]>({
    send: (input) => api.services.reorder(input),
    touches,
    failed: () => "The order was not saved.",
    apply: (cache, { organization, services: order }) =>
      change(cache, organization, (services) => {
        const byId = new Map(services.map((service) => [service.id, service]));
        return order.flatMap(({ serviceId, groupId }, position) => {
          const service = byId.get(serviceId);
          if (service === undefined) return [];
          const isSame = service.position === position && service.groupId === groupId;
          return isSame ? [service] : [{ ...service, groupId, position, version: service.version + 1 }];
        });
      }),
    anyway: ({ organization, services }) => ({
      organization,
      services: services.map(({ serviceId, groupId }) => ({ serviceId, groupId })),
    }),
  });
}

export function useCreateGroup() {
  return useWrite<InOrganization & { name: string }, ServiceGroup>({
    send: api.serviceGroups.create,
    touches,
    failed: ({ name }) => `The group ${name} was not created.`,
    apply: (cache, { organization, name }, newId) =>
      cache.setQueryData<ServiceGroup[]>(groupsQuery(organization).queryKey, (groups) =>
        groups === undefined
          ? undefined
          : [...groups, { ...beingCreated(newId, name), position: groups.length }],
      ),
    made: (cache, group, { organization }, newId) =>
      cache.setQueryData<ServiceGroup[]>(groupsQuery(organization).queryKey, (groups) =>
        groups?.map((one) => (one.id === newId ? group : one)),
      ),
  });
}

export function useUpdateGroup() {
  return useWrite<Parameters<typeof api.serviceGroups.update>[0], ServiceGroup>({
    send: api.serviceGroups.update,
    touches,
    failed: () => "The group was not changed.",
    apply: (cache, { organization, groupId, name, position }) =>
      cache.setQueryData<ServiceGroup[]>(groupsQuery(organization).queryKey, (groups) => {
        const group = groups?.find((one) => one.id === groupId);
        if (groups === undefined || group === undefined) return groups;
        const changed = { ...group, name: name ?? group.name, version: group.version + 1 };
        if (position === undefined) return groups.map((one) => (one === group ? changed : one));
        const others = groups.filter((one) => one !== group);
        return others.toSpliced(position, 0, changed).map((one, place) => {
          if (one === changed || one.position === place) return { ...one, position: place };
          return { ...one, position: place, version: one.version + 1 };
        });
      }),
  });
}

export function useDeleteGroup() {
  return useWrite<InOrganization & { group: ServiceGroup; version?: number | undefined }, void>({
    send: ({ organization, group, version }) =>
      api.serviceGroups.delete({ organization, groupId: group.id, version }),
    touches,
    failed: ({ group }) => `The group ${group.name} was not deleted.`,
    apply: (cache, { organization, group }) => {
      cache.setQueryData<ServiceGroup[]>(groupsQuery(organization).queryKey, (groups) =>
        groups?.filter(({ id }) => id !== group.id),
      );
      change(cache, organization, (services) =>
        services.map((service) =>
          service.groupId === group.id
            ? { ...service, groupId: null, version: service.version + 1 }
            : service,
        ),
      );
    },
    done: (_, { group }) => toast(`Group ${group.name} deleted. Its services stay.`),
  });
}

function change(cache: QueryClient, organization: string, edit: (services: Service[]) => Service[]): void {
  cache.setQueryData<Service[]>(servicesQuery(organization).queryKey, (services) =>
    services === undefined ? undefined : edit(services),
  );
}

/** What the server will say of a service whose status is set by hand. */
function beingSet(service: Service, status: ServiceStatus): Service {
  return {
    ...service,
    manualStatus: status,
    status: worst([status, floorOf(service)]),
    version: service.version + 1,
  };
}

/** What the server will say of something new, as far as it is known before. */
function beingCreated(id: string, name: string) {
  const now = new Date().toISOString();
  return { id, name, version: 1, createdAt: now, updatedAt: now };
}

/** The version after a write that carried one. */
function next(version: number | undefined): number | undefined {
  return version === undefined ? undefined : version + 1;
}
