import { z } from "zod";
import { inOrganization, postErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, time } from "./fields.ts";

export const scimToken = z.object({
  id,
  name: line(limits.name),
  prefix: z.string().describe("The first characters, by which people tell tokens apart"),
  createdAt: time,
  lastUsedAt: time.nullable().describe("To the minute; `null`: never"),
});
export type ScimToken = z.infer<typeof scimToken>;

export const scimTokenInput = z.object({ name: line(limits.name).describe("The directory that uses it") });

const tags = ["Provisioning"];
const address = "/organizations/{organization}/scim-tokens";

export const scimTokens = {
  list: inOrganization("sign_in.read")
    .route({ method: "GET", path: address, summary: "List provisioning tokens, newest first", tags })
    .input(organizationParam)
    .output(z.array(scimToken)),
  create: inOrganization("sign_in.update")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Make a provisioning token",
      description:
        "With it a directory tells by SCIM 2.0, at `/scim/v2`, who belongs to the organization. The answer is the only one that holds the token.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(scimTokenInput.shape))
    .output(
      scimToken.extend({
        token: z
          .string()
          .nullable()
          .describe("The token itself; `null` in the answer to a repeated request, since it is shown once"),
      }),
    ),
  revoke: inOrganization("sign_in.update")
    .route({
      method: "DELETE",
      path: `${address}/{scimTokenId}`,
      successStatus: 204,
      summary: "Revoke a provisioning token",
      description: "It stops working at once and for good. Whom it made a member stays one.",
      tags,
    })
    .errors(writeErrors)
    .input(organizationParam.extend({ scimTokenId: id }))
    .output(z.void()),
};
