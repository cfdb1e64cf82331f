import type { Incident, IncidentSummary } from "@fanal/contract";
import { isOpen } from "@fanal/domain";
import { query } from "../../lib/api.ts";

export const incidentTabs = ["open", "draft", "resolved"] as const;
export type IncidentTab = (typeof incidentTabs)[number];

export function incidentPages(organization: string, state: IncidentTab, teamId?: string) {
  return query.incidents.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      organization,
      state,
      limit: 50,
      ...(teamId === undefined ? {} : { teamId }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function incidentQuery(organization: string, incidentId: string) {
  return query.incidents.get.queryOptions({ input: { organization, incidentId } });
}

/** The tab under which an incident is listed. */
export function tabOf({
  isDraft,
  status,
}: Pick<Incident | IncidentSummary, "isDraft" | "status">): IncidentTab {
  if (isDraft) return "draft";
  return isOpen(status) ? "open" : "resolved";
}
