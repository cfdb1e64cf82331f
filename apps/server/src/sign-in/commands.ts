import type { SignInSettings } from "@fanal/contract";
import { lockSignInSettings, saveSignInSettings } from "../auth/sign-in-settings.ts";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow } from "../refusals.ts";
import { viewSignInSettings } from "./queries.ts";

export function updateSignInSettings(
  context: OrganizationContext,
  input: {
    auth0OrganizationId?: string | null | undefined;
    defaultRole?: SignInSettings["defaultRole"] | undefined;
  },
): Promise<SignInSettings> {
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const before = viewSignInSettings(await lockSignInSettings(tx.db, context.organization.id));
    const { auth0OrganizationId = before.auth0OrganizationId, defaultRole = before.defaultRole } = input;
    const after = { auth0OrganizationId, defaultRole };
    if (after.auth0OrganizationId === before.auth0OrganizationId && after.defaultRole === before.defaultRole)
      return before;
    await saveSignInSettings(tx.db, context.organization.id, after);
    record(tx, context, {
      type: "sign_in.updated",
      subjectId: context.organization.id,
      data: { before, after },
    });
    return after;
  });
}
