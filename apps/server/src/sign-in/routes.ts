import { inOrganizationOf } from "../procedures.ts";
import { updateSignInSettings } from "./commands.ts";
import { addEmailDomain, removeEmailDomain, verifyEmailDomain } from "./domain-commands.ts";
import { listEmailDomains } from "./domain-queries.ts";
import { createSsoProvider, deleteSsoProvider, updateSsoProvider } from "./provider-commands.ts";
import { listSsoProviders } from "./provider-queries.ts";
import { signInSettings } from "./queries.ts";

export const signIn = {
  get: inOrganizationOf.signIn.get.handler(({ context }) => signInSettings(context)),
  update: inOrganizationOf.signIn.update.handler(({ context, input }) =>
    updateSignInSettings(context, input),
  ),
};

export const ssoProviders = {
  list: inOrganizationOf.ssoProviders.list.handler(({ context }) => listSsoProviders(context)),
  create: inOrganizationOf.ssoProviders.create.handler(({ context, input }) =>
    createSsoProvider(context, input),
  ),
  update: inOrganizationOf.ssoProviders.update.handler(({ context, input }) =>
    updateSsoProvider(context, input),
  ),
  delete: inOrganizationOf.ssoProviders.delete.handler(({ context, input }) =>
    deleteSsoProvider(context, input),
  ),
};

export const emailDomains = {
  list: inOrganizationOf.emailDomains.list.handler(({ context }) => listEmailDomains(context)),
  add: inOrganizationOf.emailDomains.add.handler(({ context, input }) => addEmailDomain(context, input)),
  verify: inOrganizationOf.emailDomains.verify.handler(({ context, input }) =>
    verifyEmailDomain(context, input),
  ),
  remove: inOrganizationOf.emailDomains.remove.handler(({ context, input }) =>
    removeEmailDomain(context, input),
  ),
};
