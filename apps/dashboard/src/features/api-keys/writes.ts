import type { ApiKey } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.apiKeys.key()] as const;

export function apiKeysQuery(organization: string) {
  return query.apiKeys.list.queryOptions({ input: { organization } });
}

/** Shows nothing before the server has answered: only it knows the key. */
export function useCreateApiKey(
  onFailure: (error: unknown) => void,
  onMade: (made: Awaited<ReturnType<typeof api.apiKeys.create>>) => void,
) {
  return useWrite({
    send: api.apiKeys.create,
    touches,
    failed: () => "The key was not made.",
    onFailure,
    done: onMade,
  });
}

/** Shows nothing before the server has answered: a key that is believed to be revoked has to be. */
export function useRevokeApiKey() {
  return useWrite({
    send: ({ organization, apiKey: { id: apiKeyId } }: { organization: string; apiKey: ApiKey }, options) =>
      api.apiKeys.revoke({ organization, apiKeyId }, options),
    touches,
    failed: ({ apiKey }) => `${apiKey.name} was not revoked. It still works.`,
    done: (_, { apiKey }) => toast.success(`${apiKey.name} revoked.`),
  });
}
