import { refuseSignIn, type SignInPolicy, type SignInRefusal } from "@fanal/domain";
import type { OrganizationContext } from "../context.ts";
import { refuse } from "../refusals.ts";

/** Nobody shuts themselves out: who changes what is wanted of members has to meet it at this moment. */
export function requireToPass(
  { access, organization, signedInBy }: OrganizationContext,
  policy: SignInPolicy,
): void {
  if (access.role === null || signedInBy === null) refuse("forbidden");
  const refusal = refuseSignIn(policy, { organizationId: organization.id, role: access.role }, signedInBy);
  if (refusal === null) return;
  const { field, message } = shutOut[refusal];
  refuse("bad_request", message, [{ path: [field], message }]);
}

const shutOut: Record<SignInRefusal, { field: string; message: string }> = {
  two_factor_required: {
    field: "requireTwoFactor",
    message:
      "You did not show a second factor yourself, so this would shut you out. Set one up in your account, sign in with it or with a passkey, and do this again.",
  },
  sign_in_method_refused: {
    field: "signInMethods",
    message:
      "You are not signed in one of these ways yourself, so this would shut you out. Sign in one of them, and do this again.",
  },
  sso_required: {
    field: "requireSso",
    message:
      "You are not signed in through the provider yourself, so this would shut you out. Sign in there, or as an owner with a second factor, and do this again.",
  },
};
