import { limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { newId, scimUsers } from "@fanal/database/schema";
import { refuseRemoval } from "@fanal/domain";
import { and, eq, ne, or, sql } from "drizzle-orm";
import { defaultRoleOf } from "../auth/default-role.ts";
import { countOtherOwners, deleteMember, insertMember, lockRoles } from "../auth/members.ts";
import { findAccount } from "../auth/people.ts";
import { ownsAddress } from "../auth/sso/email-domains.ts";
import { type RecordedBy, record } from "../events/record.ts";
import { getMember } from "../members/queries.ts";
import { ScimRefusal } from "./refusal.ts";
import type { Directory } from "./token.ts";

export type ScimUserRow = typeof scimUsers.$inferSelect;

/** What a directory says of somebody. */
export interface Told {
  userName: string;
  /** Lower case. */
  email: string;
  externalId: string | null;
  displayName: string | null;
  givenName: string | null;
  familyName: string | null;
  active: boolean;
}

/** Who tells it, in a transaction of their organization. */
export interface Telling {
  tx: Tx;
  directory: Directory;
  by: Omit<RecordedBy, "actor">;
}

/** Takes somebody into the organization's directory. No account is made or changed: whoever has proven the address joins. */
export async function provision(telling: Telling, told: Told): Promise<ScimUserRow> {
  const { tx, by } = telling;
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${tx.organizationId}, 5))`);
  await requireOwnAddress(tx, told.email);
  await refuseTaken(tx, told, null);
  const count = await tx.db.$count(scimUsers, eq(scimUsers.organizationId, tx.organizationId));
  if (count >= limits.scimUsers) {
    throw new ScimRefusal(403, `An organization has at most ${limits.scimUsers} provisioned people.`);
  }
  const [row] = await tx.db
    .insert(scimUsers)
    .values({
      organizationId: tx.organizationId,
      id: newId(),
      ...told,
      createdAt: by.now(),
      updatedAt: by.now(),
    })
    .returning();
  const made = orMissing(row);
  note(telling, "member.provisioned", made);
  return settle(telling, made);
}

/** What a directory says of somebody from now on. Who is not active is no member, from this moment on. */
export async function reprovision(telling: Telling, id: string, told: Told): Promise<ScimUserRow> {
  const { tx, by } = telling;
  const before = await lockScimUser(tx, id);
  if (told.active || told.email !== before.email) await requireOwnAddress(tx, told.email);
  await refuseTaken(tx, told, id);
  const [row] = await tx.db
    .update(scimUsers)
    .set({ ...told, updatedAt: by.now() })
    .where(isScimUser(tx, id))
    .returning();
  const after = orMissing(row);
  if (before.active !== after.active)
    note(telling, after.active ? "member.provisioned" : "member.deprovisioned", after);
  return settle(telling, after);
}

export async function deprovision(telling: Telling, id: string): Promise<void> {
  const { tx } = telling;
  const row = await lockScimUser(tx, id);
  await settle(telling, { ...row, active: false });
  await tx.db.delete(scimUsers).where(isScimUser(tx, id));
  note(telling, "member.deprovisioned", row);
}

export async function getScimUser(tx: Tx, id: string): Promise<ScimUserRow> {
  const [row] = await tx.db.select().from(scimUsers).where(isScimUser(tx, id));
  return orMissing(row);
}

/** As {@link getScimUser}; nobody changes them until the transaction ends. */
export async function lockScimUser(tx: Tx, id: string): Promise<ScimUserRow> {
  const [row] = await tx.db.select().from(scimUsers).where(isScimUser(tx, id)).for("update");
  return orMissing(row);
}

/** Brings memberships in line with what the directory says. */
async function settle(telling: Telling, row: ScimUserRow): Promise<ScimUserRow> {
  const { tx } = telling;
  const roles = await lockRoles(tx);
  const account = await findAccount(tx.db, row);
  const isMember = account !== null && roles.has(account.id);
  if (account === null) return row;
  // Who has not proven the address yet joins once they sign in with it.
  const joins = row.active && !isMember && account.isAddressProven;
  if (joins) await join(telling, account);
  if (!row.active && isMember) await remove(telling, account.id);
  if (!(joins || isMember) || row.userId === account.id) return row;
  const [linked] = await tx.db
    .update(scimUsers)
    .set({ userId: account.id })
    .where(isScimUser(tx, row.id))
    .returning();
  return linked ?? row;
}

async function join({ tx, directory, by }: Telling, { id, name }: { id: string; name: string }) {
  const role = await defaultRoleOf(tx);
  const createdAt = by.now();
  const { organizationId } = tx;
  await insertMember(tx.db, { organizationId, userId: id, role, source: "scim", createdAt });
  const data = { name, role, source: "scim" };
  record(tx, { ...by, actor: actorOf(directory) }, { type: "member.joined", subjectId: id, data });
}

async function remove({ tx, directory, by }: Telling, userId: string): Promise<void> {
  const { name, email, role, teamIds } = await getMember(tx, userId);
  const refusal = refuseRemoval(directory.role, role, 1 + (await countOtherOwners(tx, userId)));
  if (refusal !== null) throw new ScimRefusal(403, refusal.message);
  await deleteMember(tx, userId);
  const data = { name, before: { email, role, teamIds } };
  record(tx, { ...by, actor: actorOf(directory) }, { type: "member.removed", subjectId: userId, data });
}

/** A directory speaks of people of its own domains only: others are nobody's to make members. */
async function requireOwnAddress(tx: Tx, email: string): Promise<void> {
  if (await ownsAddress(tx.db, tx.organizationId, email)) return;
  const message = `${email} is of no domain that this organization has proved. Prove it under Settings, Sign-in.`;
  throw new ScimRefusal(400, message, "invalidValue");
}

async function refuseTaken(tx: Tx, { userName, email }: Told, but: string | null): Promise<void> {
  const [taken] = await tx.db
    .select({ id: scimUsers.id })
    .from(scimUsers)
    .where(
      and(
        eq(scimUsers.organizationId, tx.organizationId),
        or(eq(scimUsers.email, email), eq(sql`lower(${scimUsers.userName})`, userName.toLowerCase())),
        but === null ? undefined : ne(scimUsers.id, but),
      ),
    );
  if (taken !== undefined)
    throw new ScimRefusal(409, `Somebody with this userName or address is here already.`, "uniqueness");
}

function note(
  { tx, directory, by }: Telling,
  type: "member.provisioned" | "member.deprovisioned",
  { id, email, displayName }: ScimUserRow,
): void {
  const data = { name: displayName ?? email, email };
  record(tx, { ...by, actor: actorOf(directory) }, { type, subjectId: id, data });
}

function actorOf({ tokenId, name }: Directory) {
  return { kind: "key", id: tokenId, name } as const;
}

function isScimUser({ organizationId }: Tx, id: string) {
  return and(eq(scimUsers.organizationId, organizationId), eq(scimUsers.id, id));
}

function orMissing(row: ScimUserRow | undefined): ScimUserRow {
  if (row === undefined) throw new ScimRefusal(404, "There is nobody here with this id.");
  return row;
}
