import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { query } from "./api.ts";
import { useOrganization } from "./use-organization.ts";

/** Names the teams that own some of these services, each once, by name; none until it is known which teams there are. */
export function useOwners(): (serviceIds: readonly string[]) => string[] {
  const { slug: organization } = useOrganization();
  const { data: teams } = useQuery(query.teams.list.queryOptions({ input: { organization } }));
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  return useCallback(
    (serviceIds) => {
      const touched = services?.filter(({ id }) => serviceIds.includes(id)) ?? [];
      const owners = new Set(touched.map(({ teamId }) => teamId));
      return teams?.filter(({ id }) => owners.has(id)).map(({ name }) => name) ?? [];
    },
    [teams, services],
  );
}
