import { metricPeriods } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, lines, organizationParam, readVersion, time, version } from "./fields.ts";

const unit = lines(limits.metricUnit)
  .regex(/^[^\n\r\t]*$/, "Write it on one line.")
  .describe("Stands behind values, for example `ms`; may be empty");
const decimals = z
  .int()
  .min(0)
  .max(limits.metricDecimals, `At most ${limits.metricDecimals}.`)
  .describe("Digits behind the decimal point where a value is shown; what is kept is not rounded");
const isPublic = z
  .boolean()
  .describe("Whether status pages that chose it show it; otherwise it is for members only");

/** The largest number of a point, up or down: sums of a month of them stay exact enough. */
const largestValue = 1e15;

export const metric = z.object({
  id,
  name: line(limits.name),
  unit,
  decimals,
  isPublic,
  latest: z
    .object({ at: time, value: z.number() })
    .nullable()
    .describe("The newest point of the last 14 days; `null` when there is none"),
  lastDay: z
    .array(z.number().nullable())
    .describe("The average of each of the last 24 hours, oldest first; `null` where there are no points"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Metric = z.infer<typeof metric>;

export const metricInput = z.object({
  name: line(limits.name),
  unit: unit.default(""),
  decimals: decimals.default(0),
  isPublic: isPublic.default(false),
});

/** One measured value. */
export const metricPoint = z.object({
  at: z
    .union([z.number().min(0).max(1e13), z.iso.datetime({ offset: true })], {
      error: "Write seconds since 1970, or ISO 8601 with a zone.",
    })
    .optional()
    .describe("Seconds since 1970, or ISO 8601 with a zone. Now, when it is left out"),
  value: z
    .number({ error: "Write a number." })
    .min(-largestValue, "This number is too small.")
    .max(largestValue, "This number is too large."),
});

const aggregates = z.object({
  count: z.int().describe("How many points"),
  average: z.number(),
  min: z.number(),
  max: z.number(),
});

export const metricSeries = z.object({
  metricId: id,
  period: z.enum(metricPeriods),
  fromAt: time.describe("When the first bucket begins"),
  untilAt: time.describe("When the last bucket ends"),
  resolutionSeconds: z
    .union([z.literal(300), z.literal(3600)])
    .describe("How long each bucket is: five minutes for a day, an hour for longer and for what is older"),
  buckets: z
    .array(
      aggregates.extend({
        at: time.describe("When it begins"),
        p50: z.number().describe("Percentiles between neighbouring points are interpolated"),
        p95: z.number(),
        p99: z.number(),
      }),
    )
    .describe(
      "Oldest first, without those that have no points. All of it is computed from the points themselves",
    ),
  summary: aggregates
    .nullable()
    .describe(
      "The whole period, from its buckets; `null` without points. It has no percentiles: they do not follow from those of its parts",
    ),
});
export type MetricSeries = z.infer<typeof metricSeries>;

const one = organizationParam.extend({ metricId: id });
const tags = ["Metrics"];
const address = "/organizations/{organization}/metrics";

export const metrics = {
  list: inOrganization("metric.read")
    .route({ method: "GET", path: address, summary: "List metrics, by name", tags })
    .input(organizationParam)
    .output(z.array(metric)),
  create: inOrganization("metric.write")
    .route({ method: "POST", path: address, successStatus: 201, summary: "Create a metric", tags })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(metricInput.shape))
    .output(metric),
  update: inOrganization("metric.write")
    .route({ method: "PATCH", path: `${address}/{metricId}`, summary: "Change a metric", tags })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        name: line(limits.name).optional(),
        unit: unit.optional(),
        decimals: decimals.optional(),
        isPublic: isPublic.optional(),
        version: readVersion,
      }),
    )
    .output(metric),
  remove: inOrganization("metric.write")
    .route({
      method: "DELETE",
      path: `${address}/{metricId}`,
      successStatus: 204,
      summary: "Remove a metric and its points, for good",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  addPoints: inOrganization("metric.add_points")
    .route({
      method: "POST",
      path: `${address}/{metricId}/points`,
      successStatus: 201,
      summary: "Add points to a metric",
      description:
        "In any order, up to 14 days old. A point of a time that there is one of already takes its place. Either all points of a request are taken or, where one is wrong, none. Charts have them after some seconds.",
      tags,
    })
    .errors(postErrors)
    .input(
      one.extend({
        points: z
          .array(metricPoint)
          .min(1, "Send at least one point.")
          .max(limits.pointsAtOnce, `At most ${limits.pointsAtOnce.toLocaleString("en")} points at once.`),
      }),
    )
    .output(z.object({ count: z.int().describe("How many moments have a value by this request") })),
  series: inOrganization("metric.read")
    .route({
      method: "GET",
      path: `${address}/{metricId}/series`,
      summary: "Read a metric over a day, a week or a month",
      tags,
    })
    .input(
      one.extend({
        period: z.enum(metricPeriods).default("day"),
        until: time.optional().describe("When the period ends; now by default. Hours are kept for two years"),
      }),
    )
    .output(metricSeries),
};
