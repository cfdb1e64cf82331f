import { impacts, incidentStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, message, organizationParam, readVersion, time, version } from "./fields.ts";
import { affectedService, affectedServices } from "./incidents.ts";

export const incidentTemplate = z.object({
  id,
  name: line(limits.name),
  title: line(limits.title),
  message,
  status: z.enum(incidentStatuses),
  impact: z.enum(impacts).nullable(),
  services: z.array(affectedService),
  version,
  createdAt: time,
  updatedAt: time,
});
export type IncidentTemplate = z.infer<typeof incidentTemplate>;

const variables =
  "May hold variables that are filled in when it is used: `{{service}}`, `{{services}}`, `{{status}}`, `{{impact}}`, `{{time}}`, `{{organization}}`";

export const incidentTemplateInput = z.object({
  name: line(limits.name).describe("How operators find it"),
  title: line(limits.title).describe(variables),
  message: message.describe(`Markdown. ${variables}`),
  status: z.enum(incidentStatuses).default("investigating"),
  impact: z.enum(impacts).nullable().default(null),
  services: affectedServices.default([]),
});

const one = organizationParam.extend({ templateId: id });
const tags = ["Incident templates"];
const address = "/organizations/{organization}/incident-templates";

export const incidentTemplates = {
  list: inOrganization("incident_template.read")
    .route({ method: "GET", path: address, summary: "List templates by name", tags })
    .input(organizationParam)
    .output(z.array(incidentTemplate)),
  create: inOrganization("incident_template.write")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Create a template",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(incidentTemplateInput.shape))
    .output(incidentTemplate),
  update: inOrganization("incident_template.write")
    .route({
      method: "PATCH",
      path: `${address}/{templateId}`,
      summary: "Change a template",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        name: line(limits.name).optional(),
        title: line(limits.title).optional(),
        message: message.optional(),
        status: z.enum(incidentStatuses).optional(),
        impact: z.enum(impacts).nullable().optional(),
        services: affectedServices.optional(),
        version: readVersion,
      }),
    )
    .output(incidentTemplate),
  delete: inOrganization("incident_template.write")
    .route({
      method: "DELETE",
      path: `${address}/{templateId}`,
      successStatus: 204,
      summary: "Delete a template",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
};
