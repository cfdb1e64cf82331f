import { query } from "../../lib/api.ts";

export type IncidentTab = "open" | "resolved";

export function incidentPages(organization: string, state: IncidentTab) {
  return query.incidents.list.infiniteOptions({
    input: (cursor: string | undefined) => ({
      organization,
      state,
      limit: 50,
      ...(cursor === undefined ? {} : { cursor }),
    }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function incidentQuery(organization: string, incidentId: string) {
  return query.incidents.get.queryOptions({ input: { organization, incidentId } });
}
