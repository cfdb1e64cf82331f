import type { Database } from "@fanal/database";
import { twoFactor as secondFactors } from "@fanal/database/auth-schema";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { eq } from "drizzle-orm";
import type { SignInLimits } from "./sign-in-limits.ts";

const attempts: ReadonlySet<string> = new Set(["/two-factor/verify-totp", "/two-factor/verify-backup-code"]);

/**
 * Codes of an authenticator app as second factor, with recovery codes. Asked after a link from a mail too, as after a
 * password: a mailbox is one factor, whichever way it is used. Each code counts once.
 */
export function secondFactor({ database, limits }: { database: Database; limits: SignInLimits }) {
  const plugin = twoFactor({
    issuer: "Fanal",
    // Who signs in through a provider has no password to confirm with.
    allowPasswordless: true,
    twoFactorCookieMaxAge: 600,
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
  });
  const before = {
    matcher: ({ path }: { path?: string | undefined }) => attempts.has(path ?? ""),
    handler: createAuthMiddleware(async (request) => {
      const session = await getSessionFromCtx(request);
      const userId = session?.user.id ?? (await findHalfSignedIn(request));
      if (userId === null) return;
      if (session === null) await refuseWhileLocked(database, userId);
      if (request.path === "/two-factor/verify-totp") await limits.spendCode(userId, request.body);
    }),
  };
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: Parameters<typeof hook.matcher>[0]) =>
      context.path === "/magic-link/verify" || hook.matcher(context),
  }));
  return { ...plugin, hooks: { ...plugin.hooks, before: [before], after } };
}

type AuthRequest = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who has given the first factor, and is asked for the second. */
async function findHalfSignedIn({ context, getSignedCookie }: AuthRequest): Promise<string | null> {
  const { name } = context.createAuthCookie("two_factor");
  const challenge = await getSignedCookie(name, context.secret);
  const asked = challenge ? await context.internalAdapter.findVerificationValue(challenge) : null;
  return asked?.value ?? null;
}

/** Better Auth refuses it too, but does not say for how long. */
async function refuseWhileLocked({ db }: Database, userId: string): Promise<void> {
  const [factor] = await db
    .select({ lockedUntil: secondFactors.lockedUntil })
    .from(secondFactors)
    .where(eq(secondFactors.userId, userId));
  const seconds = Math.ceil(((factor?.lockedUntil?.getTime() ?? 0) - Date.now()) / 1000);
  if (seconds <= 0) return;
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "rate_limited", message: `Too many wrong codes. Wait ${seconds} seconds.` },
    { "Retry-After": String(seconds) },
  );
}
