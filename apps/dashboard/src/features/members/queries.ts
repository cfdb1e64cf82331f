import { query } from "../../lib/api.ts";

export function membersQuery(organization: string) {
  return query.members.list.queryOptions({ input: { organization } });
}

export function invitationsQuery(organization: string) {
  return query.invitations.list.queryOptions({ input: { organization } });
}

export function teamsQuery(organization: string) {
  return query.teams.list.queryOptions({ input: { organization } });
}
