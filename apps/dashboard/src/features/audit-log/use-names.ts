import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import type { NameOf } from "./differences.ts";

/** What the ids in events stand for today, where it is still there. */
export function useNames(): NameOf {
  const { slug: organization } = useOrganization();
  const input = { input: { organization } };
  const lists = [
    useQuery(query.services.list.queryOptions(input)).data,
    useQuery(query.serviceGroups.list.queryOptions(input)).data,
    useQuery(query.teams.list.queryOptions(input)).data,
    useQuery(query.members.list.queryOptions(input)).data,
    useQuery(query.statusPages.list.queryOptions(input)).data,
  ];
  const names = new Map<string, string>();
  for (const list of lists) for (const { id, name } of list ?? []) names.set(id, name);
  return (id) => names.get(id);
}
