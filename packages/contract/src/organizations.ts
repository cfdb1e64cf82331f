import { roles, signInMethods, signInRefusals } from "@fanal/domain";
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
  timeZone,
  version,
} from "./fields.ts";

export const organization = z.object({
  id,
  name: line(limits.name),
  slug,
  role: z.enum(roles).describe("The caller's role"),
  signInRefusal: z
    .object({
      code: z.enum(signInRefusals),
      methods: z.array(z.enum(signInMethods)).describe("Ways of signing in that it takes"),
    })
    .nullable()
    .describe("Why the caller may not act in it as they signed in; `null`: they may"),
  timeZone: timeZone.describe("IANA time zone that new pages begin with"),
  defaultPageId: id.nullable().describe("The status page to show first; `null` for the oldest"),
  version,
  createdAt: time,
});
export type Organization = z.infer<typeof organization>;

export const organizationInput = z.object({
  name: line(limits.name),
  slug: slug.optional().describe("Made from the name when left out"),
  timeZone: timeZone
    .optional()
    .describe("Of what is made in it, its first page too; `Etc/UTC` when left out"),
});

/** The settings of an organization. */
export const organizationSettings = organizationInput.required().extend({
  timeZone,
  defaultPageId: id.nullable().describe("One of the organization's status pages, or `null` for the oldest"),
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
  get: inOrganization("organization.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}",
      summary: "Get an organization",
      description: "An address that it had before finds it too.",
      tags: ["Organizations"],
    })
    .input(organizationParam)
    .output(
      organization.extend({ role: organization.shape.role.nullable().describe("`null` for an API key") }),
    ),
  update: inOrganization("organization.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}",
      summary: "Change the settings of an organization",
      description: "An address that it leaves stays its own: links with it go on leading to it.",
      tags: ["Organizations"],
    })
    .errors({
      ...writeErrors,
      ...versionErrors,
      name_taken: errors.name_taken,
      limit_reached: errors.limit_reached,
    })
    .input(organizationParam.extend(organizationSettings.partial().shape).extend({ version: readVersion }))
    .output(organization),
  delete: inOrganization("organization.delete")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}",
      successStatus: 204,
      summary: "Delete an organization",
      description:
        "Everything of it is gone at once and for good: pages, incidents, members, the log. `GET /organizations/{organization}/export` keeps a copy.",
      tags: ["Organizations"],
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      organizationParam.extend({
        name: z.string().max(limits.name).describe("The organization's name, to say that this is meant"),
        version: readVersion,
      }),
    )
    .output(z.void()),
};

/** Who signs up. The name stands beside every update that they post. */
export const signUpInput = z.object({
  name: line(limits.name),
  email: emailAddress,
  password,
  invitation: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("The last part of the link of an invitation. Needed where sign-up is closed"),
});
export type SignUpInput = z.infer<typeof signUpInput>;
