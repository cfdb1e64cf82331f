import { isDeepStrictEqual } from "node:util";
import type { SignInSettings } from "@fanal/contract";
import { signInMethods } from "@fanal/domain";
import { lockSignInSettings, saveSignInSettings } from "../auth/sign-in-settings.ts";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow } from "../refusals.ts";
import { viewSignInSettings } from "./queries.ts";
import { requireToPass } from "./require-to-pass.ts";
import { requireWorkingSso } from "./require-working-sso.ts";

type Changes = {
  [Name in keyof Omit<SignInSettings, "isAuth0LinkProven">]?: SignInSettings[Name] | undefined;
};

export function updateSignInSettings(
  context: OrganizationContext,
  changes: Changes,
): Promise<SignInSettings> {
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const before = viewSignInSettings(await lockSignInSettings(tx.db, context.organization.id));
    const auth0OrganizationId =
      changes.auth0OrganizationId === undefined ? before.auth0OrganizationId : changes.auth0OrganizationId;
    const after: SignInSettings = {
      requireTwoFactor: changes.requireTwoFactor ?? before.requireTwoFactor,
      signInMethods: inOrder(
        changes.signInMethods === undefined ? before.signInMethods : changes.signInMethods,
      ),
      requireSso: changes.requireSso ?? before.requireSso,
      auth0OrganizationId,
      isAuth0LinkProven: before.isAuth0LinkProven && auth0OrganizationId === before.auth0OrganizationId,
      defaultRole: changes.defaultRole ?? before.defaultRole,
    };
    if (isDeepStrictEqual(before, after)) return before;
    if (after.requireSso && !before.requireSso) await requireWorkingSso(tx, context.secretBox);
    requireToPass(context, after);
    await saveSignInSettings(tx.db, context.organization.id, after);
    record(tx, context, {
      type: "sign_in.updated",
      subjectId: context.organization.id,
      data: { before, after },
    });
    return after;
  });
}

/** Each once, in the order of the list. */
function inOrder(methods: SignInSettings["signInMethods"]): SignInSettings["signInMethods"] {
  return methods && signInMethods.filter((method) => methods.includes(method));
}
