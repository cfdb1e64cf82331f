import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, readVersion, slug, time, timeZone, version } from "./fields.ts";

const serviceIds = z
  .array(id)
  .max(limits.services)
  .refine((ids) => new Set(ids).size === ids.length, "Each service may be named once.")
  .describe("The services that the page shows, in order");

export const statusPage = z.object({
  id,
  name: line(limits.name),
  slug,
  url: z.url().describe("Where visitors find it"),
  timeZone,
  serviceIds,
  addsNewServices: z.boolean().describe("Whether a service that is created appears on this page"),
  publishedVersion: z.int().min(0).describe("Version of the snapshot that visitors see; 0 before the first"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type StatusPage = z.infer<typeof statusPage>;

export const statusPageInput = z.object({
  name: line(limits.name),
  slug,
  timeZone: timeZone.default("Etc/UTC"),
  serviceIds: serviceIds.default([]),
  addsNewServices: z.boolean().default(false),
});

const one = organizationParam.extend({ pageId: id });
const tags = ["Status pages"];

export const statusPages = {
  list: inOrganization("status_page.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/status-pages",
      summary: "List status pages",
      tags,
    })
    .input(organizationParam)
    .output(z.array(statusPage)),
  create: inOrganization("status_page.create")
    .route({
      method: "POST",
      path: "/organizations/{organization}/status-pages",
      successStatus: 201,
      summary: "Create a status page",
      tags,
    })
    .errors({ ...postErrors, name_taken: errors.name_taken })
    .input(organizationParam.extend(statusPageInput.shape))
    .output(statusPage),
  get: inOrganization("status_page.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/status-pages/{pageId}",
      summary: "Get a status page",
      tags,
    })
    .input(one)
    .output(statusPage),
  update: inOrganization("status_page.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}/status-pages/{pageId}",
      summary: "Change a status page",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors, name_taken: errors.name_taken })
    .input(
      one.extend({
        name: line(limits.name).optional(),
        slug: slug.optional(),
        timeZone: timeZone.optional(),
        serviceIds: serviceIds.optional(),
        addsNewServices: z.boolean().optional(),
        version: readVersion,
      }),
    )
    .output(statusPage),
  delete: inOrganization("status_page.delete")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/status-pages/{pageId}",
      successStatus: 204,
      summary: "Delete a status page",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
};
