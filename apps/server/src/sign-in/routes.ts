import { inOrganizationOf } from "../procedures.ts";
import { updateSignInSettings } from "./commands.ts";
import { signInSettings } from "./queries.ts";

export const signIn = {
  get: inOrganizationOf.signIn.get.handler(({ context }) => signInSettings(context)),
  update: inOrganizationOf.signIn.update.handler(({ context, input }) =>
    updateSignInSettings(context, input),
  ),
};
