import { channels, deliveryStates, notificationKinds } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors } from "./base.ts";
import { id, limits, organizationParam, time } from "./fields.ts";
import { affectedServices } from "./incidents.ts";

const counts = z
  .partialRecord(z.enum(deliveryStates), z.int().min(1))
  .describe("How many deliveries are in each state; states of none are left out");

/** What the subscribers of one page were told of one event. */
export const notification = z.object({
  id,
  pageId: id,
  kind: z.enum(notificationKinds),
  incidentId: id.nullable(),
  maintenanceId: id.nullable(),
  updateId: id.nullable().describe("The update that it tells; `null` where no single one does"),
  heldUntil: time.nullable().describe("Nothing is sent before it"),
  recalledAt: time.nullable(),
  counts,
  reachedNobody: z
    .boolean()
    .describe("Whether it was meant for somebody, five minutes have passed, and nobody has it"),
  createdAt: time,
});
export type Notification = z.infer<typeof notification>;

/** One notification to one subscriber, and what became of it. */
export const delivery = z.object({
  id,
  subscriberId: id,
  address: z.string().nullable().describe("`null`: the subscriber was removed"),
  channel: z.enum(channels),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  dueAt: time.nullable().describe("When it is tried next"),
  sentAt: time.nullable(),
  error: z.string().nullable().describe("What the other side said when it took nothing"),
  responseStatus: z.int().nullable().describe("Of an answer over HTTP"),
});
export type Delivery = z.infer<typeof delivery>;

const audience = z.object({
  pageId: id,
  pageName: z.string(),
  total: z.int().describe("Subscribers of the page who are told"),
  byChannel: z.partialRecord(z.enum(channels), z.int()).describe("Channels of none are left out"),
});
export type Audience = z.infer<typeof audience>;

const tags = ["Notifications"];
const address = "/organizations/{organization}/notifications";
const one = organizationParam.extend({ notificationId: id });

export const notifications = {
  list: inOrganization("notification.read")
    .route({
      method: "GET",
      path: address,
      summary: "List what subscribers were told, newest first",
      tags,
    })
    .input(
      organizationParam.extend({
        incidentId: id.optional(),
        maintenanceId: id.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.array(notification)),
  previewAudience: inOrganization("notification.read")
    .route({
      method: "POST",
      path: `${address}/audience-preview`,
      summary: "Count who would be told",
      description: "Of an incident or a maintenance that is there, or of one that is being written.",
      tags,
    })
    .errors(postErrors)
    .input(
      organizationParam.extend({
        kind: z.enum(notificationKinds),
        storyId: id.optional().describe("Of the incident or maintenance, where it is there"),
        services: affectedServices.optional().describe("What an update would make of services beside"),
        serviceIds: z.array(id).max(limits.services).optional().describe("Of a maintenance"),
      }),
    )
    .output(z.array(audience)),
  recall: inOrganization("notification.write")
    .route({
      method: "POST",
      path: `${address}/{notificationId}/recall`,
      successStatus: 201,
      summary: "Recall what is held back",
      description: "Nobody is told any more. What was sent already stays sent.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(notification),
  resend: inOrganization("notification.write")
    .route({
      method: "POST",
      path: `${address}/{notificationId}/resend`,
      successStatus: 201,
      summary: "Send again to those who were missed",
      description: "To whom it was given up or came back. Who has it is not told twice.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(notification),
};

export const deliveries = {
  list: inOrganization("subscriber.read")
    .route({
      method: "GET",
      path: `${address}/{notificationId}/deliveries`,
      summary: "List the deliveries of a notification",
      tags,
    })
    .input(
      one.extend({
        state: z.enum(deliveryStates).optional(),
        cursor: z.string().max(200).optional().describe("`nextCursor` of the page before"),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(delivery), nextCursor: z.string().nullable() })),
  replay: inOrganization("notification.write")
    .route({
      method: "POST",
      path: "/organizations/{organization}/deliveries/{deliveryId}/replay",
      successStatus: 201,
      summary: "Send one delivery again, also one that was taken",
      tags,
    })
    .errors(postErrors)
    .input(organizationParam.extend({ deliveryId: id }))
    .output(delivery),
};
