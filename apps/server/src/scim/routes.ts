import { inOrganizationOf as os } from "../procedures.ts";
import { createScimToken, revokeScimToken } from "./commands.ts";
import { listScimTokens } from "./queries.ts";

export const scimTokens = os.scimTokens.router({
  list: os.scimTokens.list.handler(({ context }) => context.inOrganization(listScimTokens)),
  create: os.scimTokens.create.handler(({ context, input }) => createScimToken(context, input)),
  revoke: os.scimTokens.revoke.handler(({ context, input }) => revokeScimToken(context, input)),
});
