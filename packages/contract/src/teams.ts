import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, readVersion, time, version } from "./fields.ts";

export const team = z.object({
  id,
  name: line(limits.name),
  memberIds: z.array(id),
  serviceIds: z.array(id).describe("Services that it owns"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Team = z.infer<typeof team>;

export const teamInput = z.object({ name: line(limits.name) });

const one = organizationParam.extend({ teamId: id });
const tags = ["Teams"];
const path = "/organizations/{organization}/teams";

export const teams = {
  list: inOrganization("team.read")
    .route({ method: "GET", path, summary: "List teams by name", tags })
    .input(organizationParam)
    .output(z.array(team)),
  create: inOrganization("team.write")
    .route({ method: "POST", path, successStatus: 201, summary: "Create a team", tags })
    .errors({ ...postErrors, name_taken: errors.name_taken, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(teamInput.shape))
    .output(team),
  update: inOrganization("team.write")
    .route({ method: "PATCH", path: `${path}/{teamId}`, summary: "Rename a team", tags })
    .errors({ ...writeErrors, ...versionErrors, name_taken: errors.name_taken })
    .input(one.extend({ ...teamInput.partial().shape, version: readVersion }))
    .output(team),
  delete: inOrganization("team.write")
    .route({
      method: "DELETE",
      path: `${path}/{teamId}`,
      successStatus: 204,
      summary: "Delete a team",
      description: "Its services stay, and belong to no team.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  addMember: inOrganization("team.write")
    .route({ method: "PUT", path: `${path}/{teamId}/members/{memberId}`, summary: "Add to a team", tags })
    .errors(writeErrors)
    .input(one.extend({ memberId: id }))
    .output(team),
  removeMember: inOrganization("team.write")
    .route({
      method: "DELETE",
      path: `${path}/{teamId}/members/{memberId}`,
      successStatus: 204,
      summary: "Remove from a team",
      description: "Membership in the organization stays.",
      tags,
    })
    .errors(writeErrors)
    .input(one.extend({ memberId: id }))
    .output(z.void()),
};
