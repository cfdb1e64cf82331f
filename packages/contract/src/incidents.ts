import { impacts, incidentServiceStatuses, incidentStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { id, limits, line, message, organizationParam, readVersion, time, version } from "./fields.ts";

export const affectedService = z.object({
  serviceId: id,
  status: z.enum(incidentServiceStatuses).describe("What the incident makes of the service while it is open"),
});
export type AffectedService = z.infer<typeof affectedService>;

const affectedServices = z
  .array(affectedService)
  .max(limits.services)
  .refine(
    (services) => new Set(services.map((service) => service.serviceId)).size === services.length,
    "Each service may be named once.",
  );

export const author = z
  .object({ id: id.nullable().describe("`null` when Fanal wrote it by itself"), name: z.string() })
  .describe("Who wrote it, by the name of that moment");

export const incidentUpdate = z.object({
  id,
  status: z.enum(incidentStatuses),
  message,
  messageHtml: z.string().describe("The message as visitors see it: sanitized HTML"),
  services: z.array(affectedService).describe("Statuses that this update set"),
  author,
  createdAt: time,
});
export type IncidentUpdate = z.infer<typeof incidentUpdate>;

export const incident = z.object({
  id,
  title: line(limits.title),
  status: z.enum(incidentStatuses),
  impact: z.enum(impacts).describe("The override, or else derived from the affected services"),
  impactOverride: z.enum(impacts).nullable(),
  services: z.array(affectedService),
  startedAt: time,
  resolvedAt: time.nullable(),
  updates: z.array(incidentUpdate).describe("Newest first"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Incident = z.infer<typeof incident>;

/** An incident in a list: only its newest update. */
export const incidentSummary = incident.omit({ updates: true }).extend({ latestUpdate: incidentUpdate });
export type IncidentSummary = z.infer<typeof incidentSummary>;

export const incidentInput = z.object({
  title: line(limits.title),
  status: z.enum(incidentStatuses).default("investigating"),
  message,
  impact: z.enum(impacts).nullable().default(null).describe("Overrides the derived impact"),
  services: affectedServices.default([]),
  startedAt: time.optional().describe("In the past, when it began before it was noticed; now by default"),
});

export const incidentUpdateInput = z.object({
  status: z.enum(incidentStatuses),
  message,
  services: affectedServices.optional().describe("Those named change; the others stay as they are"),
  version: readVersion,
});

const one = organizationParam.extend({ incidentId: id });
const tags = ["Incidents"];

export const incidents = {
  list: inOrganization("incident.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/incidents",
      summary: "List incidents, newest start first",
      tags,
    })
    .input(
      organizationParam.extend({
        state: z.enum(["open", "resolved", "all"]).default("all"),
        from: time.optional().describe("Started at or after"),
        to: time.optional().describe("Started before"),
        cursor: z.string().max(200).optional().describe("`nextCursor` of the page before"),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ items: z.array(incidentSummary), nextCursor: z.string().nullable() })),
  create: inOrganization("incident.create")
    .route({
      method: "POST",
      path: "/organizations/{organization}/incidents",
      successStatus: 201,
      summary: "Declare an incident",
      tags,
    })
    .errors(postErrors)
    .input(organizationParam.extend(incidentInput.shape))
    .output(incident),
  get: inOrganization("incident.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/incidents/{incidentId}",
      summary: "Get an incident with all its updates",
      tags,
    })
    .input(one)
    .output(incident),
  update: inOrganization("incident.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}/incidents/{incidentId}",
      summary: "Correct an incident",
      description: "Title, impact, start and affected services; its state changes by an update only.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        title: line(limits.title).optional(),
        impact: z.enum(impacts).nullable().optional(),
        services: affectedServices
          .optional()
          .describe("All affected services; those left out are no longer affected"),
        startedAt: time.optional(),
        version: readVersion,
      }),
    )
    .output(incident),
  delete: inOrganization("incident.delete")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/incidents/{incidentId}",
      successStatus: 204,
      summary: "Delete an incident",
      description: "It leaves lists and pages, and no longer affects services. It can be restored.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  restore: inOrganization("incident.delete")
    .route({
      method: "POST",
      path: "/organizations/{organization}/incidents/{incidentId}/restore",
      summary: "Restore a deleted incident",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(incident),
  postUpdate: inOrganization("incident.update")
    .route({
      method: "POST",
      path: "/organizations/{organization}/incidents/{incidentId}/updates",
      successStatus: 201,
      summary: "Post an update",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend(incidentUpdateInput.shape))
    .output(incident),
  previewMessage: inOrganization("incident.read")
    .route({
      method: "POST",
      path: "/organizations/{organization}/message-preview",
      summary: "Render a message as visitors will see it",
      tags,
    })
    .errors(postErrors)
    .input(organizationParam.extend({ message: z.string().max(limits.message) }))
    .output(z.object({ html: z.string() })),
};
