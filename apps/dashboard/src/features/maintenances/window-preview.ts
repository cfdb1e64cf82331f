import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { type Draft, localWindowOf, momentsOf, ruleOf } from "./draft.ts";
import { repeatProblem } from "./repeat.ts";

interface PreviewedWindow {
  organization: string;
  draft: Draft;
  exceptMaintenanceId: string | undefined;
}

/** What the server makes of the window: its next occurrences, and what else happens then. Keeps the last while it asks. */
export function useWindowPreview({ organization, draft, exceptMaintenanceId }: PreviewedWindow) {
  const local = localWindowOf(draft);
  const isComplete = momentsOf(draft) !== null && repeatProblem(draft.repeat, local.localStart) === null;
  const input = useDebounced({
    organization,
    ...local,
    rrule: ruleOf(draft),
    serviceIds: draft.serviceIds,
    ...(exceptMaintenanceId === undefined ? {} : { exceptMaintenanceId }),
  });
  return useQuery({
    ...query.maintenances.previewWindow.queryOptions({ input }),
    enabled: isComplete,
    placeholderData: keepPreviousData,
    // A rule that cannot be read stays so.
    retry: false,
  });
}

export type WindowPreview = NonNullable<ReturnType<typeof useWindowPreview>["data"]>;
