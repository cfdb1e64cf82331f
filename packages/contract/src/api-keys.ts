import { apiKeyScopes } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, time } from "./fields.ts";

export const apiKey = z.object({
  id,
  name: line(limits.name),
  prefix: z.string().describe("The first characters, by which people tell keys apart"),
  scopes: z.array(z.enum(apiKeyScopes)),
  state: z
    .enum(["active", "expired", "stopped"])
    .describe("`stopped`: whoever made it may not make keys any more, so it does not work"),
  createdAt: time,
  createdBy: z.object({ id, name: z.string() }),
  expiresAt: time.nullable().describe("`null`: it does not expire"),
  lastUsedAt: time.nullable().describe("To the minute; `null`: never"),
});
export type ApiKey = z.infer<typeof apiKey>;

export const apiKeyInput = z.object({
  name: line(limits.name).describe("Who or what uses it"),
  scopes: z
    .array(z.enum(apiKeyScopes))
    .min(1, "Choose at least one scope.")
    .max(apiKeyScopes.length)
    .describe("What it may do; each includes `read`"),
  expiresAt: time.nullable().default(null).describe("In the future; `null`: it does not expire"),
});

const tags = ["API keys"];
const address = "/organizations/{organization}/api-keys";

export const apiKeys = {
  list: inOrganization("api_key.read")
    .route({ method: "GET", path: address, summary: "List API keys, newest first", tags })
    .input(organizationParam)
    .output(z.array(apiKey)),
  create: inOrganization("api_key.write")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Make an API key",
      description: "The answer is the only one that holds the key. It works in this organization only.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(apiKeyInput.shape))
    .output(
      apiKey.extend({
        key: z
          .string()
          .nullable()
          .describe("The key itself; `null` in the answer to a repeated request, since it is shown once"),
      }),
    ),
  revoke: inOrganization("api_key.write")
    .route({
      method: "DELETE",
      path: `${address}/{apiKeyId}`,
      successStatus: 204,
      summary: "Revoke an API key",
      description: "It stops working at once and for good.",
      tags,
    })
    .errors(writeErrors)
    .input(organizationParam.extend({ apiKeyId: id }))
    .output(z.void()),
};
