import type { Member } from "@fanal/contract";
import { allows } from "@fanal/domain";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";

export function membersQuery(organization: string) {
  return query.members.list.queryOptions({ input: { organization } });
}

export function invitationsQuery(organization: string) {
  return query.invitations.list.queryOptions({ input: { organization } });
}

export function teamsQuery(organization: string) {
  return query.teams.list.queryOptions({ input: { organization } });
}

/** What the teams of somebody are called; those that are gone are left out. */
export function useTeamNames(teamIds: readonly string[]): string[] {
  const { slug } = useOrganization();
  const { data: teams = [] } = useQuery(teamsQuery(slug));
  return teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name);
}

/** How many keys work for as long as a member may make some; asked for where that is about to end. */
export function useActiveKeys({ id, role }: Member, isAsked: boolean): number {
  const { slug: organization, can } = useOrganization();
  const { data: keys = [] } = useQuery({
    ...query.apiKeys.list.queryOptions({ input: { organization } }),
    enabled: isAsked && can("api_key.read") && allows(role, "api_key.write"),
  });
  return keys.filter(({ createdBy, state }) => createdBy.id === id && state === "active").length;
}
