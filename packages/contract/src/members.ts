import { memberSources, roles } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, writeErrors } from "./base.ts";
import { id, limits, line, organizationParam, time } from "./fields.ts";

export const member = z.object({
  id: id.describe("Of the person: the same in each of their organizations"),
  name: line(limits.name),
  email: z.email(),
  role: z.enum(roles),
  teamIds: z.array(id),
  source: z.enum(memberSources).describe("What brought them in"),
  joinedAt: time,
  lastSeenAt: time.nullable().describe("When they last used Fanal, to the day; `null`: they are signed out"),
});
export type Member = z.infer<typeof member>;

const one = organizationParam.extend({ memberId: id });
const tags = ["Members"];
const path = "/organizations/{organization}/members";

export const members = {
  list: inOrganization("member.read")
    .route({ method: "GET", path, summary: "List members by name", tags })
    .input(organizationParam)
    .output(z.array(member)),
  update: inOrganization("member.update")
    .route({
      method: "PATCH",
      path: `${path}/{memberId}`,
      summary: "Change the role of a member",
      description: "Only owners make owners or change what they are, and one owner always stays.",
      tags,
    })
    .errors(writeErrors)
    .input(one.extend({ role: z.enum(roles) }))
    .output(member),
  remove: inOrganization("member.remove")
    .route({
      method: "DELETE",
      path: `${path}/{memberId}`,
      successStatus: 204,
      summary: "Remove a member",
      description: "What they can reach of the organization ends at once, also where it is open.",
      tags,
    })
    .errors(writeErrors)
    .input(one)
    .output(z.void()),
  leave: inOrganization("member.leave")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/membership",
      successStatus: 204,
      summary: "Leave an organization",
      description: "The last owner cannot.",
      tags,
    })
    .errors(writeErrors)
    .input(organizationParam)
    .output(z.void()),
  handOver: inOrganization("organization.transfer")
    .route({
      method: "POST",
      path: `${path}/{memberId}/ownership`,
      successStatus: 201,
      summary: "Hand over ownership",
      description: "The member becomes an owner, and the caller an admin.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(member),
};
