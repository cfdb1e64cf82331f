import type { Role } from "./permissions.ts";

/** Ways of signing in. A provider is asked for the last two; it answers for how many factors it asks. */
export const signInMethods = ["password", "magic_link", "passkey", "auth0", "sso"] as const;
export type SignInMethod = (typeof signInMethods)[number];

function isProvider(method: SignInMethod): boolean {
  return method === "auth0" || method === "sso";
}

export function isSignInMethod(value: string): value is SignInMethod {
  return signInMethods.some((method) => method === value);
}

/** How a session began. */
export interface SignedInBy {
  /** `null`: before it was noted. */
  method: SignInMethod | null;
  /** Whether two factors were shown here: a code or a recovery code beside the first one, or a passkey. */
  hasSecondFactor: boolean;
  /** The organization whose own provider was asked, by single sign-on; to others it says nothing. */
  ssoOrganizationId: string | null;
}

/** How an organization wants its members to sign in. */
export interface SignInPolicy {
  requireTwoFactor: boolean;
  /** `null`: each. */
  signInMethods: readonly SignInMethod[] | null;
  /** Only by the organization's own provider. */
  requireSso: boolean;
}

export const signInRefusals = ["sso_required", "sign_in_method_refused", "two_factor_required"] as const;
/** Why a member may not act in an organization as they signed in. */
export type SignInRefusal = (typeof signInRefusals)[number];

/** The ways of signing in that a policy takes. */
export function methodsTakenBy({ signInMethods: allowed, requireSso }: SignInPolicy): SignInMethod[] {
  if (requireSso) return ["sso"];
  return signInMethods.filter((method) => allowed?.includes(method) ?? true);
}

/**
 * Why somebody who is a member may not act as they signed in; `null`: they may. Where only providers are allowed an owner
 * gets in with two factors shown here as well, so that a provider that is broken shuts nobody out for good.
 */
export function refuseSignIn(
  policy: SignInPolicy,
  { organizationId, role }: { organizationId: string; role: Role },
  { method, hasSecondFactor, ssoOrganizationId }: SignedInBy,
): SignInRefusal | null {
  const known = method === "sso" && ssoOrganizationId !== organizationId ? null : method;
  const taken = methodsTakenBy(policy);
  const isTaken = taken.length === signInMethods.length || (known !== null && taken.includes(known));
  const breaksGlass = role === "owner" && hasSecondFactor && taken.every(isProvider);
  if (!isTaken && !breaksGlass) return policy.requireSso ? "sso_required" : "sign_in_method_refused";
  const isShown = hasSecondFactor || (known !== null && isProvider(known));
  return policy.requireTwoFactor && !isShown ? "two_factor_required" : null;
}
