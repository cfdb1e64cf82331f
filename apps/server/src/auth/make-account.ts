import type { Database } from "@fanal/database";
import { account } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { refuse } from "../refusals.ts";
import type { Auth } from "./auth.ts";
import { takeAccount } from "./forget-unproven.ts";
import { isCommonPassword, tooCommon } from "./password-rules.ts";

/**
 * Makes the account of somebody who has proven that an address is theirs. Where there is one that somebody had proven
 * before it stays as it is, and whoever asks is not told.
 */
export async function makeProvenAccount(
  { auth, database, now }: { auth: Auth; database: Database; now: () => Date },
  { name, email, password }: { name: string; email: string; password: string },
): Promise<void> {
  if (isCommonPassword(password))
    refuse("bad_request", tooCommon, [{ path: ["password"], message: tooCommon }]);
  const { password: passwords } = await auth.$context;
  // Also where it is not needed: how long an answer takes tells nothing.
  const hash = await passwords.hash(password);
  const at = now();
  await database.db.transaction(async (db) => {
    const taken = await takeAccount(db, { email, name }, at);
    if (taken.wasProven) return;
    await db.insert(account).values({
      id: newId(),
      providerId: "credential",
      accountId: taken.id,
      userId: taken.id,
      password: hash,
      createdAt: at,
      updatedAt: at,
    });
  });
}
