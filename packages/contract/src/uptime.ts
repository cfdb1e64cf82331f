import {
  maintenanceRules,
  periodUnits,
  serviceStatuses,
  signalSources,
  weightedStatuses,
} from "@fanal/domain";
import { z } from "zod";
import { inOrganization } from "./base.ts";
import { id, organizationParam, serviceStatus, time, timeZone } from "./fields.ts";

const weight = z
  .number()
  .min(0, "A weight is between 0 and 1.")
  .max(1, "A weight is between 0 and 1.")
  .multipleOf(0.01, "Write a weight with two digits, for example 0.35.");

/** How a page computes uptime. */
export const uptimeRule = z.object({
  weights: z
    .record(z.enum(weightedStatuses), weight)
    .describe("Which share of the time with a status counts as downtime, between 0 and 1"),
  maintenance: z
    .enum(maintenanceRules)
    .describe("Time under maintenance counts as up, as down, or is left out of the time that counts"),
});

const seconds = z
  .record(z.enum([...serviceStatuses, "unknown"]), z.number().min(0))
  .describe(
    "How long each status lasted. `unknown` is the time before a service existed, and the time to come",
  );

const share = z
  .number()
  .min(0)
  .max(1)
  .nullable()
  .describe(
    "Share of the time that counts in which it was up, between 0 and 1, rounded down to 0.00001: 1 means always. `null` when nothing is known",
  );

const date = z.iso.date();

/** Moments between which uptime is asked for. */
export const uptimeSpan = {
  from: z
    .union([date, time])
    .optional()
    .describe(
      "A moment, or a day as `2026-11-01`, which begins in the time zone. Without it, 90 days before `to`",
    ),
  to: z
    .union([date, time])
    .optional()
    .describe(
      "The end, no part of it: `2026-12-01` for all of November. Without it, and if it is to come, now",
    ),
};

const span = {
  ...uptimeSpan,
  timeZone: timeZone.optional().describe("Where days begin. Without it the page's, or else UTC"),
};

const asked = {
  ...span,
  by: z.enum(periodUnits).optional().describe("Also in days, weeks from Monday on, months or years"),
};

const ofPage = {
  pageId: id
    .optional()
    .describe(
      "The page by whose rule and in whose time zone it is computed. Without it, the usual rule and UTC",
    ),
};

/** What became of one service, or of several together. */
export const measuredUptime = z.object({ uptime: share, seconds });

export const uptimeReport = measuredUptime.extend({
  startsAt: time,
  endsAt: time,
  timeZone,
  rule: uptimeRule,
  periods: z
    .array(
      measuredUptime.extend({
        date: date.describe("Its first day on the calendar"),
        startsAt: time,
        endsAt: time,
      }),
    )
    .describe("The span cut by `by`, oldest first; empty without `by`"),
});
export type UptimeReport = z.infer<typeof uptimeReport>;

const reportOfMany = uptimeReport.extend({
  services: z.array(measuredUptime.extend({ serviceId: id })).describe("Each of its services, in order"),
});
export type UptimeReportOfMany = z.infer<typeof reportOfMany>;

const intervalReason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("manual"), message: z.string().nullable() }),
  z.object({ kind: z.literal("signal"), source: z.enum(signalSources) }),
  z.object({ kind: z.literal("incident"), id, title: z.string() }),
  z.object({ kind: z.literal("maintenance"), id, title: z.string() }),
]);
export type UptimeIntervalReason = z.infer<typeof intervalReason>;

const interval = z.object({
  startedAt: time.describe("Not before the span that was asked for"),
  endedAt: time.describe("Not after it"),
  status: serviceStatus.describe("`operational` only where it was corrected to that"),
  isOngoing: z.boolean().describe("Whether it is still so"),
  reasons: z.array(intervalReason),
  correction: z
    .object({ id, reason: z.string() })
    .nullable()
    .describe("Set where it was corrected: the status is what was said afterwards. `null` otherwise"),
});
export type UptimeInterval = z.infer<typeof interval>;

const oneService = organizationParam.extend({ serviceId: id });
const tags = ["Uptime"];
const rounding =
  "Uptime = 1 − weighted downtime ÷ time that counts. The time before a service existed counts for nothing.";

export const uptime = {
  ofService: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/services/{serviceId}/uptime",
      summary: "Get the uptime of a service",
      description: rounding,
      tags,
    })
    .input(oneService.extend({ ...asked, ...ofPage }))
    .output(uptimeReport),
  ofGroup: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/service-groups/{groupId}/uptime",
      summary: "Get the uptime of a service group",
      description: `${rounding} The seconds of its services are added up.`,
      tags,
    })
    .input(organizationParam.extend({ groupId: id, ...asked, ...ofPage }))
    .output(reportOfMany),
  ofPage: inOrganization("status_page.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/status-pages/{pageId}/uptime",
      summary: "Get the uptime of a status page",
      description: `${rounding} By the rule of the page; the seconds of its services are added up.`,
      tags,
    })
    .input(
      organizationParam.extend({
        pageId: id,
        groupId: id
          .optional()
          .describe(
            "Only services in this group of the page: its own, or the organization's where it has none",
          ),
        ...asked,
      }),
    )
    .output(reportOfMany),
  intervals: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/services/{serviceId}/uptime/intervals",
      summary: "List the intervals behind a service's uptime",
      description: "When it was not operational and why, newest first. They do not overlap.",
      tags,
    })
    .input(
      oneService.extend({
        ...span,
        limit: z.coerce.number().int().min(1).max(1_000).default(200),
      }),
    )
    .output(z.object({ items: z.array(interval), total: z.int().min(0) })),
};
