import type { api } from "../../lib/api.ts";
import { roleWords } from "../../lib/roles.ts";

/** What a link invites to, with what it carries. */
export type OpenInvitation = Awaited<ReturnType<typeof api.invitations.preview>> & { token: string };

/** "Mara Ilves invites nils@acme.example to Acme, as responder." */
export function sentenceOfInvitation({ invitedBy, email, organizationName, role }: OpenInvitation): string {
  return `${invitedBy} invites ${email} to ${organizationName}, as ${roleWords[role].label.toLowerCase()}.`;
}
