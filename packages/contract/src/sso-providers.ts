import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, readVersion, time, version } from "./fields.ts";

const issuer = z
  .url({ protocol: /^https?$/, error: "Write the whole address, beginning with https://." })
  .max(limits.url)
  .refine((address) => !/[?#]/.test(address), "An issuer has neither ? nor #.")
  .describe("As the provider's tokens name it, for example `https://acme.okta.com`");

const httpsAddress = z
  .url({ protocol: /^https?$/, error: "Write the whole address, beginning with https://." })
  .max(limits.url);

const pem = z
  .string()
  .trim()
  .max(limits.certificate, "This is longer than a certificate.")
  .describe("X.509, as PEM or as the Base64 within");

export const oidcInput = z.object({
  issuer,
  clientId: line(500),
  clientSecret: z.string().min(1, "Write the client secret.").max(2_000).describe("Never readable again"),
});

const oidcChanges = z.object({
  issuer: oidcInput.shape.issuer.optional(),
  clientId: oidcInput.shape.clientId.optional(),
  clientSecret: oidcInput.shape.clientSecret.optional(),
});

export const samlInput = z
  .object({
    metadata: z
      .string()
      .max(limits.metadata, "This is longer than the metadata of one provider.")
      .optional()
      .describe("The provider's metadata, as XML; in the place of the other three"),
    entityId: line(1_024).optional().describe("Entity id of the provider, also called its issuer"),
    signInUrl: httpsAddress.optional().describe("Where it takes requests by HTTP-Redirect"),
    certificates: z
      .array(pem)
      .min(1, "Paste the certificate.")
      .max(limits.certificates)
      .optional()
      .describe("By which it signs"),
  })
  .refine(
    ({ metadata, entityId, signInUrl, certificates }) =>
      metadata !== undefined ||
      (entityId !== undefined && signInUrl !== undefined && certificates !== undefined),
    { path: ["metadata"], message: "Paste the metadata, or fill in the other three fields." },
  );

export const ssoProvider = z.object({
  id,
  name: line(limits.name),
  type: z.enum(["oidc", "saml"]),
  issuer: z.string().describe("Of SAML: the entity id of the provider"),
  clientId: z.string().nullable().describe("Of OpenID Connect"),
  signInUrl: z.string().nullable().describe("Of SAML"),
  certificates: z
    .array(z.object({ fingerprint: z.string().describe("SHA-256"), expiresAt: time }))
    .describe("Of SAML"),
  callbackUrl: z
    .string()
    .describe("What the provider has to be told: redirect URI, or assertion consumer service"),
  entityId: z.string().nullable().describe("Of SAML: what we are called, and where our metadata is"),
  provenAt: time
    .nullable()
    .describe("When it first vouched for somebody with what is set now; `null`: not yet"),
  version,
  createdAt: time,
});
export type SsoProvider = z.infer<typeof ssoProvider>;

const tags = ["Sign-in"];
const address = "/organizations/{organization}/sso-providers";
const one = organizationParam.extend({ providerId: id });

export const ssoProviders = {
  list: inOrganization("sign_in.read")
    .route({ method: "GET", path: address, summary: "List the identity providers, oldest first", tags })
    .input(organizationParam)
    .output(z.array(ssoProvider)),
  create: inOrganization("sign_in.update")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Add an identity provider",
      description:
        "Exactly one of `oidc` and `saml`. An OpenID Connect provider is asked for its discovery, and whether it takes the client.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached, provider_refused: errors.provider_refused })
    .input(
      organizationParam
        .extend({ name: line(limits.name), oidc: oidcInput.optional(), saml: samlInput.optional() })
        .refine(({ oidc, saml }) => (oidc === undefined) !== (saml === undefined), {
          message: "Say either `oidc` or `saml`.",
        }),
    )
    .output(ssoProvider),
  update: inOrganization("sign_in.update")
    .route({
      method: "PATCH",
      path: `${address}/{providerId}`,
      summary: "Change an identity provider",
      description:
        "Of OpenID Connect, fields that are left out stay. With another issuer, people are known by their address anew.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors, provider_refused: errors.provider_refused })
    .input(
      one.extend({
        name: line(limits.name).optional(),
        oidc: oidcChanges.optional(),
        saml: samlInput.optional(),
        version: readVersion,
      }),
    )
    .output(ssoProvider),
  delete: inOrganization("sign_in.update")
    .route({
      method: "DELETE",
      path: `${address}/{providerId}`,
      successStatus: 204,
      summary: "Remove an identity provider",
      description: "Nobody signs in by it any more. Its sessions end within twelve hours.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors, sso_in_use: errors.sso_in_use })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
};
