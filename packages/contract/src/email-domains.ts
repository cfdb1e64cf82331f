import { z } from "zod";
import { inOrganization, postErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { domainName, id, organizationParam, time } from "./fields.ts";

export const domainInput = domainName("Write a domain, for example acme.com.");

export const emailDomain = z.object({
  id,
  domain: z.string(),
  record: z
    .object({ name: z.string(), value: z.string() })
    .describe("The TXT record that proves whose domain it is"),
  verifiedAt: time
    .nullable()
    .describe("When the record was last found; `null` before, and once it has been gone for a week"),
  checkedAt: time
    .nullable()
    .describe("When it was last looked for; after `verifiedAt` while it is gone and the domain still counts"),
  createdAt: time,
});
export type EmailDomain = z.infer<typeof emailDomain>;

const tags = ["Sign-in"];
const address = "/organizations/{organization}/email-domains";
const one = organizationParam.extend({ emailDomainId: id });

/** Domains of the addresses that an organization's identity providers vouch for. */
export const emailDomains = {
  list: inOrganization("sign_in.read")
    .route({ method: "GET", path: address, summary: "List the e-mail domains, oldest first", tags })
    .input(organizationParam)
    .output(z.array(emailDomain)),
  add: inOrganization("sign_in.update")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Add an e-mail domain",
      description: "It counts once `verify` has found its record.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached, name_taken: errors.name_taken })
    .input(organizationParam.extend({ domain: domainInput }))
    .output(emailDomain),
  verify: inOrganization("sign_in.update")
    .route({
      method: "POST",
      path: `${address}/{emailDomainId}/verify`,
      successStatus: 201,
      summary: "Look for the record that proves whose a domain is",
      tags,
    })
    .errors({ ...postErrors, domain_unproven: errors.domain_unproven, name_taken: errors.name_taken })
    .input(one)
    .output(emailDomain),
  remove: inOrganization("sign_in.update")
    .route({
      method: "DELETE",
      path: `${address}/{emailDomainId}`,
      successStatus: 204,
      summary: "Remove an e-mail domain",
      tags,
    })
    .errors({ ...writeErrors, sso_in_use: errors.sso_in_use })
    .input(one)
    .output(z.void()),
};
