import { alertIncidentModes, signalStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, message, organizationParam, readVersion, time, version } from "./fields.ts";

const labelName = line(limits.name);

/** Where the alerts of Alertmanager, and of Grafana, which posts the same, say what they are about. */
const labels = {
  serviceLabel: labelName.default("service").describe("The label that names the service"),
  severityLabel: labelName.default("severity").describe("The label that names how bad it is"),
};

/** Of JSONPath (RFC 9535) what needs no search: members, places and all of them. */
const path = z
  .string()
  .trim()
  .max(limits.jsonPath, `At most ${limits.jsonPath} characters.`)
  .regex(
    /^\$(\.[A-Za-z_]\w*|\.\*|\['[^'\\]*'\]|\["[^"\\]*"\]|\[\d{1,6}\]|\[\*\])*$/,
    "Write a path such as $.alert.name or $.alerts[0]['host name'].",
  );
const optionalPath = path.nullable().default(null);

/** How a source of each kind is read. */
export const alertSourceSettings = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("alertmanager"), ...labels }),
  z.object({ kind: z.literal("grafana"), ...labels }),
  z.object({
    kind: z.literal("generic"),
    alerts: path
      .default("$")
      .describe(
        "JSONPath of the alerts in what is posted, `$` for one; the other paths begin at each of them",
      ),
    identity: path.describe("By what an alert is known again when it is over"),
    state: path.describe("Says whether it fires or is over"),
    resolvedValues: z
      .array(line(limits.name))
      .min(1, "Write at least one.")
      .max(limits.alertValues)
      .default(["resolved", "ok", "up", "closed"])
      .describe("What `state` says when it is over, however it is capitalized; anything else fires"),
    service: optionalPath.describe("Names the service"),
    severity: optionalPath.describe("Names how bad it is"),
    title: optionalPath.describe("What it is called"),
    group: optionalPath.describe("Alerts that share it become one incident; each its own without"),
  }),
]);
export type AlertSourceSettings = z.infer<typeof alertSourceSettings>;

const value = line(limits.alertValue);

export const alertSourceInput = z.object({
  name: line(limits.name),
  settings: alertSourceSettings,
  services: z
    .array(z.object({ value, serviceId: id }))
    .max(limits.alertValues)
    .default([])
    .describe(
      "Which service each value means, however it is capitalized; several for one value are all affected. A value that is the name of a service means that one",
    ),
  fallbackServiceId: id
    .nullable()
    .default(null)
    .describe("The service of alerts that name none that is known; `null`: they are left out"),
  severities: z
    .array(z.object({ value, status: z.enum(signalStatuses) }))
    .max(limits.alertValues)
    .default([
      { value: "critical", status: "major_outage" },
      { value: "warning", status: "degraded_performance" },
    ])
    .describe("What each severity makes of a service"),
  status: z
    .enum(signalStatuses)
    .default("partial_outage")
    .describe("What alerts of any other severity, or none, make of it"),
  incidents: z
    .enum(alertIncidentModes)
    .default("draft")
    .describe(
      "Whether alerts open an incident: none, a draft that a person publishes, or one for all to see",
    ),
  notify: z.boolean().default(false).describe("Whether subscribers are told of what is published by itself"),
  title: line(limits.title)
    .default("Problems with {{services}}")
    .describe("Of an incident; `{{services}}`, `{{alert}}` … are filled in"),
  message: message.default("We see the problem and are looking for the cause."),
});
export type AlertSourceInput = z.infer<typeof alertSourceInput>;

const outcome = z.object({
  at: time,
  firing: z.int().min(0).describe("Alerts of it that fire"),
  resolved: z.int().min(0).describe("Alerts of it that are over"),
  unknown: z
    .array(z.string())
    .describe('What alerts named that is no service, `""` for those that named none; they were left out'),
  problem: z.string().nullable().describe("Why it was not taken, in words; `null`: it was"),
});

const firingAlert = z.object({
  title: z.string(),
  serviceIds: z.array(id),
  status: z.enum(signalStatuses),
  since: time,
});

/** Something that posts alerts here, each with a link of its own. */
export const alertSource = z.object({
  id,
  ...alertSourceInput.shape,
  received: z.int().min(0).describe("How often something was posted"),
  lastReceived: outcome.nullable().describe("What became of what was posted last"),
  firing: z.array(firingAlert).describe("Alerts that fire now, oldest first; at most 100"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type AlertSource = z.infer<typeof alertSource>;

const withLink = alertSource.extend({
  link: z
    .string()
    .nullable()
    .describe("Where alerts are posted to; in this answer only, and `null` when the request is repeated"),
});

const one = organizationParam.extend({ alertSourceId: id });
const tags = ["Alert sources"];
const address = "/organizations/{organization}/alert-sources";
const { shape } = alertSourceInput;

export const alertSources = {
  list: inOrganization("alert_source.read")
    .route({ method: "GET", path: address, summary: "List sources of alerts", tags })
    .input(organizationParam)
    .output(z.array(alertSource)),
  create: inOrganization("alert_source.write")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Add a source of alerts",
      description: "Alerts that fire set the status of services, and heal it when they are over.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(shape))
    .output(withLink),
  update: inOrganization("alert_source.write")
    .route({
      method: "PUT",
      path: `${address}/{alertSourceId}`,
      summary: "Change a source of alerts",
      description: "The link stays. What fires already is read anew when it is posted again.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend(shape).extend({ version: readVersion }))
    .output(alertSource),
  delete: inOrganization("alert_source.write")
    .route({
      method: "DELETE",
      path: `${address}/{alertSourceId}`,
      successStatus: 204,
      summary: "Delete a source of alerts",
      description:
        "Its link works no more, and what its alerts said of services is cleared. Incidents stay as they are.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  renewAddress: inOrganization("alert_source.write")
    .route({
      method: "POST",
      path: `${address}/{alertSourceId}/address`,
      successStatus: 201,
      summary: "Give a source of alerts another link",
      description: "The one before works no more at once.",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(withLink),
  clear: inOrganization("alert_source.write")
    .route({
      method: "POST",
      path: `${address}/{alertSourceId}/clear`,
      successStatus: 201,
      summary: "Take all alerts of a source for over",
      description: "For when a source forgets to say so. Those that are posted again fire again.",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(alertSource),
};
