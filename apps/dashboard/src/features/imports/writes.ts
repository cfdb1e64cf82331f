import type { PastImport, WholePastImport } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../lib/api.ts";
import { useWrite } from "../../lib/use-write.ts";

const touches = [query.imports.key()] as const;
const pollMs = 1_000;

function isAtWork({ state }: Pick<PastImport, "state">): boolean {
  return state === "reading" || state === "running";
}

/** The latest imports; asked for again and again while one is being read or made. */
export function importsQuery(organization: string) {
  return {
    ...query.imports.list.queryOptions({ input: { organization } }),
    refetchInterval: ({ state }: { state: { data?: PastImport[] | undefined } }) =>
      state.data?.some(isAtWork) ? pollMs : false,
  };
}

export function importQuery(organization: string, pastImportId: string) {
  return {
    ...query.imports.get.queryOptions({ input: { organization, pastImportId } }),
    refetchInterval: ({ state }: { state: { data?: WholePastImport | undefined } }) =>
      state.data !== undefined && isAtWork(state.data) ? pollMs : false,
  };
}

// What is read, and what becomes of it, only the server knows: nothing shows before it has answered.
export function useReadPast(onFailure: (error: unknown) => void, onRead: (made: WholePastImport) => void) {
  return useWrite({
    send: api.imports.create,
    touches,
    failed: () => "It was not read.",
    onFailure,
    done: onRead,
  });
}

export function useStartPastImport() {
  return useWrite({
    send: api.imports.start,
    touches,
    failed: () => "The import was not started.",
  });
}

export function useStopPastImport() {
  return useWrite({
    send: api.imports.stop,
    touches,
    failed: () => "The import was not stopped.",
    done: ({ total }) => toast.success(total === 0 ? "Stopped." : "Import stopped. What it made stays."),
  });
}
