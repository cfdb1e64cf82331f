import type { Incident, StatusPage } from "@fanal/contract";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { pagesShowing } from "../../lib/pages-showing.ts";

/** The status pages that show an incident. */
export function useShowingPages(
  organization: string,
  { services }: Pick<Incident, "services">,
): StatusPage[] {
  const { data: pages = [] } = useQuery(query.statusPages.list.queryOptions({ input: { organization } }));
  return pagesShowing(
    pages,
    services.map(({ serviceId }) => serviceId),
  );
}
