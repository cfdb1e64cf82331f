import { signInMethods as allMethods, roles } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { organizationParam } from "./fields.ts";

const auth0OrganizationId = z
  .string()
  .trim()
  .max(64, "At most 64 characters.")
  .regex(
    /^org_[A-Za-z0-9]{1,60}$/,
    "Auth0 shows it beside the organization’s name; it begins with org_, like org_Zx81BcTpYq0aLmNe.",
  )
  .nullable()
  .describe("The organization of Auth0 whose members sign in here; `null`: none");

const defaultRole = z
  .enum(roles)
  .exclude(["owner"])
  .describe("Role of those whom a provider brings in and says no role of");

const requireTwoFactor = z
  .boolean()
  .describe("Whether members have to show a second factor; providers answer for theirs");

const signInMethods = z
  .array(z.enum(allMethods))
  .min(1, "Allow at least one way.")
  .max(allMethods.length)
  .nullable()
  .describe("Ways of signing in that members may use; `null`: all");

const requireSso = z
  .boolean()
  .describe(
    "Whether members have to sign in by the organization's own provider; owners may come with a second factor too",
  );

const changeable = z.object({
  requireTwoFactor,
  signInMethods,
  requireSso,
  auth0OrganizationId,
  defaultRole,
});

/** How members of an organization sign in. */
export const signInSettings = changeable.extend({
  isAuth0LinkProven: z
    .boolean()
    .describe("Whether the link to Auth0 counts: somebody who may change it has signed in through it"),
});
export type SignInSettings = z.infer<typeof signInSettings>;

export const signIn = {
  get: inOrganization("sign_in.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/sign-in",
      summary: "How members sign in",
      tags: ["Sign-in"],
    })
    .input(organizationParam)
    .output(signInSettings),
  update: inOrganization("sign_in.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}/sign-in",
      summary: "Change how members sign in",
      tags: ["Sign-in"],
    })
    .errors({ ...writeErrors, name_taken: errors.name_taken })
    .input(organizationParam.extend(changeable.partial().shape))
    .output(signInSettings),
};
