import { maintenanceStatuses } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import {
  id,
  limits,
  line,
  lines,
  localTime,
  message,
  organizationParam,
  readVersion,
  telling,
  time,
  timeZone,
  version,
} from "./fields.ts";
import { author } from "./incidents.ts";

const serviceIds = z
  .array(id)
  .max(limits.services)
  .refine((ids) => new Set(ids).size === ids.length, "Each service may be named once.");

const status = z.enum(maintenanceStatuses);

export const maintenanceUpdate = z.object({
  id,
  status,
  message: lines(limits.message).describe("Markdown; empty when Fanal itself moved the state"),
  messageHtml: z.string().describe("The message as visitors see it: sanitized HTML"),
  author,
  createdAt: time,
  editedAt: time.nullable(),
});
export type MaintenanceUpdate = z.infer<typeof maintenanceUpdate>;

const window = {
  localStart: localTime.describe("When it begins, on the clock of `timeZone`"),
  localEnd: localTime.describe("When it ends, on the clock of `timeZone`"),
  timeZone,
};

export const rrule = line(limits.rrule).describe(
  "How it repeats, as RFC 5545 writes it without its name: `FREQ=MONTHLY;BYDAY=2TU`. Daily at most, and each occurrence at the time of day of the first",
);

export const maintenance = z.object({
  id,
  title: line(limits.title),
  status,
  serviceIds,
  startsAt: time.describe("Start of the window"),
  endsAt: time.describe("End of the window"),
  ...window,
  startsAutomatically: z.boolean().describe("Whether it goes in progress by itself when the window starts"),
  finishesAutomatically: z.boolean().describe("Whether it is completed by itself when the window ends"),
  notifiesAutomatically: z
    .boolean()
    .describe("Whether subscribers are told of what it does by itself, and reminded of it before"),
  startedAt: time.nullable().describe("When work really began"),
  finishedAt: time.nullable().describe("When it was over: completed or canceled"),
  series: z
    .object({ id, rrule, isDetached: z.boolean().describe("Whether it was edited on its own") })
    .nullable()
    .describe("Of a maintenance that repeats"),
  rruleFromHere: rrule
    .nullable()
    .describe(
      "Of a maintenance that repeats: the rule from this occurrence on. Where it counts, what is left",
    ),
  updates: z.array(maintenanceUpdate).describe("Newest first"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Maintenance = z.infer<typeof maintenance>;

/** A maintenance in a list: only its newest update. */
export const maintenanceSummary = maintenance
  .omit({ updates: true, rruleFromHere: true })
  .extend({ latestUpdate: maintenanceUpdate.nullable() });
export type MaintenanceSummary = z.infer<typeof maintenanceSummary>;

export const maintenanceInput = z.object({
  title: line(limits.title),
  message: message.describe("What is done, and what people will notice; the first update"),
  serviceIds: serviceIds.default([]),
  ...window,
  startsAutomatically: z.boolean().default(true),
  finishesAutomatically: z.boolean().default(true),
  notifiesAutomatically: z.boolean().default(true),
  rrule: rrule.nullable().default(null),
  recordsPast: z
    .boolean()
    .default(false)
    .describe("Whether this is written down afterwards: the window has passed, and it is completed at once"),
  ...telling,
});

export const maintenanceUpdateInput = z.object({
  status,
  message,
  ...telling,
  version: readVersion,
});

/** Which of a repeated maintenance a change is for. */
export const occurrenceScopes = ["this", "following"] as const;
const scope = z
  .enum(occurrenceScopes)
  .default("this")
  .describe("Of a maintenance that repeats: only this occurrence, or this and all that follow");

const overlap = z.object({
  maintenanceId: id,
  title: line(limits.title),
  startsAt: time,
  endsAt: time,
  serviceIds: serviceIds.describe("Services that both affect"),
});
export type MaintenanceOverlap = z.infer<typeof overlap>;

const one = organizationParam.extend({ maintenanceId: id });
const oneUpdate = one.extend({ updateId: id });
const tags = ["Maintenances"];
const address = "/organizations/{organization}/maintenances";

export const maintenances = {
  list: inOrganization("maintenance.read")
    .route({
      method: "GET",
      path: address,
      summary: "List maintenances",
      description: "Those that are not over by their start, soonest first; those that are, newest first.",
      tags,
    })
    .input(
      organizationParam.extend({
        state: z
          .enum(["open", "over"])
          .default("open")
          .describe("Scheduled or going on; completed or canceled"),
        cursor: z.string().max(200).optional().describe("`nextCursor` of the page before"),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ items: z.array(maintenanceSummary), nextCursor: z.string().nullable() })),
  create: inOrganization("maintenance.create")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Schedule a maintenance",
      description:
        "One that repeats answers with its first occurrence. Those of the next 90 days are made at once, at least five, the others when their time comes near.",
      tags,
    })
    .errors(postErrors)
    .input(organizationParam.extend(maintenanceInput.shape))
    .output(maintenance),
  get: inOrganization("maintenance.read")
    .route({
      method: "GET",
      path: `${address}/{maintenanceId}`,
      summary: "Get a maintenance with all its updates",
      tags,
    })
    .input(one)
    .output(maintenance),
  update: inOrganization("maintenance.update")
    .route({
      method: "PATCH",
      path: `${address}/{maintenanceId}`,
      summary: "Change or reschedule a maintenance",
      description:
        "Its state changes by an update only. A window in progress can be extended or cut short. With `following` the series ends here and another one takes over: occurrences keep their ids, and those that were edited on their own stay as they are.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        title: line(limits.title).optional(),
        serviceIds: serviceIds.optional(),
        localStart: window.localStart.optional(),
        localEnd: window.localEnd.optional(),
        timeZone: timeZone.optional(),
        startsAutomatically: z.boolean().optional(),
        finishesAutomatically: z.boolean().optional(),
        notifiesAutomatically: z.boolean().optional(),
        rrule: rrule.optional().describe("Another rule, from this occurrence on; only with `following`"),
        scope,
        ...telling,
        version: readVersion,
      }),
    )
    .output(maintenance),
  delete: inOrganization("maintenance.delete")
    .route({
      method: "DELETE",
      path: `${address}/{maintenanceId}`,
      successStatus: 204,
      summary: "Delete a maintenance",
      description:
        "It leaves lists and pages, and no longer affects services. It can be restored. `following` deletes what has not begun of the repetition, and ends it for good.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ scope, version: readVersion }))
    .output(z.void()),
  restore: inOrganization("maintenance.delete")
    .route({
      method: "POST",
      path: `${address}/{maintenanceId}/restore`,
      summary: "Restore a deleted maintenance",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(maintenance),
  postUpdate: inOrganization("maintenance.update")
    .route({
      method: "POST",
      path: `${address}/{maintenanceId}/updates`,
      successStatus: 201,
      summary: "Post an update",
      description:
        "With its state it starts the work early, finishes it, or cancels it. Work that is taken up again when its window is over is no longer completed by itself.",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(one.extend(maintenanceUpdateInput.shape))
    .output(maintenance),
  editUpdate: inOrganization("maintenance.update")
    .route({
      method: "PATCH",
      path: `${address}/{maintenanceId}/updates/{updateId}`,
      summary: "Correct the text of an update",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(oneUpdate.extend({ message, version: readVersion.describe("Of the maintenance") }))
    .output(maintenance),
  deleteUpdate: inOrganization("maintenance.update")
    .route({
      method: "DELETE",
      path: `${address}/{maintenanceId}/updates/{updateId}`,
      successStatus: 204,
      summary: "Delete an update",
      description: "The state stays as it is. The log keeps what the update was. It can be restored.",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(oneUpdate.extend({ version: readVersion.describe("Of the maintenance") }))
    .output(z.void()),
  restoreUpdate: inOrganization("maintenance.update")
    .route({
      method: "POST",
      path: `${address}/{maintenanceId}/updates/{updateId}/restore`,
      summary: "Restore a deleted update",
      description: "It takes its place in the story again. The state stays as it is.",
      tags,
    })
    .errors({ ...postErrors, ...versionErrors })
    .input(oneUpdate.extend({ version: readVersion.describe("Of the maintenance") }))
    .output(maintenance),
  previewWindow: inOrganization("maintenance.read")
    .route({
      method: "POST",
      path: "/organizations/{organization}/maintenance-window-preview",
      summary: "Look at a window before it is scheduled",
      description:
        "The next occurrences, and the maintenances of the same services that overlap one of those that would be made ahead, 50 at most. What would be refused is refused here.",
      tags,
    })
    .errors(postErrors)
    .input(
      organizationParam.extend({
        ...window,
        rrule: rrule.nullable().default(null),
        serviceIds: serviceIds.default([]),
        exceptMaintenanceId: id.optional().describe("The maintenance that is being edited"),
      }),
    )
    .output(
      z.object({
        occurrences: z
          .array(
            z.object({
              startsAt: time,
              endsAt: time,
              utcOffset: z.string().describe("Of the time zone at the start: `+01:00`"),
              changesOffset: z.boolean().describe("Whether the clocks were changed since the one before"),
            }),
          )
          .describe("The next five, or the only one"),
        overlaps: z.array(overlap),
      }),
    ),
};
