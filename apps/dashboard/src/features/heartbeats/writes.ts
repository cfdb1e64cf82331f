import type { Heartbeat } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.heartbeats.key(), query.services.key()] as const;
/** Calls are no events, so nobody tells of them: they are asked for while somebody looks. */
const askEveryMs = 15_000;

export type WithLink = Awaited<ReturnType<typeof api.heartbeats.create>>;

export function heartbeatsQuery(organization: string) {
  return {
    ...query.heartbeats.list.queryOptions({ input: { organization } }),
    refetchInterval: askEveryMs,
  };
}

/** Shows nothing before the server has answered: only it knows the link. */
export function useCreateHeartbeat(onFailure: (error: unknown) => void, onMade: (made: WithLink) => void) {
  return useWrite<Parameters<typeof api.heartbeats.create>[0], WithLink>({
    send: api.heartbeats.create,
    touches,
    failed: ({ name }) => `${name} was not added.`,
    onFailure,
    done: onMade,
  });
}

export function useUpdateHeartbeat(onFailure: (error: unknown) => void, onSaved: () => void) {
  return useWrite<Parameters<typeof api.heartbeats.update>[0], Heartbeat>({
    send: api.heartbeats.update,
    touches,
    failed: () => "The heartbeat was not changed.",
    onFailure,
    done: onSaved,
  });
}

interface OneHeartbeat {
  organization: string;
  heartbeat: Heartbeat;
}

export function useDeleteHeartbeat() {
  return useWrite<OneHeartbeat, void>({
    send: ({ organization, heartbeat: { id, version } }, options) =>
      api.heartbeats.delete({ organization, heartbeatId: id, version }, options),
    touches,
    failed: ({ heartbeat }) => `${heartbeat.name} was not deleted. Its link still works.`,
    done: (_, { heartbeat }) => toast.success(`${heartbeat.name} deleted.`),
  });
}

export function useRenewLink(onRenewed: (made: WithLink) => void) {
  return useWrite<OneHeartbeat, WithLink>({
    send: ({ organization, heartbeat: { id, version } }, options) =>
      api.heartbeats.renewAddress({ organization, heartbeatId: id, version }, options),
    touches,
    failed: ({ heartbeat }) => `${heartbeat.name} keeps its link.`,
    done: onRenewed,
  });
}
