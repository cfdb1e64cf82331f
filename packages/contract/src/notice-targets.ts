import { languages, noticeChannels, noticeKinds } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, organizationParam, readVersion, time, version } from "./fields.ts";

const kinds = z
  .array(z.enum(noticeKinds))
  .min(1, "Choose at least one.")
  .max(noticeKinds.length)
  .describe(
    "`incident_opened`: an incident on its services opens, or one of its services joins it. `promise_missed`: the promised next update is late. `incident_silent`: an open incident has had no update for 3, 6, 12, 24 hours",
  );

const lastDelivery = z.object({
  kind: z.enum([...noticeKinds, "test"]),
  state: z
    .enum(["waiting", "delivered", "kept", "failing", "overtaken"])
    .describe(
      "`kept`: no mail server is set up. `failing`: nobody has it. `overtaken`: before it was sent, what it says was no longer so",
    ),
  at: time.describe("When it was delivered, since when it fails, or when it was queued"),
  missed: z.int().describe("How many members have it not, where others do"),
  failure: z.string().nullable().describe("What the other side said when it took nothing"),
  retryAt: time.nullable().describe("When it is tried again"),
});

/** Where a team is told of incidents on its services. */
export const noticeTarget = z.object({
  id,
  teamId: id.nullable().describe("`null`: it is told of all services, also of those that no team owns"),
  channel: z.enum(noticeChannels),
  address: z
    .string()
    .nullable()
    .describe("Where the endpoint is, without what is secret in it; `null` of e-mail, which goes to members"),
  kinds,
  language: z.enum(languages).describe("Of chats; members read mails in the language of their account"),
  members: z
    .int()
    .nullable()
    .describe(
      "How many members get its mails: those of the team, or whoever may post updates, without who muted them; `null` otherwise",
    ),
  isMuted: z
    .boolean()
    .nullable()
    .describe("Whether the caller wants none of its mails; `null`: there are none to them anyway"),
  lastDelivery: lastDelivery.nullable().describe("What became of the newest notice; `null` before the first"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type NoticeTarget = z.infer<typeof noticeTarget>;

const url = z.string().trim().min(1, "Paste the address.").max(limits.url);

export const noticeTargetInput = z.object({
  teamId: id.nullable(),
  channel: z.enum(noticeChannels),
  url: url
    .optional()
    .describe("The incoming webhook of a chat, or where a webhook is posted to; none of e-mail"),
  kinds: kinds.default([...noticeKinds]),
  language: z.enum(languages).default("en"),
});

const one = organizationParam.extend({ noticeTargetId: id });
const tags = ["Notices to teams"];
const path = "/organizations/{organization}/notice-targets";

export const noticeTargets = {
  list: inOrganization("team.read")
    .route({ method: "GET", path, summary: "List where teams are told of incidents", tags })
    .input(organizationParam)
    .output(z.array(noticeTarget)),
  create: inOrganization("team.write")
    .route({
      method: "POST",
      path,
      successStatus: 201,
      summary: "Have a team told of incidents on its services",
      description: "Of a webhook, the secret that signs what is posted stands in this answer only.",
      tags,
    })
    .errors({ ...postErrors, name_taken: errors.name_taken, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(noticeTargetInput.shape))
    .output(
      noticeTarget.extend({
        secret: z
          .string()
          .nullable()
          .describe("Of a webhook; `null` otherwise, and when the request is repeated"),
      }),
    ),
  update: inOrganization("team.write")
    .route({
      method: "PATCH",
      path: `${path}/{noticeTargetId}`,
      summary: "Change where a team is told",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors, name_taken: errors.name_taken })
    .input(
      one.extend({
        url: url.optional().describe("Another endpoint"),
        kinds: kinds.optional(),
        language: z.enum(languages).optional(),
        version: readVersion,
      }),
    )
    .output(noticeTarget),
  remove: inOrganization("team.write")
    .route({
      method: "DELETE",
      path: `${path}/{noticeTargetId}`,
      successStatus: 204,
      summary: "Tell a team there no more",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  test: inOrganization("team.write")
    .route({
      method: "POST",
      path: `${path}/{noticeTargetId}/test`,
      successStatus: 201,
      summary: "Send a test, on the way that notices take",
      description: `It is tried once; what became of it is in \`lastDelivery\` a moment later. At most ${limits.noticeTests} in ten minutes.`,
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(noticeTarget),
  renewSecret: inOrganization("team.write")
    .route({
      method: "POST",
      path: `${path}/{noticeTargetId}/renew-secret`,
      successStatus: 201,
      summary: "Sign with another secret",
      description:
        "Of a webhook. The one before signs too for a day. The new one stands in this answer only.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(
      noticeTarget.extend({
        secret: z.string().nullable().describe("`null` when the request is repeated"),
        previousSecretEndsAt: time.nullable().describe("Until then the one before signs, too"),
      }),
    ),
  mute: inOrganization("member.mute")
    .route({
      method: "PUT",
      path: `${path}/{noticeTargetId}/mute`,
      summary: "Say whether to be mailed what a team is told",
      description: "Concerns the mails to the caller alone.",
      tags,
    })
    .errors(writeErrors)
    .input(one.extend({ isMuted: z.boolean().describe("`true`: no mails to the caller") }))
    .output(noticeTarget),
};
