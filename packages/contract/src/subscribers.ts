import { channels, everything, impacts, languages, listedStates } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import {
  emailAddress,
  fileText,
  id,
  limits,
  line,
  organizationParam,
  readVersion,
  time,
  version,
} from "./fields.ts";

/** What a subscriber wants to be told of. */
export const subscriberChoices = z
  .object({
    scope: z
      .object({
        serviceIds: z.array(id).max(limits.services).describe("Services of the page"),
        groupIds: z
          .array(id)
          .max(limits.pageGroups)
          .describe("Groups of the page, with whatever is in them by then"),
      })
      .nullable()
      .describe("Which part of the page; `null`: all of it. None of it for who follows stories alone"),
    storyIds: z
      .array(id)
      .max(limits.followedStories)
      .describe("Incidents and maintenances that are followed whatever they affect"),
    leastImpact: z.enum(impacts).describe("Incidents of less are not told of"),
    onlyStartAndEnd: z.boolean().describe("Nothing of what lies between the start and the end"),
  })
  .refine(
    ({ scope, storyIds }) =>
      scope === null || scope.serviceIds.length + scope.groupIds.length + storyIds.length > 0,
    { message: "Choose at least one service, or all of the page.", path: ["scope", "serviceIds"] },
  );

const listedState = z.enum(listedStates);

export const subscriber = z.object({
  id,
  pageId: id,
  channel: z.enum(channels),
  address: z
    .string()
    .describe("An e-mail address in lower case, or where an endpoint is, without what is secret in it"),
  state: listedState.describe(
    "`unconfirmed` until whoever has the address says yes, `active` while they are told, `quarantined` when nothing is taken there, `unsubscribed` when they said no",
  ),
  choices: subscriberChoices,
  language: z.enum(languages),
  isShared: z.boolean().describe("A mailbox that many read: none of them can unsubscribe it"),
  addedBy: z.enum(["visitor", "operator", "import"]),
  confirmationSentAt: time.nullable(),
  confirmedAt: time.nullable(),
  unsubscribedAt: time.nullable(),
  quarantinedAt: time.nullable(),
  failure: z.string().nullable().describe("What the other side said last when it took nothing"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type Subscriber = z.infer<typeof subscriber>;

/** How an operator comes by the consent of those whom they add. */
export const confirmations = ["ask", "vouched"] as const;
const confirmation = z
  .enum(confirmations)
  .describe("`ask`: a mail asks them first. `vouched`: they said yes elsewhere, which you can show");
export type Confirmation = z.infer<typeof confirmation>;

export const subscriberInput = z.object({
  email: emailAddress,
  confirmation: confirmation.default("ask"),
  choices: subscriberChoices.default(everything).describe("Everything by default"),
  language: z.enum(languages).optional().describe("That of the page by default"),
  isShared: z.boolean().default(false),
});

/** What a list of subscribers is narrowed to; all that are given have to hold. */
export const subscriberFilter = z.object({
  state: listedState.optional(),
  channel: z.enum(channels).optional(),
  serviceId: id.optional().describe("Those who are told of this service"),
  q: line(limits.email).optional().describe("A part of the address"),
});
export type SubscriberFilter = z.infer<typeof subscriberFilter>;

const onePage = organizationParam.extend({ pageId: id });
const one = organizationParam.extend({ subscriberId: id });
const tags = ["Subscribers"];
const ofPage = "/organizations/{organization}/status-pages/{pageId}/subscribers";
const address = "/organizations/{organization}/subscribers/{subscriberId}";

export const subscribers = {
  list: inOrganization("subscriber.read")
    .route({
      method: "GET",
      path: ofPage,
      summary: "List subscribers of a page, newest first",
      description: `All of them, as a file: \`GET ${ofPage}/export\`, with the same filters.`,
      tags,
    })
    .input(
      onePage.extend(subscriberFilter.shape).extend({
        cursor: z.string().max(200).optional().describe("`nextCursor` of the page before"),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(subscriber), nextCursor: z.string().nullable() })),
  counts: inOrganization("subscriber.read")
    .route({ method: "GET", path: `${ofPage}/counts`, summary: "Count subscribers of a page", tags })
    .input(onePage)
    .output(
      z.object({
        states: z.record(listedState, z.int()),
        channels: z.record(z.enum(channels), z.int()).describe("Of those who are active"),
        services: z
          .array(z.object({ serviceId: id, count: z.int() }))
          .describe("How many active ones are told of a critical incident of each service of the page"),
      }),
    ),
  create: inOrganization("subscriber.write")
    .route({ method: "POST", path: ofPage, successStatus: 201, summary: "Add an e-mail address", tags })
    .errors({ ...postErrors, name_taken: errors.name_taken, unsubscribed: errors.unsubscribed })
    .input(onePage.extend(subscriberInput.shape))
    .output(subscriber),
  update: inOrganization("subscriber.write")
    .route({ method: "PATCH", path: address, summary: "Change a subscriber", tags })
    .errors({ ...writeErrors, ...versionErrors })
    .input(
      one.extend({
        choices: subscriberChoices.optional(),
        language: z.enum(languages).optional(),
        isShared: z.boolean().optional(),
        version: readVersion,
      }),
    )
    .output(subscriber),
  remove: inOrganization("subscriber.write")
    .route({
      method: "DELETE",
      path: address,
      successStatus: 204,
      summary: "Remove a subscriber and forget the address",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  resendConfirmation: inOrganization("subscriber.write")
    .route({
      method: "POST",
      path: `${address}/confirmation`,
      successStatus: 201,
      summary: "Ask an unconfirmed subscriber again by mail",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(subscriber),
};

/** What a column of an imported file can be. */
export const importFields = ["email", "services", "language", "shared", "channel", "state"] as const;
export type ImportField = (typeof importFields)[number];

const lineError = z.object({
  line: z.int().describe("In the file, from 1"),
  message: z.string(),
});
export type LineError = z.infer<typeof lineError>;

const aboutCsv =
  "A header and a row for each address. Columns: `email`, `services` (names or ids of services and groups of the page, separated by `;`; none: all), `language`, `shared` (`yes` or `no`)";

export const importStates = ["running", "finished", "stopped"] as const;

export const subscriberImport = z.object({
  id,
  pageId: id,
  confirmation,
  state: z.enum(importStates),
  total: z.int().describe("Rows of the file"),
  done: z.int().describe("Rows that were worked on so far"),
  added: z.int(),
  known: z.int().describe("Addresses that subscribe already: they stay as they are"),
  refused: z.int().describe("Rows with an error"),
  startedBy: z.string(),
  createdAt: time,
  finishedAt: time.nullable(),
});
export type SubscriberImport = z.infer<typeof subscriberImport>;

const wholeImport = subscriberImport.extend({
  errors: z.array(lineError).describe(`The first ${limits.importErrors.toLocaleString("en")}`),
});

const importsOfPage = "/organizations/{organization}/status-pages/{pageId}/subscriber-imports";
const importAddress = "/organizations/{organization}/subscriber-imports/{importId}";
const oneImport = organizationParam.extend({ importId: id });

export const subscriberImports = {
  list: inOrganization("subscriber.read")
    .route({ method: "GET", path: importsOfPage, summary: "List the latest imports of a page", tags })
    .input(onePage)
    .output(z.array(subscriberImport)),
  get: inOrganization("subscriber.read")
    .route({
      method: "GET",
      path: importAddress,
      summary: "Show how far an import is, and its errors by line",
      tags,
    })
    .input(oneImport)
    .output(wholeImport),
  preview: inOrganization("subscriber.write")
    .route({
      method: "POST",
      path: `${importsOfPage}/preview`,
      summary: "See how the beginning of a file is read",
      tags,
    })
    .errors(postErrors)
    .input(
      onePage.extend({
        csv: fileText(limits.importPreview, "Send the beginning of the file only.").describe(aboutCsv),
      }),
    )
    .output(
      z.object({
        columns: z.array(
          z.object({ name: z.string(), field: z.enum(importFields).nullable().describe("`null`: not read") }),
        ),
        rows: z
          .array(z.object({ line: z.int(), values: z.array(z.string()), problem: z.string().nullable() }))
          .describe("The first ones"),
      }),
    ),
  create: inOrganization("subscriber.write")
    .route({
      method: "POST",
      path: importsOfPage,
      successStatus: 201,
      summary: "Import e-mail addresses from a file",
      description: `Answers at once and goes on by itself. At most ${limits.importRows.toLocaleString("en")} rows.`,
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(
      onePage.extend({
        confirmation,
        csv: fileText(
          limits.importFile,
          `At most ${limits.importFile / 1_000_000} million characters. Split the file.`,
        ).describe(aboutCsv),
      }),
    )
    .output(wholeImport),
  stop: inOrganization("subscriber.write")
    .route({
      method: "POST",
      path: `${importAddress}/stop`,
      successStatus: 201,
      summary: "Stop an import; what it added stays",
      tags,
    })
    .errors(postErrors)
    .input(oneImport)
    .output(wholeImport),
};
