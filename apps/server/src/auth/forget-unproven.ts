import type { Transaction } from "@fanal/database";
import { account, passkey, session, twoFactor, user } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { and, eq, ne } from "drizzle-orm";
import { forgetAddressChanges } from "./address-changes.ts";

/**
 * Takes from an account what was added before anybody proved that its address is theirs: whoever made it may have typed
 * somebody else's. Called once the owner of the address has proved it, by what ends sessions and passwords itself.
 */
export async function forgetUnproven(db: Transaction, userId: string): Promise<void> {
  await db.delete(passkey).where(eq(passkey.userId, userId));
  await db.delete(twoFactor).where(eq(twoFactor.userId, userId));
  await db.delete(account).where(and(eq(account.userId, userId), ne(account.providerId, "credential")));
  await db.update(user).set({ emailVerified: true, twoFactorEnabled: false }).where(eq(user.id, userId));
  await forgetAddressChanges(db, userId);
}

export interface TakenAccount {
  id: string;
  name: string;
  /** Somebody had proved before that the address is theirs; otherwise nothing opens it yet. */
  wasProven: boolean;
}

/**
 * The account with this address, made where there is none, for whoever has just proved that the address is theirs. Where
 * nobody had before, whoever made it may be somebody else who waits for its owner: all their ways in end. The row stays
 * locked, since two may come at once.
 */
export async function takeAccount(
  db: Transaction,
  { email, name }: { email: string; name: string },
  now: Date,
): Promise<TakenAccount> {
  await db
    .insert(user)
    .values({ id: newId(), name, email, emailVerified: false, createdAt: now, updatedAt: now })
    .onConflictDoNothing({ target: user.email });
  const [found] = await db
    .select({ id: user.id, name: user.name, wasProven: user.emailVerified })
    .from(user)
    .where(eq(user.email, email))
    .for("update");
  if (found === undefined) throw new Error("An account was deleted while it was taken");
  if (found.wasProven) return found;
  await db.delete(session).where(eq(session.userId, found.id));
  await db.delete(account).where(eq(account.userId, found.id));
  await db.update(user).set({ name, updatedAt: now }).where(eq(user.id, found.id));
  await forgetUnproven(db, found.id);
  return { ...found, name };
}
