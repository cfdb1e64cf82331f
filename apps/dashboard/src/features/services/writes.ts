import type { Service, ServiceGroup } from "@fanal/contract";
import { type ServiceStatus, serviceStatusLabels, worst } from "@fanal/domain";
import type { QueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";
import { type Line, toOrder } from "./order.ts";

const touches = [query.services.key(), query.serviceGroups.key()];

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
          if (service.id !== serviceId) return service;
          // What open incidents say stays; only the server knows which of them is the worst.
          const floor = service.openIncidentIds.length > 0 ? service.status : "operational";
          return { ...service, manualStatus: status, status: worst([status, floor]) };
        }),
      ),
    done: (service, { organization, name, before, status }) => {
      if (before === status) return;
      toast(`${name} set to ${serviceStatusLabels[service.manualStatus].label}.`, {
        duration: 8_000,
        action: {
          label: "Undo",
          onClick: () =>
            write.run({
              organization,
              serviceId: service.id,
              name,
              status: before,
              before,
              version: service.version,
            }),
        },
      });
    },
  });
  return write;
}

export function useCreateService(onFailure?: (error: unknown) => void, onCreated?: () => void) {
  return useWrite<Parameters<typeof api.services.create>[0], Service>({
    send: api.services.create,
    touches,
    failed: ({ name }) => `${name} was not created.`,
    apply: (cache, { organization, name, description = "", groupId = null }) =>
      change(cache, organization, (services) => [
        ...services,
        {
          ...beingCreated(name),
          description,
          groupId,
          position: services.length,
          status: "operational",
          manualStatus: "operational",
          statusSince: new Date().toISOString(),
          openIncidentIds: [],
        },
      ]),
    ...(onFailure === undefined ? {} : { onFailure }),
    done: () => onCreated?.(),
  });
}

export function useUpdateService(onFailure: (error: unknown) => void, onSaved: () => void) {
  return useWrite<Parameters<typeof api.services.update>[0], Service>({
    send: api.services.update,
    touches,
    failed: () => "The service was not changed.",
    apply: (cache, { organization, serviceId, name, description, groupId }) =>
      change(cache, organization, (services) =>
        services.map((service) =>
          service.id === serviceId
            ? {
                ...service,
                name: name ?? service.name,
                description: description ?? service.description,
                groupId: groupId === undefined ? service.groupId : groupId,
              }
            : service,
        ),
      ),
    onFailure,
    done: onSaved,
  });
}

/** Deletes at once and offers to take it back. */
export function useDeleteService() {
  type One = InOrganization & { serviceId: string; name: string };
  const restore = useWrite<One, Service>({
    send: ({ organization, serviceId }, options) =>
      api.services.restore({ organization, serviceId }, options),
    touches,
    failed: ({ name }) => `${name} was not restored.`,
  });
  return useWrite<One, void>({
    send: ({ organization, serviceId }) => api.services.delete({ organization, serviceId }),
    touches,
    failed: ({ name }) => `${name} was not deleted.`,
    apply: (cache, { organization, serviceId }) =>
      change(cache, organization, (services) => services.filter((service) => service.id !== serviceId)),
    done: (_, input) =>
      toast(`${input.name} deleted.`, {
        duration: 8_000,
        action: { label: "Undo", onClick: () => restore.run(input) },
      }),
  });
}

export function useReorder() {
  return useWrite<InOrganization & { lines: Line[] }, Service[]>({
    send: ({ organization, lines }) => api.services.reorder({ organization, services: toOrder(lines) }),
    touches,
    failed: () => "The order was not saved.",
    apply: (cache, { organization, lines }) =>
      change(cache, organization, (services) => {
        const byId = new Map(services.map((service) => [service.id, service]));
        return toOrder(lines).flatMap(({ serviceId, groupId }, position) => {
          const service = byId.get(serviceId);
          return service === undefined ? [] : [{ ...service, groupId, position }];
        });
      }),
  });
}

export function useCreateGroup(onCreated?: (group: ServiceGroup) => void) {
  return useWrite<InOrganization & { name: string }, ServiceGroup>({
    send: api.serviceGroups.create,
    touches,
    failed: ({ name }) => `The group ${name} was not created.`,
    apply: (cache, { organization, name }) =>
      cache.setQueryData<ServiceGroup[]>(groupsQuery(organization).queryKey, (groups) =>
        groups === undefined ? undefined : [...groups, { ...beingCreated(name), position: groups.length }],
      ),
    done: (group) => onCreated?.(group),
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
        const renamed = { ...group, name: name ?? group.name };
        const others = groups.filter((one) => one.id !== groupId);
        return others.toSpliced(position ?? groups.indexOf(group), 0, renamed);
      }),
  });
}

export function useDeleteGroup() {
  return useWrite<InOrganization & { groupId: string; name: string }, void>({
    send: ({ organization, groupId }) => api.serviceGroups.delete({ organization, groupId }),
    touches,
    failed: ({ name }) => `The group ${name} was not deleted.`,
    apply: (cache, { organization, groupId }) =>
      cache.setQueryData<ServiceGroup[]>(groupsQuery(organization).queryKey, (groups) =>
        groups?.filter((group) => group.id !== groupId),
      ),
    done: (_, { name }) => toast(`Group ${name} deleted. Its services stay.`),
  });
}

function change(cache: QueryClient, organization: string, edit: (services: Service[]) => Service[]): void {
  cache.setQueryData<Service[]>(servicesQuery(organization).queryKey, (services) =>
    services === undefined ? undefined : edit(services),
  );
}

/** What the server will say of something new, as far as it is known before. */
function beingCreated(name: string) {
  const now = new Date().toISOString();
  return { id: crypto.randomUUID(), name, version: 1, createdAt: now, updatedAt: now };
}
