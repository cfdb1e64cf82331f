import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, lines, organizationParam, readVersion, time, version } from "./fields.ts";

export const announcement = z.object({
  id,
  pageId: id,
  title: line(limits.title),
  message: lines(limits.message).describe("Markdown; may be empty"),
  messageHtml: z.string().describe("The message as visitors see it: sanitized HTML"),
  startsAt: time,
  endsAt: time.nullable().describe("`null` while it has no end"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Announcement = z.infer<typeof announcement>;

export const announcementInput = z.object({
  pageId: id,
  title: line(limits.title),
  message: lines(limits.message).default(""),
  startsAt: time.optional().describe("Now by default"),
  endsAt: time.nullable().default(null),
});

const one = organizationParam.extend({ announcementId: id });
const tags = ["Announcements"];
const address = "/organizations/{organization}/announcements";

export const announcements = {
  list: inOrganization("announcement.read")
    .route({ method: "GET", path: address, summary: "List announcements, newest start first", tags })
    .input(organizationParam)
    .output(z.array(announcement)),
  create: inOrganization("announcement.write")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Pin a notice to a status page",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(announcementInput.shape))
    .output(announcement),
  update: inOrganization("announcement.write")
    .route({ method: "PATCH", path: `${address}/{announcementId}`, summary: "Change an announcement", tags })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        title: line(limits.title).optional(),
        message: lines(limits.message).optional(),
        startsAt: time.optional(),
        endsAt: time.nullable().optional(),
        version: readVersion,
      }),
    )
    .output(announcement),
  delete: inOrganization("announcement.write")
    .route({
      method: "DELETE",
      path: `${address}/{announcementId}`,
      successStatus: 204,
      summary: "Take an announcement down",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  restore: inOrganization("announcement.write")
    .route({
      method: "POST",
      path: `${address}/{announcementId}/restore`,
      summary: "Restore an announcement that was taken down",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors, limit_reached: errors.limit_reached })
    .input(one.extend({ version: readVersion }))
    .output(announcement),
};
