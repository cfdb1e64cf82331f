import type { Database } from "@fanal/database";
import { passkey } from "@fanal/database/auth-schema";
import { APIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { signedInBy } from "./signed-in-by.ts";

/** Where second factors are added, shown and taken away, alone or with the account. */
const factorPaths: ReadonlySet<string> = new Set([
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/generate-backup-codes",
  "/passkey/generate-register-options",
  "/passkey/verify-registration",
  "/passkey/delete-passkey",
  "/delete-user",
]);

interface Session {
  session: object;
  user: { id: string; twoFactorEnabled?: boolean | null | undefined };
}

/**
 * Keeps whoever came through a provider from touching the second factors that an account has already. The provider of one
 * organization opens the account without them; one that was added by its word would count in every other organization.
 */
export async function guardOwnFactors(
  { db }: Database,
  path: string,
  findSession: () => Promise<Session | null>,
): Promise<void> {
  if (!factorPaths.has(path)) return;
  const found = await findSession();
  if (found === null) return;
  const { session, user } = found;
  const { method, hasSecondFactor } = signedInBy(session, user);
  if (hasSecondFactor || (method !== "sso" && method !== "auth0")) return;
  if (user.twoFactorEnabled !== true && (await db.$count(passkey, eq(passkey.userId, user.id))) === 0) return;
  const message =
    "You came in through a provider, which did not ask for your own second factor. Sign in with a code or a passkey of yours, and do this again.";
  throw new APIError("FORBIDDEN", { code: "own_factor_wanted", message });
}
