import { z } from "zod";
import { inOrganization } from "./base.ts";
import { eventKinds } from "./event-kinds.ts";
import { id, organizationParam, time } from "./fields.ts";

const auditActor = z.object({
  kind: z.enum(["member", "key", "system"]),
  id: id.nullable(),
  name: z.string(),
});
export type AuditActor = z.infer<typeof auditActor>;

export const auditEvent = z.object({
  position: z.int().min(1).describe("1, 2, 3 … within the organization, without a gap"),
  type: z.string().describe("Subject first, past tense: `incident.update_posted`"),
  actor: auditActor.describe("Who made the change, by the name of that moment; a system has no id"),
  subjectId: id.nullable().describe("What it is about"),
  subjectName: z.string().nullable().describe("What that was called last"),
  data: z
    .record(z.string(), z.unknown())
    .describe("What was recorded beside it, with `before` and `after` where something changed"),
  address: z.string().nullable().describe("The address that the request came from"),
  createdAt: time,
  hash: z
    .string()
    .describe("SHA-256 of the hash before it and of this event, in hexadecimal: the chain that is verified"),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** What the log can be narrowed to; all that are given have to hold. */
export const eventFilter = z.object({
  actor: z
    .union([id, z.literal("system")])
    .optional()
    .describe("Id of a member or a key, or `system`"),
  kind: z.enum(eventKinds).optional().describe("What it is about"),
  subjectId: id.optional().describe("One service, incident, page …"),
  from: time.optional().describe("At or after"),
  to: time.optional().describe("Before"),
});
export type EventFilter = z.infer<typeof eventFilter>;

export const events = {
  list: inOrganization("event.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/events",
      summary: "List what happened, newest first",
      description:
        "All of it, as a file: `GET /organizations/{organization}/events/export?format=csv` (or `json`), with the same filters.",
      tags: ["Audit log"],
    })
    .input(
      organizationParam.extend(eventFilter.shape).extend({
        before: z.coerce
          .number()
          .int()
          .min(1)
          .max(Number.MAX_SAFE_INTEGER)
          .optional()
          .describe("`nextBefore` of the page before"),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ items: z.array(auditEvent), nextBefore: z.int().nullable() })),
  actors: inOrganization("event.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/events/actors",
      summary: "List who stands in the log",
      description:
        "Members and keys that ever changed something, also those that are gone, each by the name of the last time. At most 1,000.",
      tags: ["Audit log"],
    })
    .input(organizationParam)
    .output(z.array(auditActor)),
};
