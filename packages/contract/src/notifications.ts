import {
  channels,
  deliveryStates,
  endpointChannels,
  impacts,
  incidentStatuses,
  languages,
  maintenanceStatuses,
  notificationKinds,
} from "@fanal/domain";
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
  eventPosition: z
    .int()
    .describe("Of the event in the log: what it tells the subscribers of several pages has the same"),
  kind: z.enum(notificationKinds),
  title: z.string().describe("Of the incident or the maintenance, as it was told"),
  incidentId: id.nullable(),
  maintenanceId: id.nullable(),
  updateId: id.nullable().describe("The update that it tells; `null` where no single one does"),
  heldUntil: time.nullable().describe("Nothing is sent before it"),
  recalledAt: time.nullable(),
  counts,
  byChannel: z.partialRecord(z.enum(channels), counts).describe("The same by channel"),
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

/** What one notification looks like on every channel, in one language. Links to subscriptions lead to the page. */
export const shownMessage = z.object({
  email: z.object({
    from: z.object({
      name: z.string(),
      address: z.string().nullable().describe("`null`: no mail server is set up, and mails are kept"),
    }),
    replyTo: z.string().nullable().describe("Where answers go; `null`: to the sender"),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
  }),
  payloads: z.record(z.enum(endpointChannels), z.string()).describe("What is posted to endpoints, as JSON"),
});
export type ShownMessage = z.infer<typeof shownMessage>;

/** A delivery by e-mail, with what the mail is about. */
export const outboxItem = delivery.extend({
  notificationId: id,
  kind: z.enum(notificationKinds),
  pageName: z.string(),
  subject: z.string(),
  language: z.enum(languages),
  createdAt: time,
});
export type OutboxItem = z.infer<typeof outboxItem>;

const sendsMail = z.boolean().describe("Whether a mail server is set up; without one, mails are kept");
const language = z.enum(languages).optional().describe("Without it, that of the page");
const cursor = z.string().max(200).optional().describe("`nextCursor` of the page before");

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
    .output(z.object({ sendsMail, pages: z.array(audience).describe("Those that show something of it") })),
  preview: inOrganization("notification.read")
    .route({
      method: "POST",
      path: `${address}/preview`,
      summary: "Show how each channel will tell it",
      description: "Made by what sends, from what is being written. Nothing is kept and nobody is told.",
      tags,
    })
    .errors(postErrors)
    .input(
      organizationParam.extend({
        kind: z.enum(notificationKinds),
        pageId: id,
        storyId: id.optional().describe("Of the incident or maintenance, where it is there"),
        title: z.string().trim().max(limits.title).optional(),
        status: z.enum([...incidentStatuses, ...maintenanceStatuses]).optional(),
        message: z.string().trim().max(limits.message).default(""),
        impact: z.enum(impacts).nullable().optional().describe("`null`: it follows from the services"),
        services: affectedServices.optional().describe("What an update would make of services beside"),
        serviceIds: z.array(id).max(limits.services).optional().describe("Of a maintenance"),
        startsAt: time.optional().describe("Of a maintenance"),
        endsAt: time.optional().describe("Of a maintenance"),
        nextUpdateAt: time.nullable().optional(),
        language,
      }),
    )
    .output(shownMessage),
  message: inOrganization("notification.read")
    .route({
      method: "GET",
      path: `${address}/{notificationId}/message`,
      summary: "Show how each channel told it",
      tags,
    })
    .input(one.extend({ language }))
    .output(shownMessage),
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
        cursor,
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ sendsMail, items: z.array(delivery), nextCursor: z.string().nullable() })),
  outbox: inOrganization("subscriber.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/outbox",
      summary: "List e-mails to subscribers, newest first",
      description: "Where no mail server is set up, they are kept here and go nowhere.",
      tags,
    })
    .input(organizationParam.extend({ cursor, limit: z.coerce.number().int().min(1).max(100).default(50) }))
    .output(
      z.object({
        sendsMail,
        items: z.array(outboxItem),
        nextCursor: z.string().nullable(),
      }),
    ),
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
