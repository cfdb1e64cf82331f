import { signalStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { checkSettings } from "./check-types/index.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, readVersion, time, version } from "./fields.ts";

const seconds = (min: number, max: number) =>
  z.int().min(min, `At least ${min} seconds.`).max(max, `At most ${max} seconds.`);
const inARow = z.int().min(1, "At least 1.").max(limits.checkPatience, `At most ${limits.checkPatience}.`);

/** What became of one run. */
export const checkResult = z.object({
  at: time.describe("When it began"),
  isUp: z.boolean(),
  responseMs: z.number().min(0).nullable().describe("How long the answer took; `null` when there was none"),
  problem: z.string().nullable().describe("What was not as expected, in words; `null`: nothing"),
});
export type CheckResult = z.infer<typeof checkResult>;

export const checkInput = z.object({
  serviceId: id,
  name: line(limits.name),
  settings: checkSettings,
  periodSeconds: seconds(limits.checkPeriodMin, limits.checkPeriodMax)
    .default(60)
    .describe("How often it runs, in seconds"),
  timeoutSeconds: seconds(1, limits.checkTimeoutMax)
    .default(10)
    .describe("How long a whole answer may take, in seconds"),
  failuresToConfirm: inARow.default(2).describe("Failures in a row until the service is down"),
  successesToRecover: inARow.default(1).describe("Successes in a row until it is up again"),
  status: z.enum(signalStatuses).default("major_outage").describe("What the service is while it is down"),
  draftsIncident: z
    .boolean()
    .default(false)
    .describe("Whether a draft of an incident is written when it is down"),
  measures: z
    .boolean()
    .default(true)
    .describe("Whether its response time, in milliseconds, is kept as a metric of its own"),
  isPaused: z.boolean().default(false).describe("While it is paused it does not run and says nothing"),
});

export type CheckInput = z.infer<typeof checkInput>;

/** Something that Fanal itself asks, again and again, whether a service is well. */
export const check = z.object({
  id,
  ...checkInput.shape,
  metricId: id.nullable().describe("The metric that its response time is kept as"),
  state: z
    .enum(["waiting", "up", "down", "paused"])
    .describe("As it is confirmed; `waiting`: it has not run yet"),
  downSince: time.nullable().describe("Since when it is confirmed that it is down"),
  dueAt: time.nullable().describe("When it runs next; `null` while it is paused"),
  lastResult: checkResult.nullable().describe("The newest result; `null`: it has not run yet"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Check = z.infer<typeof check>;

const withResults = check.extend({
  results: z.array(checkResult).describe(`Newest first, at most ${limits.checkResults}`),
});
export type CheckWithResults = z.infer<typeof withResults>;

const one = organizationParam.extend({ checkId: id });
const tags = ["Checks"];
const path = "/organizations/{organization}/checks";
const { shape } = checkInput;

export const checks = {
  list: inOrganization("check.read")
    .route({ method: "GET", path, summary: "List checks", tags })
    .input(organizationParam)
    .output(z.array(check)),
  get: inOrganization("check.read")
    .route({ method: "GET", path: `${path}/{checkId}`, summary: "Read a check and its newest results", tags })
    .input(one)
    .output(withResults),
  create: inOrganization("check.write")
    .route({
      method: "POST",
      path,
      successStatus: 201,
      summary: "Have Fanal ask again and again whether a service is well",
      description:
        "It runs at once, and then every `periodSeconds`. Once its failures are confirmed the service gets `status`; once it has recovered it is healed.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(checkInput.shape))
    .output(check),
  update: inOrganization("check.write")
    .route({
      method: "PATCH",
      path: `${path}/{checkId}`,
      summary: "Change, pause or resume a check",
      description: "It runs at once as it is then. What it said of its service is cleared when it is paused.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors, limit_reached: errors.limit_reached })
    .input(
      one.extend({
        serviceId: id.optional(),
        name: line(limits.name).optional(),
        settings: checkSettings.optional(),
        periodSeconds: shape.periodSeconds.unwrap().optional(),
        timeoutSeconds: shape.timeoutSeconds.unwrap().optional(),
        failuresToConfirm: shape.failuresToConfirm.unwrap().optional(),
        successesToRecover: shape.successesToRecover.unwrap().optional(),
        status: shape.status.unwrap().optional(),
        draftsIncident: shape.draftsIncident.unwrap().optional(),
        measures: shape.measures.unwrap().optional(),
        isPaused: shape.isPaused.unwrap().optional(),
        version: readVersion,
      }),
    )
    .output(check),
  delete: inOrganization("check.write")
    .route({
      method: "DELETE",
      path: `${path}/{checkId}`,
      successStatus: 204,
      summary: "Delete a check",
      description: "What it said of its service is cleared. The metric of its response time stays.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  run: inOrganization("check.write")
    .route({
      method: "POST",
      path: `${path}/{checkId}/runs`,
      successStatus: 201,
      summary: "Run a check now",
      description: "Within a second, beside its period; its result is that of any other run.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(check),
};
