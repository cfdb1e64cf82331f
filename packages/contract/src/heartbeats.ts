import { signalStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, readVersion, time, version } from "./fields.ts";

const periodSeconds = z
  .int()
  .min(limits.heartbeatPeriodMin, "At least a minute.")
  .max(limits.heartbeatPeriodMax, "At most 31 days.")
  .describe("How often it is called, in seconds");
const graceSeconds = z
  .int()
  .min(limits.heartbeatGraceMin, "At least 10 seconds.")
  .max(limits.heartbeatPeriodMax, "At most 31 days.")
  .describe("How much later than that it may come, in seconds");

/** An address that something calls while a service is well. */
export const heartbeat = z.object({
  id,
  serviceId: id,
  name: line(limits.name),
  periodSeconds,
  graceSeconds,
  status: z.enum(signalStatuses).describe("What the service is while it is late"),
  draftsIncident: z.boolean().describe("Whether a draft of an incident is written when it is late"),
  state: z
    .enum(["waiting", "on_time", "late"])
    .describe("`waiting`: nobody has called yet, and so it is not late"),
  pingedAt: time.nullable().describe("When it was called last"),
  dueAt: time.nullable().describe("When it is late, unless it is called before"),
  missedAt: time.nullable().describe("Since when it is late"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Heartbeat = z.infer<typeof heartbeat>;

const withLink = heartbeat.extend({
  link: z
    .string()
    .nullable()
    .describe(
      "The address to call, by GET or POST; in this answer only, and `null` when the request is repeated",
    ),
});

export const heartbeatInput = z.object({
  serviceId: id,
  name: line(limits.name),
  periodSeconds,
  graceSeconds: graceSeconds.default(60),
  status: z.enum(signalStatuses).default("major_outage"),
  draftsIncident: z.boolean().default(false),
});

const one = organizationParam.extend({ heartbeatId: id });
const tags = ["Heartbeats"];
const path = "/organizations/{organization}/heartbeats";

export const heartbeats = {
  list: inOrganization("heartbeat.read")
    .route({ method: "GET", path, summary: "List heartbeats", tags })
    .input(organizationParam)
    .output(z.array(heartbeat)),
  create: inOrganization("heartbeat.write")
    .route({
      method: "POST",
      path,
      successStatus: 201,
      summary: "Make an address that is called while a service is well",
      description:
        "It counts from the first call on. When a call is late the service gets `status`; the next one heals it.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(heartbeatInput.shape))
    .output(withLink),
  update: inOrganization("heartbeat.write")
    .route({
      method: "PATCH",
      path: `${path}/{heartbeatId}`,
      summary: "Change a heartbeat",
      description: "The address stays.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        serviceId: id.optional(),
        name: line(limits.name).optional(),
        periodSeconds: periodSeconds.optional(),
        graceSeconds: graceSeconds.optional(),
        status: z.enum(signalStatuses).optional(),
        draftsIncident: z.boolean().optional(),
        version: readVersion,
      }),
    )
    .output(heartbeat),
  delete: inOrganization("heartbeat.write")
    .route({
      method: "DELETE",
      path: `${path}/{heartbeatId}`,
      successStatus: 204,
      summary: "Delete a heartbeat",
      description: "Its address works no more, and what it said of its service is cleared.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  renewAddress: inOrganization("heartbeat.write")
    .route({
      method: "POST",
      path: `${path}/{heartbeatId}/address`,
      successStatus: 201,
      summary: "Give a heartbeat another address",
      description: "The one before works no more at once.",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(withLink),
};
