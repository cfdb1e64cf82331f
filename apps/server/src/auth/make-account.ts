import { refuse } from "../refusals.ts";
import type { Auth } from "./auth.ts";
import { isCommonPassword, tooCommon } from "./password-rules.ts";

/**
 * Makes the account of somebody who has proven that an address is theirs. Where there is one already it stays as it is,
 * and whoever asks is not told.
 */
export async function makeProvenAccount(
  auth: Auth,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<void> {
  if (isCommonPassword(password))
    refuse("bad_request", tooCommon, [{ path: ["password"], message: tooCommon }]);
  const { internalAdapter, password: passwords } = await auth.$context;
  // Also where it is not needed: how long an answer takes tells nothing.
  const hash = await passwords.hash(password);
  if ((await internalAdapter.findUserByEmail(email)) !== null) return;
  const { id } = await internalAdapter.createUser(
    { name, email, emailVerified: true },
    { method: "email-password" },
  );
  await internalAdapter.linkAccount({ userId: id, providerId: "credential", accountId: id, password: hash });
}
