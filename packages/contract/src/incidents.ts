import { impacts, incidentServiceStatuses, incidentStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import {
  id,
  limits,
  line,
  lines,
  message,
  organizationParam,
  readVersion,
  telling,
  time,
  version,
} from "./fields.ts";

export const affectedService = z.object({
  serviceId: id,
  status: z.enum(incidentServiceStatuses).describe("What the incident makes of the service while it is open"),
});
export type AffectedService = z.infer<typeof affectedService>;

/** What an incident makes of services. */
export const affectedServices = z
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
  editedAt: time.nullable().describe("When its text was last corrected"),
});
export type IncidentUpdate = z.infer<typeof incidentUpdate>;

/** What was learned from an incident. */
export const postmortem = z.object({
  draft: lines(limits.message).describe("Markdown as it is being written"),
  message: message.nullable().describe("Markdown as visitors see it; `null` while it is not published"),
  messageHtml: z.string().nullable().describe("The published text as visitors see it: sanitized HTML"),
  publishedAt: time.nullable(),
  version,
  updatedAt: time,
});
export type Postmortem = z.infer<typeof postmortem>;

export const incident = z.object({
  id,
  title: line(limits.title),
  isDraft: z.boolean().describe("Whether only operators see it, and it affects nothing"),
  isBackfilled: z.boolean().describe("Whether it was recorded after it was over, without telling anybody"),
  status: z.enum(incidentStatuses),
  impact: z.enum(impacts).describe("The override, or else derived from the affected services"),
  impactOverride: z.enum(impacts).nullable(),
  services: z.array(affectedService),
  startedAt: time,
  startsWhenPublished: z
    .boolean()
    .describe("Of a draft that has no start of its own: `startedAt` becomes when it is published"),
  resolvedAt: time.nullable(),
  nextUpdateAt: time.nullable().describe("When the newest update promised the next one"),
  postmortem: postmortem.nullable(),
  updates: z.array(incidentUpdate).describe("Newest first"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Incident = z.infer<typeof incident>;

/** An incident in a list: only its newest update. */
export const incidentSummary = incident
  .omit({ updates: true, postmortem: true })
  .extend({ latestUpdate: incidentUpdate });
export type IncidentSummary = z.infer<typeof incidentSummary>;

const nextUpdateAt = time
  .nullable()
  .describe("A promise: visitors read that the next update follows by then");

export const incidentInput = z.object({
  title: line(limits.title),
  status: z.enum(incidentStatuses).default("investigating"),
  message,
  impact: z.enum(impacts).nullable().default(null).describe("Overrides the derived impact"),
  services: affectedServices.default([]),
  startedAt: time.optional().describe("In the past, when it began before it was noticed; now by default"),
  resolvedAt: time
    .optional()
    .describe("Records an incident that is over: it begins at `startedAt`, ends here, and nobody is told"),
  nextUpdateAt: nextUpdateAt.optional(),
  isDraft: z.boolean().default(false).describe("Only written down, to be published or discarded later"),
  ...telling,
});

export const incidentUpdateInput = z.object({
  status: z.enum(incidentStatuses),
  message,
  services: affectedServices.optional().describe("Those named change; the others stay as they are"),
  impact: z
    .enum(impacts)
    .nullable()
    .optional()
    .describe("Overrides the derived impact from here on; `null` derives it again"),
  nextUpdateAt: nextUpdateAt.default(null),
  saidAt: time
    .optional()
    .describe(
      "Of an incident that was recorded afterwards: adds to its story what was said while it was going on. State, impact and services stay as they are, and nobody is told",
    ),
  ...telling,
  version: readVersion,
});

const one = organizationParam.extend({ incidentId: id });
const oneUpdate = one.extend({ updateId: id });
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
        state: z
          .enum(["open", "resolved", "draft", "all"])
          .default("all")
          .describe("`all` has open and resolved ones, no drafts"),
        teamId: id.optional().describe("Affecting a service that this team owns"),
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
      description:
        "Title, impact, start and affected services; its state changes by an update only. Of a draft, all that it says.",
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
        startedAt: time.nullable().optional().describe("`null` lets a draft begin when it is published"),
        resolvedAt: time
          .nullable()
          .optional()
          .describe("Of a backfilled incident or a draft; `null` makes a draft one that is not over"),
        status: z.enum(incidentStatuses).optional().describe("Of a draft"),
        message: message.optional().describe("Of a draft: its only update"),
        nextUpdateAt: nextUpdateAt.optional(),
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
  discard: inOrganization("incident.create")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/incident-drafts/{draftId}",
      successStatus: 204,
      summary: "Discard a draft",
      description:
        "For everybody who may write one. What is published is deleted instead. It can be restored.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(organizationParam.extend({ draftId: id.describe("Id of the incident"), version: readVersion }))
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
  publish: inOrganization("incident.create")
    .route({
      method: "POST",
      path: "/organizations/{organization}/incidents/{incidentId}/publish",
      successStatus: 201,
      summary: "Publish a draft",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ ...telling, version: readVersion }))
    .output(incident),
  editUpdate: inOrganization("incident.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}/incidents/{incidentId}/updates/{updateId}",
      summary: "Correct the text of an update",
      description: "The log keeps what it was.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(oneUpdate.extend({ message, version: readVersion.describe("Of the incident") }))
    .output(incident),
  deleteUpdate: inOrganization("incident.update")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/incidents/{incidentId}/updates/{updateId}",
      successStatus: 204,
      summary: "Delete an update",
      description:
        "State and statuses stay as they are; the last update of an incident cannot go. The log keeps what it was. It can be restored.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(oneUpdate.extend({ version: readVersion.describe("Of the incident") }))
    .output(z.void()),
  restoreUpdate: inOrganization("incident.update")
    .route({
      method: "POST",
      path: "/organizations/{organization}/incidents/{incidentId}/updates/{updateId}/restore",
      summary: "Restore a deleted update",
      description: "It takes its place in the story again. State and statuses stay as they are.",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(oneUpdate.extend({ version: readVersion.describe("Of the incident") }))
    .output(incident),
  writePostmortem: inOrganization("incident.update")
    .route({
      method: "PUT",
      path: "/organizations/{organization}/incidents/{incidentId}/postmortem",
      summary: "Write the draft of a postmortem",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        draft: lines(limits.message),
        version: z.int().min(0).optional().describe("Of the postmortem that you read; 0 when there was none"),
      }),
    )
    .output(incident),
  publishPostmortem: inOrganization("incident.update")
    .route({
      method: "POST",
      path: "/organizations/{organization}/incidents/{incidentId}/postmortem/publish",
      successStatus: 201,
      summary: "Publish the draft of a postmortem on the incident's page",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ ...telling, version: readVersion.describe("Of the postmortem") }))
    .output(incident),
  revertPostmortem: inOrganization("incident.update")
    .route({
      method: "POST",
      path: "/organizations/{organization}/incidents/{incidentId}/postmortem/revert",
      successStatus: 201,
      summary: "Take a published postmortem back into its draft",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ version: readVersion.describe("Of the postmortem") }))
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
