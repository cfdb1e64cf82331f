import type { NoticeTarget, Service, Team } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

// Who may act on what is shown once the server has it, not before.
const touches = [query.teams.key(), query.members.key(), query.services.key()] as const;

const touchesTargets = [query.noticeTargets.key()] as const;

type Named<Input> = Input & { name: string };

export function useCreateTeam(onFailure: (error: unknown) => void, onCreated: () => void) {
  return useWrite<Parameters<typeof api.teams.create>[0], Team>({
    send: api.teams.create,
    touches,
    failed: ({ name }) => `${name} was not created.`,
    onFailure,
    done: ({ name }) => {
      toast.success(`Team ${name} created.`);
      onCreated();
    },
  });
}

export function useRenameTeam(onFailure: (error: unknown) => void, onRenamed: () => void) {
  return useWrite<Parameters<typeof api.teams.update>[0], Team>({
    send: api.teams.update,
    touches,
    failed: () => "The team was not renamed.",
    onFailure,
    done: onRenamed,
  });
}

export function useDeleteTeam() {
  return useWrite<Named<Parameters<typeof api.teams.delete>[0]>, void>({
    send: ({ name: _, ...input }, options) => api.teams.delete(input, options),
    touches,
    failed: ({ name }) => `Team ${name} was not deleted.`,
    done: (_, { name }) => toast.success(`Team ${name} deleted.`),
  });
}

export function useAddToTeam() {
  return useWrite<Named<Parameters<typeof api.teams.addMember>[0]>, Team>({
    send: ({ name: _, ...input }, options) => api.teams.addMember(input, options),
    touches,
    failed: ({ name }) => `${name} was not added.`,
  });
}

export function useRemoveFromTeam() {
  return useWrite<Named<Parameters<typeof api.teams.removeMember>[0]>, void>({
    send: ({ name: _, ...input }, options) => api.teams.removeMember(input, options),
    touches,
    failed: ({ name }) => `${name} was not removed from the team.`,
  });
}

interface ServiceForTeam {
  organization: string;
  serviceId: string;
  /** `null`: nobody's. */
  teamId: string | null;
  name: string;
  team: string;
}

/** Makes a team the owner of a service, or takes it from the one that is. */
export function useGiveService() {
  return useWrite<ServiceForTeam, Service>({
    send: ({ organization, serviceId, teamId }, options) =>
      api.services.update({ organization, serviceId, teamId }, options),
    touches,
    failed: ({ name, teamId, team }) =>
      teamId === null ? `${name} still belongs to ${team}.` : `${name} was not given to ${team}.`,
    done: (_, { name, teamId, team }) =>
      toast.success(teamId === null ? `${name} belongs to no team now.` : `${name} belongs to ${team} now.`),
  });
}

type AddedTarget = Awaited<ReturnType<typeof api.noticeTargets.create>>;

export function useAddNoticeTarget(
  onFailure: (error: unknown) => void,
  onAdded: (added: AddedTarget) => void,
) {
  return useWrite<Parameters<typeof api.noticeTargets.create>[0], AddedTarget>({
    send: api.noticeTargets.create,
    touches: touchesTargets,
    failed: () => "The notices were not added.",
    onFailure,
    done: onAdded,
  });
}

export function useUpdateNoticeTarget(onFailure: (error: unknown) => void, onSaved: () => void) {
  return useWrite<Parameters<typeof api.noticeTargets.update>[0], NoticeTarget>({
    send: api.noticeTargets.update,
    touches: touchesTargets,
    failed: () => "The notices were not changed.",
    onFailure,
    done: onSaved,
  });
}

export function useRemoveNoticeTarget() {
  return useWrite<Parameters<typeof api.noticeTargets.remove>[0], void>({
    send: api.noticeTargets.remove,
    touches: touchesTargets,
    failed: () => "The notices were not removed.",
    done: () => toast.success("Notices removed."),
  });
}

type RenewedTarget = Awaited<ReturnType<typeof api.noticeTargets.renewSecret>>;

export function useRenewNoticeSecret(onRenewed: (renewed: RenewedTarget) => void) {
  return useWrite<Parameters<typeof api.noticeTargets.renewSecret>[0], RenewedTarget>({
    send: api.noticeTargets.renewSecret,
    touches: touchesTargets,
    failed: () => "The secret was not renewed.",
    done: onRenewed,
  });
}

/** Whether whoever asks gets the mails of a target. */
export function useMuteNotices() {
  return useWrite<Parameters<typeof api.noticeTargets.mute>[0], NoticeTarget>({
    send: api.noticeTargets.mute,
    touches: touchesTargets,
    failed: ({ isMuted }) => (isMuted ? "You still get these mails." : "You still get none of these mails."),
    done: (_, { isMuted }) =>
      toast.success(isMuted ? "You get no mails of these notices." : "You get mails of these notices again."),
  });
}

/** What became of it is shown in the row: the server tells when it knows. */
export function useTestNoticeTarget() {
  return useWrite<Parameters<typeof api.noticeTargets.test>[0], NoticeTarget>({
    send: api.noticeTargets.test,
    touches: touchesTargets,
    failed: () => "No test was sent.",
    done: () => toast.success("Test on its way."),
  });
}
