import { z } from "zod";
import { inOrganization, postErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, organizationParam, serviceStatus, time } from "./fields.ts";

/** What is said of a time that is over, in place of all that was recorded of it. */
export const uptimeCorrectionInput = z.object({
  startedAt: time,
  endedAt: time.describe("Not to come; no part of it"),
  status: serviceStatus.describe("What the service was in that time"),
  reason: line(limits.correctionReason).describe("Why it is corrected; visitors read it beside the interval"),
});

const uptimeCorrection = z.object({
  id,
  serviceId: id,
  ...uptimeCorrectionInput.shape,
  createdAt: time,
});
export type UptimeCorrection = z.infer<typeof uptimeCorrection>;

const ofService = organizationParam.extend({ serviceId: id });
const tags = ["Uptime"];
const path = "/organizations/{organization}/services/{serviceId}/uptime/corrections";

export const uptimeCorrections = {
  list: inOrganization("service.read")
    .route({
      method: "GET",
      path,
      summary: "List the corrections of a service's uptime",
      description: "Newest time first. Those that were withdrawn are in the audit log.",
      tags,
    })
    .input(ofService)
    .output(z.array(uptimeCorrection)),
  create: inOrganization("service.update")
    .route({
      method: "POST",
      path,
      successStatus: 201,
      summary: "Correct the uptime of a service",
      description:
        "What was recorded of that time stays as it is and counts no more. Corrections of a service do not overlap.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(ofService.extend(uptimeCorrectionInput.shape))
    .output(uptimeCorrection),
  withdraw: inOrganization("service.update")
    .route({
      method: "DELETE",
      path: `${path}/{correctionId}`,
      successStatus: 204,
      summary: "Withdraw a correction",
      description: "What was recorded of that time counts again.",
      tags,
    })
    .errors(writeErrors)
    .input(ofService.extend({ correctionId: id }))
    .output(z.void()),
};
