import type { Tx } from "@fanal/database";
import { member } from "@fanal/database/auth-schema";
import { type Actor, newId } from "@fanal/database/schema";
import type { MemberSource, Role } from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import { type RecordedBy, record } from "../events/record.ts";
import { isDeactivated } from "./deactivated.ts";
import { defaultRoleOf } from "./default-role.ts";
import { deleteMember, lockRoles } from "./members.ts";

/** What a provider says of somebody who signs in to an organization. */
export interface Vouching {
  person: { id: string; name: string };
  /** `null`: none that Fanal knows, so the organization's default. `undefined`: nothing, so what it was. */
  role: Role | null | undefined;
  /** They are a member until then, unless the provider says it again. */
  until: Date;
}

type Provider = "auth0" | "sso";

/**
 * Makes somebody whom a provider vouches for a member, or goes on with the membership that it made. What was made otherwise
 * keeps its role: only what a provider gave, it changes. Resolves with `false`, and changes nothing, where the organization's
 * directory says that they no longer belong: a provider that still knows them brings nobody back.
 */
export async function admit(
  tx: Tx,
  by: Omit<RecordedBy, "actor">,
  provider: Provider,
  { person, role, until }: Vouching,
): Promise<boolean> {
  const members = await lockRoles(tx);
  const before = members.get(person.id);
  if (before === undefined && (await isDeactivated(tx, person.id))) return false;
  const given = role === undefined ? undefined : (role ?? (await defaultRoleOf(tx)));
  if (before === undefined) {
    const first = given ?? (await defaultRoleOf(tx));
    await tx.db.insert(member).values({
      id: newId(),
      organizationId: tx.organizationId,
      userId: person.id,
      role: first,
      source: provider,
      confirmedUntil: until,
      createdAt: by.now(),
    });
    const actor: Actor = { kind: "member", ...person };
    const data = { name: person.name, role: first, source: provider };
    record(tx, { ...by, actor }, { type: "member.joined", subjectId: person.id, data });
    return true;
  }
  if ((await findSource(tx, person.id)) !== provider) return true;
  const after = isLastOwner(members, person.id) ? before : (given ?? before);
  await tx.db
    .update(member)
    .set({ role: after, confirmedUntil: until })
    .where(isMember(tx.organizationId, person.id));
  if (after === before) return true;
  const data = { name: person.name, before: { role: before }, after: { role: after } };
  record(tx, { ...by, actor: actors[provider] }, { type: "member.updated", subjectId: person.id, data });
  return true;
}

/** Takes away the membership that a provider made, where it says that they are no member. The last owner only has to be vouched for again. */
export async function withdraw(
  tx: Tx,
  by: Omit<RecordedBy, "actor">,
  provider: Provider,
  person: { id: string; name: string },
): Promise<void> {
  const members = await lockRoles(tx);
  const role = members.get(person.id);
  if (role === undefined || (await findSource(tx, person.id)) !== provider) return;
  if (isLastOwner(members, person.id)) {
    const until = { confirmedUntil: by.now() };
    await tx.db.update(member).set(until).where(isMember(tx.organizationId, person.id));
    return;
  }
  await deleteMember(tx, person.id);
  const data = { name: person.name, role, source: provider };
  record(tx, { ...by, actor: actors[provider] }, { type: "member.removed", subjectId: person.id, data });
}

const actors: Record<Provider, Actor> = {
  auth0: { kind: "system", id: null, name: "Auth0" },
  sso: { kind: "system", id: null, name: "Single sign-on" },
};

async function findSource({ db, organizationId }: Tx, userId: string): Promise<MemberSource | null> {
  const [row] = await db
    .select({ source: member.source })
    .from(member)
    .where(isMember(organizationId, userId));
  return row?.source ?? null;
}

function isLastOwner(members: ReadonlyMap<string, Role>, userId: string): boolean {
  return (
    members.get(userId) === "owner" && ![...members].some(([id, role]) => role === "owner" && id !== userId)
  );
}

function isMember(organizationId: string, userId: string) {
  return and(eq(member.organizationId, organizationId), eq(member.userId, userId));
}
