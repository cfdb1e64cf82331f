import type { AuditActor } from "@fanal/contract";
import { useQuery } from "@tanstack/react-query";
import { query } from "../../lib/api.ts";
import { useOrganization } from "../../lib/use-organization.ts";

/** Everybody the log can be narrowed to: members, keys, those who are gone, and Fanal itself; each once, by name. */
export function useActors(isAllowed: boolean): AuditActor[] {
  const { slug: organization, can } = useOrganization();
  const input = { input: { organization } };
  const former = useQuery({ ...query.events.actors.queryOptions(input), enabled: isAllowed });
  const members = useQuery({ ...query.members.list.queryOptions(input), enabled: isAllowed });
  const keys = useQuery({
    ...query.apiKeys.list.queryOptions(input),
    enabled: isAllowed && can("api_key.read"),
  });
  const all = new Map<string, AuditActor>();
  for (const actor of former.data ?? []) if (actor.id !== null) all.set(actor.id, actor);
  for (const { id, name } of members.data ?? []) all.set(id, { kind: "member", id, name });
  for (const { id, name } of keys.data ?? []) all.set(id, { kind: "key", id, name });
  const named = [...all.values()].sort((one, other) => one.name.localeCompare(other.name));
  return [...named, { kind: "system", id: null, name: "Fanal" }];
}
