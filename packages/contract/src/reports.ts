import { serviceLevelStates } from "@fanal/domain";
import { z } from "zod";
import { inOrganization } from "./base.ts";
import { id, organizationParam, slaTarget } from "./fields.ts";
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

/** A calendar month. */
export const reportMonth = z
  .string()
  .max(7)
  .regex(/^(19[7-9]\d|2\d{3})-(0[1-9]|1[0-2])$/, "Write a month as 2026-11.")
  .describe("`YYYY-MM`, in the organization's time zone");

const serviceLevel = z.object({
  serviceId: id,
  slaTarget,
  state: z
    .enum(serviceLevelStates)
    .describe(
      "`met` or `missed` once the month is over; before, `on_track`, or `missed` as soon as the budget is spent",
    ),
  budgetSeconds: z
    .number()
    .min(0)
    .describe("Downtime that the target allows in the whole month, what is to come of it included"),
  spentSeconds: z.number().min(0).describe("Weighted downtime so far"),
  remainingSeconds: z.number().describe("Of the budget; less than 0 once the target is missed"),
});
export type ServiceLevel = z.infer<typeof serviceLevel>;

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
  serviceLevels: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/service-levels",
      summary: "List how services stand to their targets in a month",
      description:
        "Of services that have a target, in order. By the usual rule of uptime and the target of today, also for months that are over.",
      tags: ["Reports"],
    })
    .input(
      organizationParam.extend({ month: reportMonth.optional().describe("Without it, the present one") }),
    )
    .output(z.array(serviceLevel)),
};
