import { signalSources, signalStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import {
  description,
  id,
  limits,
  line,
  organizationParam,
  readVersion,
  serviceStatus,
  slaTarget,
  time,
  version,
} from "./fields.ts";

const signal = z.object({
  source: z.enum(signalSources),
  sourceId: id.describe("The heartbeat, source of alerts or check that says it"),
  status: z.enum(signalStatuses),
  since: time,
});

export const service = z.object({
  id,
  name: line(limits.name),
  description,
  groupId: id.nullable(),
  teamId: id.nullable().describe("The team that owns it; `null`: every responder acts on it"),
  slaTarget: slaTarget.nullable(),
  position: z.int().min(0).describe("Order among all services of the organization"),
  status: serviceStatus.describe(
    "The effective status, derived from what follows: what was set by hand, open incidents, maintenances that are going on, and what machines say",
  ),
  manualStatus: serviceStatus.describe("What an operator set by hand"),
  statusSince: time,
  openIncidentIds: z.array(id).describe("Open incidents that give this service a status"),
  activeMaintenanceIds: z.array(id).describe("Maintenances of this service that are going on"),
  signals: z
    .array(signal)
    .describe("What machines say of it now, the worst first. A maintenance that is going on hides them"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Service = z.infer<typeof service>;

export const serviceInput = z.object({
  name: line(limits.name),
  description: description.default(""),
  groupId: id.nullable().default(null),
  teamId: id.nullable().default(null).describe("The team that owns it"),
  slaTarget: slaTarget.nullable().default(null),
});
export type ServiceInput = z.infer<typeof serviceInput>;

export const serviceGroup = z.object({
  id,
  name: line(limits.name),
  position: z.int().min(0),
  version,
  createdAt: time,
  updatedAt: time,
});
export type ServiceGroup = z.infer<typeof serviceGroup>;

export const setStatusInput = z.object({
  status: serviceStatus,
  message: line(limits.statusMessage).optional().describe("One line, shown in the page's timeline"),
  version: readVersion,
});

const one = organizationParam.extend({ serviceId: id });
const oneGroup = organizationParam.extend({ groupId: id });
const none = z.void();
const tags = ["Services"];

export const services = {
  list: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/services",
      summary: "List services in order",
      tags,
    })
    .input(organizationParam)
    .output(z.array(service)),
  create: inOrganization("service.create")
    .route({
      method: "POST",
      path: "/organizations/{organization}/services",
      successStatus: 201,
      summary: "Create a service",
      description: "It is added to every status page that adds new services.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(serviceInput.shape))
    .output(service),
  get: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/services/{serviceId}",
      summary: "Get a service",
      tags,
    })
    .input(one)
    .output(service),
  update: inOrganization("service.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}/services/{serviceId}",
      summary: "Change a service",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        name: line(limits.name).optional(),
        description: description.optional(),
        groupId: id.nullable().optional(),
        teamId: id.nullable().optional(),
        slaTarget: slaTarget.nullable().optional(),
        version: readVersion,
      }),
    )
    .output(service),
  delete: inOrganization("service.delete")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/services/{serviceId}",
      successStatus: 204,
      summary: "Delete a service",
      description: "It leaves lists and pages at once. It can be restored.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(none),
  restore: inOrganization("service.delete")
    .route({
      method: "POST",
      path: "/organizations/{organization}/services/{serviceId}/restore",
      summary: "Restore a deleted service",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors, limit_reached: errors.limit_reached })
    .input(one.extend({ version: readVersion }))
    .output(service),
  setStatus: inOrganization("service.set_status")
    .route({
      method: "PUT",
      path: "/organizations/{organization}/services/{serviceId}/status",
      summary: "Set the status of a service by hand",
      description:
        "The effective status is the worst of this and what open incidents and machines say. Saying again what is set already changes nothing and stands in no log, so a program may repeat it.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend(setStatusInput.shape))
    .output(service),
  reorder: inOrganization("service.update")
    .route({
      method: "PUT",
      path: "/organizations/{organization}/service-order",
      summary: "Put all services in order, and into groups",
      description:
        "Names every service exactly once; otherwise 409, since somebody added or deleted one meanwhile.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      organizationParam.extend({
        services: z
          .array(z.object({ serviceId: id, groupId: id.nullable(), version: readVersion }))
          .max(limits.services),
      }),
    )
    .output(z.array(service)),
};

export const serviceGroups = {
  list: inOrganization("service.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/service-groups",
      summary: "List service groups",
      tags,
    })
    .input(organizationParam)
    .output(z.array(serviceGroup)),
  create: inOrganization("service.create")
    .route({
      method: "POST",
      path: "/organizations/{organization}/service-groups",
      successStatus: 201,
      summary: "Create a service group",
      tags,
    })
    .errors(postErrors)
    .input(organizationParam.extend({ name: line(limits.name) }))
    .output(serviceGroup),
  update: inOrganization("service.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}/service-groups/{groupId}",
      summary: "Rename or move a service group",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      oneGroup.extend({
        name: line(limits.name).optional(),
        position: z
          .int()
          .min(0)
          .max(limits.services)
          .optional()
          .describe("New place among the groups, from 0"),
        version: readVersion,
      }),
    )
    .output(serviceGroup),
  delete: inOrganization("service.delete")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/service-groups/{groupId}",
      successStatus: 204,
      summary: "Delete a service group",
      description: "Its services stay, without a group.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(oneGroup.extend({ version: readVersion }))
    .output(none),
};
