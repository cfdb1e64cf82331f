import { isSignInMethod, type SignedInBy, type SignInMethod } from "@fanal/domain";
import type { GenericEndpointContext } from "better-auth";
import { z } from "zod";

/** What is stored of how a session began, among what Better Auth knows of it. */
const noted = z.object({
  method: z.string().nullish(),
  secondFactor: z.boolean().nullish(),
  ssoOrganizationId: z.string().nullish(),
  endsAt: z.date().nullish(),
});
type Noted = z.infer<typeof noted>;

/** Where a first factor is shown. A passkey asks who uses it, and counts for both. */
const firstFactors: ReadonlyMap<string, SignInMethod> = new Map([
  ["/sign-in/email", "password"],
  ["/sign-up/email", "password"],
  ["/magic-link/verify", "magic_link"],
  ["/passkey/verify-authentication", "passkey"],
]);
const secondFactors: ReadonlySet<string> = new Set([
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
]);

/** Tells what a session, as Better Auth reads it, says of how it began. */
export function signedInBy(
  session: object,
  { twoFactorEnabled }: { twoFactorEnabled?: boolean | null | undefined },
): SignedInBy {
  const { method, secondFactor, ssoOrganizationId } = noted.parse(session);
  const known = method && isSignInMethod(method) ? method : null;
  return {
    method: known,
    // A code that was shown counts for as long as codes are asked for.
    hasSecondFactor: secondFactor === true && (known === "passkey" || twoFactorEnabled === true),
    ssoOrganizationId: ssoOrganizationId ?? null,
  };
}

/**
 * What is to be noted of a session that Better Auth makes. One that takes another's place, since a password or the second
 * factor changed, goes on as that one began.
 */
export async function noteOfSession(session: object, context: GenericEndpointContext | null): Promise<Noted> {
  const given = noted.parse(session);
  if (context === null) return given;
  const { path } = context;
  const first = firstFactors.get(path);
  if (first !== undefined) return { method: first, secondFactor: first === "passkey" };
  const replaced = context.context.session?.session;
  const begun = given.method || replaced === undefined ? given : noted.parse(replaced);
  if (secondFactors.has(path))
    return { ...begun, method: begun.method ?? (await firstFactorOf(context)), secondFactor: true };
  if (path === "/two-factor/disable") return { ...begun, secondFactor: begun.method === "passkey" };
  return begun;
}

/** Keeps with a second factor that is asked for what was shown first: the session that was begun by it is gone by then. */
export async function noteFirstFactor(
  { identifier, expiresAt }: { identifier: string; expiresAt: Date },
  context: GenericEndpointContext | null,
): Promise<void> {
  const method = firstFactors.get(context?.path ?? "");
  if (context === null || method === undefined || !/^2fa-(?!attempts-|method-)/.test(identifier)) return;
  const { internalAdapter } = context.context;
  await internalAdapter.createVerificationValue({
    identifier: `2fa-method-${identifier}`,
    value: method,
    expiresAt,
  });
}

async function firstFactorOf({ context, getSignedCookie }: GenericEndpointContext): Promise<string | null> {
  const { name } = context.createAuthCookie("two_factor");
  const identifier = await getSignedCookie(name, context.secret);
  if (!identifier) return null;
  const noted = await context.internalAdapter.consumeVerificationValue(`2fa-method-${identifier}`);
  return noted?.value ?? null;
}
