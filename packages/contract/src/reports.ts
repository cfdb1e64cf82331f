import { z } from "zod";
import { inOrganization } from "./base.ts";
import { id, organizationParam } from "./fields.ts";
import { measuredUptime, uptimeReport, uptimeSpan } from "./uptime.ts";

const incidentFigures = z.object({
  count: z.int().min(0).describe("Incidents that began then: published, and not deleted"),
  resolved: z.int().min(0).describe("Of these, how many are resolved"),
  meanSecondsToResolve: z
    .number()
    .min(0)
    .nullable()
    .describe(
      "Mean time from the start until the last resolution, of those that are resolved; `null` when none is",
    ),
});
export type IncidentFigures = z.infer<typeof incidentFigures>;

const reportedService = measuredUptime.extend({
  serviceId: id,
  incidents: z.int().min(0).describe("Incidents that began in the span and name the service"),
});
export type ReportedService = z.infer<typeof reportedService>;

const report = uptimeReport.extend({
  services: z.array(reportedService).describe("Each of its services, in order"),
  incidents: incidentFigures.describe("Of the span"),
  months: z
    .array(incidentFigures.extend({ month: z.string().describe("`YYYY-MM`") }))
    .describe("The twelve calendar months up to the one in which the span ends, oldest first, each whole"),
});
export type Report = z.infer<typeof report>;

export const reports = {
  get: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/reports",
      summary: "Get uptime and incidents of an organization",
      description:
        "Uptime of all services, or of one, by the usual rule, with incidents and the mean time to resolve them. Days and months are those of the organization's time zone.",
      tags: ["Reports"],
    })
    .input(
      organizationParam.extend({
        ...uptimeSpan,
        by: z.enum(["day", "month"]).optional().describe("Also in days or months"),
        serviceId: id.optional().describe("Only this service, and the incidents that name it"),
      }),
    )
    .output(report),
};
