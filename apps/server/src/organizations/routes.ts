import { listMemberships } from "../auth/memberships.ts";
import { inOrganizationOf, signedIn } from "../procedures.ts";
import { createOrganization, updateOrganization } from "./commands.ts";
import { deleteOrganization } from "./deletion-commands.ts";
import { getOrganization, viewMembership } from "./queries.ts";

export const organizations = {
  list: signedIn.organizations.list.handler(async ({ context: { database, user } }) =>
    (await listMemberships(database, user.id)).map((membership) =>
      viewMembership(membership, user.signedInBy),
    ),
  ),
  create: signedIn.organizations.create.handler(({ context, input }) =>
    createOrganization({ ...context, founder: context.user }, input),
  ),
  get: inOrganizationOf.organizations.get.handler(({ context }) => getOrganization(context)),
  update: inOrganizationOf.organizations.update.handler(({ context, input }) =>
    updateOrganization(context, input),
  ),
  delete: inOrganizationOf.organizations.delete.handler(({ context, input }) =>
    deleteOrganization(context, input),
  ),
};
