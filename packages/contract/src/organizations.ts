import { roles } from "@fanal/domain";
import { z } from "zod";
import { forMe, inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import {
  emailAddress,
  id,
  limits,
  line,
  organizationParam,
  password,
  readVersion,
  slug,
  time,
  version,
} from "./fields.ts";

export const organization = z.object({
  id,
  name: line(limits.name),
  slug,
  role: z.enum(roles).describe("The caller's role"),
  version,
  createdAt: time,
});
export type Organization = z.infer<typeof organization>;

export const organizationInput = z.object({
  name: line(limits.name),
  slug: slug.optional().describe("Made from the name when left out"),
});

export const organizations = {
  list: forMe
    .route({
      method: "GET",
      path: "/organizations",
      summary: "List my organizations",
      tags: ["Organizations"],
    })
    .output(z.array(organization)),
  create: forMe
    .route({
      method: "POST",
      path: "/organizations",
      successStatus: 201,
      summary: "Create an organization",
      description:
        "The caller becomes its owner, and it gets a status page with the same slug if that is free.",
      tags: ["Organizations"],
    })
    .errors({ ...postErrors, name_taken: errors.name_taken })
    .input(organizationInput)
    .output(organization),
  update: inOrganization("organization.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}",
      summary: "Rename an organization",
      tags: ["Organizations"],
    })
    .errors({ ...writeErrors, ...versionErrors, name_taken: errors.name_taken })
    .input(organizationParam.extend(organizationInput.partial().shape).extend({ version: readVersion }))
    .output(organization),
};

/** Who signs up. The name stands beside every update that they post. */
export const signUpInput = z.object({
  name: line(limits.name),
  email: emailAddress,
  password,
});
export type SignUpInput = z.infer<typeof signUpInput>;
