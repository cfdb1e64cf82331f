import type { Incident, StatusPage } from "@fanal/contract";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";

/** The status pages that show an incident: those with a service that it affects, or all if it affects none. */
export function useShowingPages(
  organization: string,
  { services }: Pick<Incident, "services">,
): StatusPage[] {
  const { data: pages = [] } = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  const affected = new Set(services.map(({ serviceId }) => serviceId));
  return pages.filter(({ serviceIds }) => affected.size === 0 || serviceIds.some((id) => affected.has(id)));
}
