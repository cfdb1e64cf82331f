import type { Check } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { offerUndo } from "../../lib/undo.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.checks.key(), query.services.key(), query.metrics.key()] as const;
/** Results are no events, so nobody tells of them: they are asked for while somebody looks. */
const askEveryMs = 10_000;
/** While one runs, or is about to. */
const askSoonMs = 1_000;

export function checksQuery(organization: string) {
  return {
    ...query.checks.list.queryOptions({ input: { organization } }),
    refetchInterval: ({ state }: { state: { data?: Check[] | undefined } }) =>
      state.data?.some(isDue) ? askSoonMs : askEveryMs,
  };
}

function isDue({ dueAt }: Check): boolean {
  return dueAt !== null && Date.parse(dueAt) <= Date.now();
}

export function checkQuery(organization: string, checkId: string) {
  return {
    ...query.checks.get.queryOptions({ input: { organization, checkId } }),
    refetchInterval: askEveryMs,
  };
}

export function useCreateCheck(onFailure: (error: unknown) => void, onMade: () => void) {
  return useWrite<Parameters<typeof api.checks.create>[0], Check>({
    send: api.checks.create,
    touches,
    failed: ({ name }) => `${name} was not added.`,
    onFailure,
    done: onMade,
  });
}

export function useUpdateCheck(onFailure: (error: unknown) => void, onSaved: () => void) {
  return useWrite<Parameters<typeof api.checks.update>[0], Check>({
    send: api.checks.update,
    touches,
    failed: () => "The check was not changed.",
    onFailure,
    done: onSaved,
  });
}

interface OneCheck {
  organization: string;
  check: Check;
}

interface Checks {
  organization: string;
  checks: Check[];
  isPaused: boolean;
}

/** Pauses them, or has them run again; one undo takes it back. Whatever else of them changed meanwhile stays as it is. */
export function usePauseChecks() {
  const write = useWrite<Checks, Check[]>({
    send: async ({ organization, checks, isPaused }) => {
      const changed: Check[] = [];
      for (const { id } of checks)
        changed.push(await api.checks.update({ organization, checkId: id, isPaused }));
      return changed;
    },
    touches,
    failed: ({ checks: [first, ...others], isPaused }) =>
      `${others.length === 0 && first !== undefined ? `${first.name} was not` : "Not all checks were"} ${isPaused ? "paused" : "resumed"}.`,
    done: (changed, { organization, isPaused }) => {
      const [first, ...others] = changed;
      const what = others.length === 0 && first !== undefined ? first.name : `${changed.length} checks`;
      offerUndo(`${what} ${isPaused ? "paused" : "resumed"}.`, () =>
        write.run({ organization, checks: changed, isPaused: !isPaused }),
      );
    },
  });
  return write;
}

export function useRunCheck() {
  return useWrite<OneCheck, Check>({
    send: ({ organization, check: { id } }, options) =>
      api.checks.run({ organization, checkId: id }, options),
    touches,
    failed: ({ check }) => `${check.name} was not run.`,
    done: ({ name }) => toast.success(`${name} runs now.`),
  });
}

export function useDeleteCheck() {
  return useWrite<OneCheck, void>({
    send: ({ organization, check: { id, version } }, options) =>
      api.checks.delete({ organization, checkId: id, version }, options),
    touches,
    failed: ({ check }) => `${check.name} was not deleted.`,
    done: (_, { check }) => toast.success(`${check.name} deleted.`),
  });
}
