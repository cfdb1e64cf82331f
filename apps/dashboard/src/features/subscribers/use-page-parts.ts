import type { StatusPage } from "@fanal/contract";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";

export interface Part {
  id: string;
  name: string;
}

/** A group of a page, or what stands outside of any. */
export interface PageGroup {
  group: Part | null;
  services: Part[];
}

/** What there is on a page to choose from, by the names that it has there, in its order. */
export function usePageParts(page: StatusPage): PageGroup[] {
  const { slug: organization } = useOrganization();
  const { data: services = [] } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  const { data: groups = [] } = useQuery(query.serviceGroups.list.queryOptions({ input: { organization } }));
  const settings = new Map(page.serviceSettings.map((one) => [one.serviceId, one]));
  const shown = page.serviceIds.flatMap((id) => {
    const service = services.find((one) => one.id === id);
    if (service === undefined) return [];
    const setting = settings.get(id);
    const groupId = page.groups === null ? service.groupId : (setting?.groupId ?? null);
    return [{ id, name: setting?.displayName ?? service.name, groupId }];
  });
  return [...Map.groupBy(shown, ({ groupId }) => groupId)].map(([groupId, members]) => ({
    group: (page.groups ?? groups).find(({ id }) => id === groupId) ?? null,
    services: members,
  }));
}
