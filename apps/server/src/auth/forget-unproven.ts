import type { Database } from "@fanal/database";
import { account, passkey, twoFactor, user } from "@fanal/database/auth-schema";
import { and, eq, ne } from "drizzle-orm";

/**
 * Takes from an account what was added before anybody proved that its address is theirs: whoever made it may have typed
 * somebody else's. Called once the owner of the address has proved it, by what ends sessions and passwords itself.
 */
export async function forgetUnproven({ db }: Database, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(passkey).where(eq(passkey.userId, userId));
    await tx.delete(twoFactor).where(eq(twoFactor.userId, userId));
    await tx.delete(account).where(and(eq(account.userId, userId), ne(account.providerId, "credential")));
    await tx.update(user).set({ emailVerified: true, twoFactorEnabled: false }).where(eq(user.id, userId));
  });
}
