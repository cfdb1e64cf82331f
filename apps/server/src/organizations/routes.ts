import { listMemberships } from "../auth/memberships.ts";
import { inOrganizationOf, signedIn } from "../procedures.ts";
import { createOrganization, updateOrganization } from "./commands.ts";
import { viewOrganization } from "./queries.ts";

export const organizations = {
  list: signedIn.organizations.list.handler(async ({ context }) =>
    (await listMemberships(context.database, context.user.id)).map(viewOrganization),
  ),
  create: signedIn.organizations.create.handler(({ context, input }) =>
    createOrganization({ ...context, founder: context.user }, input),
  ),
  update: inOrganizationOf.organizations.update.handler(({ context, input }) =>
    updateOrganization(context, input),
  ),
};
