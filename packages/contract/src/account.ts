import { languages } from "@fanal/domain";
import { z } from "zod";
import { forMe, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { id, limits, line, time } from "./fields.ts";
import { organization } from "./organizations.ts";

export const themes = ["system", "light", "dark"] as const;

const timeZone = z
  .string()
  .max(100)
  .refine(isTimeZone, "Use a time zone of the IANA list, for example Europe/Tallinn.");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const person = z.object({
  id,
  name: z.string(),
  email: z.email(),
  isEmailConfirmed: z.boolean(),
  hasTwoFactor: z.boolean().describe("Whether a code is asked for after the password"),
  hasPassword: z.boolean().describe("Whether there is one; who comes through a provider may have none"),
  language: z
    .enum(languages)
    .nullable()
    .describe("Of the mails that one gets; null: that of the browser which asks for one"),
  timeZone: z.string().nullable().describe("IANA; null: that of the browser"),
  theme: z.enum(themes),
  avatar: z.string().nullable().describe("A small square as `data:` URL"),
  organizations: z.array(organization),
});
export type Me = z.infer<typeof person>;

export const me = {
  get: forMe.route({ method: "GET", path: "/me", summary: "Who am I", tags: ["Me"] }).output(person),
  update: forMe
    .route({ method: "PATCH", path: "/me", summary: "Change my profile", tags: ["Me"] })
    .errors(writeErrors)
    .input(
      z.object({
        name: line(limits.name).optional().describe("Stands beside updates that are posted from now on"),
        language: z.enum(languages).nullable().optional(),
        timeZone: timeZone.nullable().optional(),
        theme: z.enum(themes).optional(),
      }),
    )
    .output(person),
  putAvatar: forMe
    .route({
      method: "PUT",
      path: "/me/avatar",
      summary: "Upload my picture",
      description:
        "PNG, JPEG or WebP of 1 MB at most. A small square is made of it, and nothing else is kept.",
      tags: ["Me"],
    })
    .errors(writeErrors)
    .input(
      z.object({
        data: z
          .base64("Send the file's bytes as Base64.")
          .max(Math.ceil(limits.image / 3) * 4, "At most 1 MB.")
          .describe("The file, as Base64"),
      }),
    )
    .output(person),
  deleteAvatar: forMe
    .route({
      method: "DELETE",
      path: "/me/avatar",
      successStatus: 204,
      summary: "Take my picture away",
      tags: ["Me"],
    })
    .errors(writeErrors)
    .output(z.void()),
};

export const session = z.object({
  id,
  isCurrent: z.boolean().describe("The one that this request belongs to"),
  userAgent: z.string().nullable().describe("What the browser says of itself"),
  address: z.string().nullable().describe("Where it was last used from"),
  createdAt: time,
  usedAt: time.describe("When it was last used, to five minutes"),
});
export type Session = z.infer<typeof session>;

export const sessions = {
  list: forMe
    .route({ method: "GET", path: "/me/sessions", summary: "List my sessions", tags: ["Me"] })
    .output(z.array(session)),
  end: forMe
    .route({
      method: "DELETE",
      path: "/me/sessions",
      successStatus: 204,
      summary: "End sessions of mine",
      description: "The one that is named, or all but the one that this request belongs to.",
      tags: ["Me"],
    })
    .errors({ ...writeErrors, not_found: errors.not_found })
    .input(z.object({ sessionId: id.optional().describe("All others when left out") }).default({}))
    .output(z.void()),
};
