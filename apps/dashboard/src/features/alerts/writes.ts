import type { AlertSource } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.alertSources.key(), query.services.key(), query.incidents.key()] as const;
/** What is posted is no event unless it changes something, so it is asked for while somebody looks. */
const askEveryMs = 15_000;

export type WithLink = Awaited<ReturnType<typeof api.alertSources.create>>;

export function alertSourcesQuery(organization: string) {
  return {
    ...query.alertSources.list.queryOptions({ input: { organization } }),
    refetchInterval: askEveryMs,
  };
}

/** Shows nothing before the server has answered: only it knows the link. */
export function useCreateAlertSource(onFailure: (error: unknown) => void, onMade: (made: WithLink) => void) {
  return useWrite<Parameters<typeof api.alertSources.create>[0], WithLink>({
    send: api.alertSources.create,
    touches,
    failed: ({ name }) => `${name} was not added.`,
    onFailure,
    done: onMade,
  });
}

export function useUpdateAlertSource(onFailure: (error: unknown) => void, onSaved: () => void) {
  return useWrite<Parameters<typeof api.alertSources.update>[0], AlertSource>({
    send: api.alertSources.update,
    touches,
    failed: () => "The source was not changed.",
    onFailure,
    done: onSaved,
  });
}

interface OneSource {
  organization: string;
  source: AlertSource;
}

export function useDeleteAlertSource() {
  return useWrite<OneSource, void>({
    send: ({ organization, source: { id, version } }, options) =>
      api.alertSources.delete({ organization, alertSourceId: id, version }, options),
    touches,
    failed: ({ source }) => `${source.name} was not deleted. Its link still works.`,
    done: (_, { source }) => toast.success(`${source.name} deleted.`),
  });
}

export function useClearAlertSource() {
  return useWrite<OneSource, AlertSource>({
    send: ({ organization, source: { id, version } }, options) =>
      api.alertSources.clear({ organization, alertSourceId: id, version }, options),
    touches,
    failed: ({ source }) => `The alerts of ${source.name} still fire.`,
    done: (_, { source }) => toast.success(`Alerts of ${source.name} taken for over.`),
  });
}

export function useRenewLink(onRenewed: (made: WithLink) => void) {
  return useWrite<OneSource, WithLink>({
    send: ({ organization, source: { id, version } }, options) =>
      api.alertSources.renewAddress({ organization, alertSourceId: id, version }, options),
    touches,
    failed: ({ source }) => `${source.name} keeps its link.`,
    done: onRenewed,
  });
}
