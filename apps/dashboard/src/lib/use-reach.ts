import { accessOfMember, refuseOutOfReach } from "@fanal/domain";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { query } from "./api.ts";
import { meQuery } from "./session.ts";
import { useOrganization } from "./use-organization.ts";

/**
 * Says why one may not act on what touches these services, in the words that the server would refuse with; `null`: one
 * may, or it is not known yet which teams there are.
 */
export function useReach(): (serviceIds: readonly string[]) => string | null {
  const { slug: organization, role } = useOrganization();
  const { data: me } = useSuspenseQuery(meQuery());
  const { data: teams } = useQuery(query.teams.list.queryOptions({ input: { organization } }));
  const { data: services } = useQuery(query.services.list.queryOptions({ input: { organization } }));
  return useCallback(
    (serviceIds) => {
      const mine = teams?.filter(({ memberIds }) => memberIds.includes(me.id)).map(({ id }) => id) ?? [];
      const touched = services?.filter(({ id }) => serviceIds.includes(id)) ?? [];
      const owned = touched.map(({ name, teamId }) => ({
        name,
        team: teams?.find(({ id }) => id === teamId) ?? null,
      }));
      return refuseOutOfReach(accessOfMember(role, mine), owned)?.message ?? null;
    },
    [role, me.id, teams, services],
  );
}
