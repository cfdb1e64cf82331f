import type { SignInSettings } from "@fanal/contract";
import { readSignInSettings, type SignInSettingsRow } from "../auth/sign-in-settings.ts";
import type { OrganizationContext } from "../context.ts";

export async function signInSettings(context: OrganizationContext): Promise<SignInSettings> {
  return viewSignInSettings(await readSignInSettings(context.database.db, context.organization.id));
}

export function viewSignInSettings(row: SignInSettingsRow): SignInSettings {
  const { requireTwoFactor, signInMethods, requireSso, auth0OrganizationId, auth0ProvenAt, defaultRole } =
    row;
  return {
    requireTwoFactor,
    signInMethods: signInMethods && [...signInMethods],
    requireSso,
    auth0OrganizationId,
    isAuth0LinkProven: auth0ProvenAt !== null,
    defaultRole: defaultRole === "owner" ? "admin" : defaultRole,
  };
}
