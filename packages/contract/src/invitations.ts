import { roles } from "@fanal/domain";
import { z } from "zod";
import { forAnyone, forMe, inOrganization, postErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { emailAddress, id, limits, line, organizationParam, password, time } from "./fields.ts";
import { organization } from "./organizations.ts";

export const invitation = z.object({
  id,
  email: z.email(),
  role: z.enum(roles),
  teamIds: z.array(id),
  invitedBy: z.string().describe("Name of who invited"),
  sentAt: time.describe("When its link was made, or made anew"),
  expiresAt: time,
  isExpired: z.boolean(),
});
export type Invitation = z.infer<typeof invitation>;

const withLink = invitation.extend({
  link: z
    .url()
    .nullable()
    .describe("Shown this once. `null` in the answer to a request that is repeated: resend to get another"),
  isMailed: z.boolean().describe("Whether the link is on its way by mail; if not, hand it on yourself"),
});
export type InvitationWithLink = z.infer<typeof withLink>;

export const invitationInput = z.object({
  emails: z
    .array(emailAddress)
    .min(1, "Write one address at least.")
    .max(limits.invitationsAtOnce, `At most ${limits.invitationsAtOnce} addresses at once.`),
  role: z.enum(roles).default("responder"),
  teamIds: z.array(id).max(limits.teams).default([]).describe("Teams that they join with it"),
});

/** What the end of the link carries. */
const token = z.object({ token: z.string().min(1).max(100).describe("The last part of the link") });

const one = organizationParam.extend({ invitationId: id });
const tags = ["Invitations"];
const path = "/organizations/{organization}/invitations";

export const invitations = {
  list: inOrganization("member.invite")
    .route({ method: "GET", path, summary: "List invitations that are open", tags })
    .input(organizationParam)
    .output(z.array(invitation)),
  create: inOrganization("member.invite")
    .route({
      method: "POST",
      path,
      successStatus: 201,
      summary: "Invite people by their addresses",
      description:
        "Each gets a link that works once, for that address, for 7 days. An address that is invited already gets a new link, and the one before ends.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(invitationInput.shape))
    .output(z.array(withLink)),
  resend: inOrganization("member.invite")
    .route({
      method: "POST",
      path: `${path}/{invitationId}/resend`,
      successStatus: 201,
      summary: "Make a new link for 7 more days",
      description: "The link before ends.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(withLink),
  revoke: inOrganization("member.invite")
    .route({
      method: "DELETE",
      path: `${path}/{invitationId}`,
      successStatus: 204,
      summary: "Revoke an invitation",
      tags,
    })
    .errors(writeErrors)
    .input(one)
    .output(z.void()),
  preview: forAnyone
    .route({
      method: "POST",
      path: "/invitation-preview",
      summary: "See what a link invites to",
      description: "For whoever has the link.",
      tags,
    })
    .errors({ ...postErrors, not_found: errors.not_found })
    .input(token)
    .output(
      z.object({
        organizationName: z.string(),
        email: z.email(),
        role: z.enum(roles),
        invitedBy: z.string(),
        expiresAt: time,
        provesAddress: z.boolean().describe("Whether the link came by mail, and so proves the address"),
      }),
    ),
  signUp: forAnyone
    .route({
      method: "POST",
      path: "/invitation-accounts",
      successStatus: 201,
      summary: "Make the account that an invitation was mailed to",
      description:
        "Its address is the invitation's, and counts as confirmed. Where there is an account already, nothing happens: sign in.",
      tags,
    })
    .errors({ ...postErrors, not_found: errors.not_found })
    .input(token.extend({ name: line(limits.name), password }))
    .output(z.object({ email: z.email() })),
  accept: forMe
    .route({
      method: "POST",
      path: "/invitation-acceptances",
      successStatus: 201,
      summary: "Accept an invitation",
      description: "The caller is signed in with the address that it was sent to.",
      tags,
    })
    .errors({ ...postErrors, not_found: errors.not_found })
    .input(token)
    .output(organization),
};
