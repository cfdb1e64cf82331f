import { makeProvenAccount } from "../auth/make-account.ts";
import { forAnyone, inOrganizationOf as os, signedIn } from "../procedures.ts";
import { invite, resendInvitation, revokeInvitation } from "./commands.ts";
import { acceptInvitation, previewInvitation, requireProvenAddress } from "./joining.ts";
import { listInvitations } from "./queries.ts";

export const invitations = {
  list: os.invitations.list.handler(({ context }) =>
    context.inOrganization((tx) => listInvitations(tx, context.now())),
  ),
  create: os.invitations.create.handler(({ context, input }) => invite(context, input)),
  resend: os.invitations.resend.handler(({ context, input }) => resendInvitation(context, input)),
  revoke: os.invitations.revoke.handler(({ context, input }) => revokeInvitation(context, input)),
  preview: forAnyone.invitations.preview.handler(({ context, input }) => previewInvitation(context, input)),
  signUp: forAnyone.invitations.signUp.handler(async ({ context, input }) => {
    const email = await requireProvenAddress(context, input.token);
    await makeProvenAccount(context, { ...input, email });
    return { email };
  }),
  accept: signedIn.invitations.accept.handler(({ context, input }) => acceptInvitation(context, input)),
};
