import type { InvitationWithLink, Member } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { leavingBy } from "../../lib/left.ts";
import { roleWords } from "../../lib/roles.ts";
import { useWrite } from "../../lib/use-write.ts";

// Who may do what is shown once the server has it, not before.
const people = [query.members.key(), query.me.key(), query.teams.key()] as const;
const invited = [query.invitations.key()] as const;

type Named<Input> = Input & { name: string };

export function useChangeRole() {
  return useWrite<Named<Parameters<typeof api.members.update>[0]>, Member>({
    send: ({ name: _, ...input }, options) => api.members.update(input, options),
    touches: people,
    failed: ({ name }) => `The role of ${name} was not changed.`,
    done: ({ name, role }) => toast.success(`${name} is ${roleWords[role].label.toLowerCase()} now.`),
  });
}

export function useHandOver() {
  return useWrite<Named<Parameters<typeof api.members.handOver>[0]>, Member>({
    send: ({ name: _, ...input }, options) => api.members.handOver(input, options),
    touches: people,
    failed: () => "Ownership was not handed over.",
    done: ({ name }) => toast.success(`${name} is owner now, and you are admin.`),
  });
}

export function useRemoveMember() {
  return useWrite<Named<Parameters<typeof api.members.remove>[0]>, void>({
    send: ({ name: _, ...input }, options) => api.members.remove(input, options),
    touches: people,
    failed: ({ name }) => `${name} was not removed.`,
    done: (_, { name }) => toast.success(`${name} removed.`),
  });
}

export function useLeave() {
  return useWrite<Named<Parameters<typeof api.members.leave>[0]>, void>({
    send: ({ name: _, ...input }, options) =>
      leavingBy(input.organization, () => api.members.leave(input, options)),
    touches: people,
    failed: () => "You did not leave.",
    done: (_, { name }) => toast.success(`You left ${name}.`),
  });
}

export function useInvite(
  onFailure: (error: unknown) => void,
  onInvited: (made: InvitationWithLink[]) => void,
) {
  return useWrite<Parameters<typeof api.invitations.create>[0], InvitationWithLink[]>({
    send: api.invitations.create,
    touches: invited,
    failed: () => "Nobody was invited.",
    onFailure,
    done: onInvited,
  });
}

export function useResend(onResent: (made: InvitationWithLink) => void) {
  return useWrite<Named<Parameters<typeof api.invitations.resend>[0]>, InvitationWithLink>({
    send: ({ name: _, ...input }, options) => api.invitations.resend(input, options),
    touches: invited,
    failed: ({ name }) => `The invitation of ${name} was not sent again.`,
    done: onResent,
  });
}

export function useRevoke() {
  return useWrite<Named<Parameters<typeof api.invitations.revoke>[0]>, void>({
    send: ({ name: _, ...input }, options) => api.invitations.revoke(input, options),
    touches: invited,
    failed: ({ name }) => `The invitation of ${name} was not revoked.`,
    done: (_, { name }) => toast.success(`Invitation of ${name} revoked.`),
  });
}
