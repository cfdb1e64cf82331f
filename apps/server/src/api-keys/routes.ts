import { inOrganizationOf as os } from "../procedures.ts";
import { createApiKey, revokeApiKey } from "./commands.ts";
import { listApiKeys } from "./queries.ts";

export const apiKeys = os.apiKeys.router({
  list: os.apiKeys.list.handler(({ context }) =>
    context.inOrganization((tx) => listApiKeys(tx, context.now())),
  ),
  create: os.apiKeys.create.handler(({ context, input }) => createApiKey(context, input)),
  revoke: os.apiKeys.revoke.handler(({ context, input }) => revokeApiKey(context, input)),
});
