import type { Tx } from "@fanal/database";
import { member, organization } from "@fanal/database/auth-schema";
import { type Actor, newId } from "@fanal/database/schema";
import { isRole, type Role } from "@fanal/domain";
import { and, eq, ne } from "drizzle-orm";
import { type RecordedBy, record } from "../events/record.ts";

/** What a provider says of somebody who signs in to an organization. */
export interface Vouching {
  person: { id: string; name: string };
  /** `null`: none that Fanal knows, so the organization's default. `undefined`: nothing, so what it was. */
  role: Role | null | undefined;
  /** They are a member until then, unless the provider says it again. */
  until: Date;
}

type Provider = "auth0";

/**
 * Makes somebody whom a provider vouches for a member, or goes on with the membership that it made. What was made otherwise
 * keeps its role: only what a provider gave, it changes.
 */
export async function admit(
  tx: Tx,
  by: Omit<RecordedBy, "actor">,
  provider: Provider,
  { person, role, until }: Vouching,
): Promise<void> {
  const { defaultRole } = await lockOrganization(tx);
  const existing = await lockMember(tx, person.id);
  if (existing === null) {
    const given = role ?? defaultRole;
    await tx.db.insert(member).values({
      id: newId(),
      organizationId: tx.organizationId,
      userId: person.id,
      role: given,
      source: provider,
      confirmedUntil: until,
      createdAt: by.now(),
    });
    const actor: Actor = { kind: "member", ...person };
    const data = { name: person.name, role: given, source: provider };
    return record(tx, { ...by, actor }, { type: "member.joined", subjectId: person.id, data });
  }
  if (existing.source !== provider) return;
  const wanted = role === undefined ? existing.role : (role ?? defaultRole);
  const after = existing.role === "owner" && (await isLastOwner(tx, person.id)) ? "owner" : wanted;
  await tx.db.update(member).set({ role: after, confirmedUntil: until }).where(isMember(tx, person.id));
  if (after === existing.role) return;
  const data = { name: person.name, before: { role: existing.role }, after: { role: after } };
  record(tx, { ...by, actor: actors[provider] }, { type: "member.updated", subjectId: person.id, data });
}

/** Takes away the membership that a provider made, where it says that they are no member. The last owner only has to be vouched for again. */
export async function withdraw(
  tx: Tx,
  by: Omit<RecordedBy, "actor">,
  provider: Provider,
  person: { id: string; name: string },
): Promise<void> {
  await lockOrganization(tx);
  const existing = await lockMember(tx, person.id);
  if (existing?.source !== provider) return;
  if (existing.role === "owner" && (await isLastOwner(tx, person.id))) {
    await tx.db.update(member).set({ confirmedUntil: by.now() }).where(isMember(tx, person.id));
    return;
  }
  await tx.db.delete(member).where(isMember(tx, person.id));
  const data = { name: person.name, role: existing.role, source: provider };
  record(tx, { ...by, actor: actors[provider] }, { type: "member.removed", subjectId: person.id, data });
}

const actors: Record<Provider, Actor> = { auth0: { kind: "system", id: null, name: "Auth0" } };

/** Who comes and goes at once must not leave it without an owner. */
async function lockOrganization({ db, organizationId }: Tx): Promise<{ defaultRole: Role }> {
  const [row] = await db
    .select({ defaultRole: organization.defaultRole })
    .from(organization)
    .where(eq(organization.id, organizationId))
    .for("update");
  if (row === undefined) throw new Error(`Organization ${organizationId} is gone`);
  return { defaultRole: asRole(row.defaultRole) };
}

async function lockMember(tx: Tx, userId: string): Promise<{ role: Role; source: string } | null> {
  const [row] = await tx.db
    .select({ role: member.role, source: member.source })
    .from(member)
    .where(isMember(tx, userId))
    .for("update");
  return row === undefined ? null : { role: asRole(row.role), source: row.source };
}

async function isLastOwner({ db, organizationId }: Tx, userId: string): Promise<boolean> {
  const others = and(
    eq(member.organizationId, organizationId),
    eq(member.role, "owner"),
    ne(member.userId, userId),
  );
  return (await db.$count(member, others)) === 0;
}

function isMember({ organizationId }: Tx, userId: string) {
  return and(eq(member.organizationId, organizationId), eq(member.userId, userId));
}

function asRole(role: string): Role {
  if (!isRole(role)) throw new Error(`Unknown role ${role}`);
  return role;
}
