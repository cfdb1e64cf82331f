import {
  cornerRadii,
  customCssProblem,
  historyLengths,
  languages,
  pageImageKinds,
  pageVisibilities,
  pageWidths,
  reminderHours,
} from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors, versionErrors, writeErrors } from "./base.ts";
import { errors } from "./errors.ts";
import {
  description,
  domainName,
  emailAddress,
  id,
  limits,
  line,
  lines,
  organizationParam,
  readVersion,
  slug,
  time,
  timeZone,
  version,
} from "./fields.ts";
import { uptimeRule } from "./uptime.ts";

const serviceIds = z
  .array(id)
  .max(limits.services)
  .refine((ids) => new Set(ids).size === ids.length, "Each service may be named once.")
  .describe("The services that the page shows, in order");

const metricIds = z
  .array(id)
  .max(limits.pageMetrics, `A page shows at most ${limits.pageMetrics} metrics.`)
  .refine((ids) => new Set(ids).size === ids.length, "Each metric may be named once.")
  .describe("The metrics that the page shows, in order; of these, those that are public");

/** How a page shows one of its services, where that is not as usual. */
export const pageService = z.object({
  serviceId: id,
  groupId: id.nullable().default(null).describe("One of the page's own groups"),
  displayName: line(limits.name).nullable().default(null).describe("How this page calls it"),
  onlyWhenNotOperational: z.boolean().default(false).describe("Whether it is hidden while all is well"),
});
export type PageService = z.infer<typeof pageService>;

const pageServices = z
  .array(pageService)
  .max(limits.services)
  .refine(
    (services) => new Set(services.map((service) => service.serviceId)).size === services.length,
    "Each service may be named once.",
  )
  .describe("How services are shown; those not named are shown as usual");

export const pageGroup = z.object({
  id: id.describe("Made by the client, so that services can name it in the same request"),
  name: line(limits.name),
  description: description.default(""),
});
export type PageGroup = z.infer<typeof pageGroup>;

const pageGroups = z
  .array(pageGroup)
  .max(limits.pageGroups)
  .refine((groups) => new Set(groups.map((group) => group.id)).size === groups.length, "Each once.")
  .nullable()
  .describe("The page's own groups in order; `null` to show the groups of the organization");

const accent = z
  .string()
  .max(7)
  .regex(/^#[0-9a-f]{6}$/i, "Write a colour as #5b4bd6.")
  .nullable()
  .describe("Accent colour; `null` for Fanal's own. Its lightness is moved until it can be read");

const webUrl = z.url({ protocol: /^https?$/, error: "Write a whole address, https://…" }).max(limits.url);

export const pageLook = z.object({
  accent,
  radius: z.enum(cornerRadii),
  width: z.enum(pageWidths),
  headerLinks: z.array(z.object({ label: line(limits.name), url: webUrl })).max(limits.headerLinks),
  footerText: lines(limits.footer),
  historyDays: z.literal(historyLengths).describe("Days that the bars reach back"),
});

const customCss = lines(limits.customCss)
  .superRefine((css, check) => {
    const problem = customCssProblem(css);
    if (problem !== null) check.addIssue({ code: "custom", message: problem });
  })
  .describe("Applied after the page's own style; can load nothing");

const password = z
  .string()
  .min(limits.pagePasswordMin, `Use at least ${limits.pagePasswordMin} characters.`)
  .max(limits.passwordMax, `Use at most ${limits.passwordMax} characters.`)
  .describe("What visitors have to know when `visibility` is `password`; it cannot be read back");

/** How a page writes to its subscribers. */
export const pageMail = {
  senderName: line(limits.name)
    .nullable()
    .describe("Who its mails come from, before the address of `MAIL_FROM`; `null` for the page's name"),
  replyTo: emailAddress.nullable().describe("Where answers to its mails go; `null` for the sender's address"),
  reminderHours: z
    .array(z.literal(reminderHours))
    .max(reminderHours.length)
    .refine((hours) => new Set(hours).size === hours.length, "Each reminder may be named once.")
    .describe("How many hours before a maintenance its subscribers are reminded"),
};

export const pageImage = z.object({
  kind: z.enum(pageImageKinds),
  url: z.url().describe("Where it is served"),
  width: z.int(),
  height: z.int(),
});
export type PageImage = z.infer<typeof pageImage>;

export const statusPage = z.object({
  id,
  name: line(limits.name),
  slug,
  url: z.url().describe("Where visitors find it"),
  timeZone,
  serviceIds,
  serviceSettings: pageServices,
  groups: pageGroups,
  metricIds,
  addsNewServices: z.boolean().describe("Whether a service that is created appears on this page"),
  language: z.enum(languages).describe("For visitors whose own language is not known"),
  look: pageLook,
  // As it was taken: a rule that comes later refuses no page that is there already.
  customCss: z.string().max(limits.customCss),
  images: z.array(pageImage),
  hidesFromSearch: z.boolean().describe("Whether search engines are asked to leave it out"),
  visibility: z.enum(pageVisibilities),
  feedToken: z
    .string()
    .nullable()
    .describe(
      "Of a page that is not public: in its feeds' addresses as `?token=`. For those who may change it",
    ),
  ...pageMail,
  uptimeRule,
  publishedVersion: z.int().min(0).describe("Version of the snapshot that visitors see; 0 before the first"),
  version,
  createdAt: time,
  updatedAt: time,
});
export type StatusPage = z.infer<typeof statusPage>;

export const statusPageInput = z.object({
  name: line(limits.name),
  slug,
  timeZone: timeZone.default("Etc/UTC"),
  serviceIds: serviceIds.default([]),
  addsNewServices: z.boolean().default(false),
});

export const pageDomain = z.object({
  id,
  pageId: id,
  host: domainName("Write a host name, for example status.acme.com."),
  record: z
    .object({ name: z.string(), value: z.string() })
    .describe("The TXT record that proves who owns the host"),
  verifiedAt: time
    .nullable()
    .describe("When the record was last found; `null` before, and once it has been gone for a week"),
  checkedAt: time
    .nullable()
    .describe("When it was last looked for; after `verifiedAt` while it is gone and the host still counts"),
});
export type PageDomain = z.infer<typeof pageDomain>;

const one = organizationParam.extend({ pageId: id });
const tags = ["Status pages"];

export const statusPages = {
  list: inOrganization("status_page.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/status-pages",
      summary: "List status pages",
      tags,
    })
    .input(organizationParam)
    .output(z.array(statusPage)),
  create: inOrganization("status_page.create")
    .route({
      method: "POST",
      path: "/organizations/{organization}/status-pages",
      successStatus: 201,
      summary: "Create a status page",
      tags,
    })
    .errors({ ...postErrors, name_taken: errors.name_taken })
    .input(organizationParam.extend(statusPageInput.shape))
    .output(statusPage),
  get: inOrganization("status_page.read")
    .route({
      method: "GET",
      path: "/organizations/{organization}/status-pages/{pageId}",
      summary: "Get a status page",
      tags,
    })
    .input(one)
    .output(statusPage),
  update: inOrganization("status_page.update")
    .route({
      method: "PATCH",
      path: "/organizations/{organization}/status-pages/{pageId}",
      summary: "Change a status page",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors, name_taken: errors.name_taken })
    .input(
      one.extend({
        name: line(limits.name).optional(),
        slug: slug.optional(),
        timeZone: timeZone.optional(),
        serviceIds: serviceIds.optional(),
        serviceSettings: pageServices.optional(),
        groups: pageGroups.optional(),
        metricIds: metricIds.optional(),
        addsNewServices: z.boolean().optional(),
        language: z.enum(languages).optional(),
        look: pageLook.partial().optional(),
        customCss: customCss.optional(),
        hidesFromSearch: z.boolean().optional(),
        visibility: z.enum(pageVisibilities).optional(),
        password: password.optional(),
        senderName: pageMail.senderName.optional(),
        replyTo: pageMail.replyTo.optional(),
        reminderHours: pageMail.reminderHours.optional(),
        uptimeRule: uptimeRule.optional(),
        version: readVersion,
      }),
    )
    .output(statusPage),
  delete: inOrganization("status_page.delete")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/status-pages/{pageId}",
      successStatus: 204,
      summary: "Delete a status page",
      tags,
    })
    .errors({ ...writeErrors, ...versionErrors })
    .input(one.extend({ version: readVersion }))
    .output(z.void()),
  putImage: inOrganization("status_page.update")
    .route({
      method: "PUT",
      path: "/organizations/{organization}/status-pages/{pageId}/images/{kind}",
      summary: "Upload a logo or an icon",
      description: "PNG, JPEG, WebP, GIF or SVG of 1 MB at most. It is made anew, and SVG is sanitized.",
      tags,
    })
    .errors(writeErrors)
    .input(
      one.extend({
        kind: z.enum(pageImageKinds),
        data: z
          .base64("Send the file's bytes as Base64.")
          .max(Math.ceil(limits.image / 3) * 4, "At most 1 MB.")
          .describe("The file, as Base64"),
      }),
    )
    .output(statusPage),
  deleteImage: inOrganization("status_page.update")
    .route({
      method: "DELETE",
      path: "/organizations/{organization}/status-pages/{pageId}/images/{kind}",
      successStatus: 204,
      summary: "Take a logo or an icon away",
      tags,
    })
    .errors(writeErrors)
    .input(one.extend({ kind: z.enum(pageImageKinds) }))
    .output(z.void()),
  renewFeedToken: inOrganization("status_page.update")
    .route({
      method: "POST",
      path: "/organizations/{organization}/status-pages/{pageId}/feed-token",
      successStatus: 201,
      summary: "Give the secret addresses of feeds a new token",
      description: "The addresses before stop working at once.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(statusPage),
};

const domains = "/organizations/{organization}/status-pages/{pageId}/domains";

export const pageDomains = {
  list: inOrganization("status_page.read")
    .route({ method: "GET", path: domains, summary: "List a page's own hosts", tags })
    .input(one)
    .output(z.array(pageDomain)),
  add: inOrganization("status_page.update")
    .route({
      method: "POST",
      path: domains,
      successStatus: 201,
      summary: "Give a page a host of its own",
      description: "It counts once `verify` has found its record.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached, name_taken: errors.name_taken })
    .input(one.extend({ host: domainName("Write a host name, for example status.acme.com.") }))
    .output(pageDomain),
  verify: inOrganization("status_page.update")
    .route({
      method: "POST",
      path: `${domains}/{domainId}/verify`,
      successStatus: 201,
      summary: "Look for the record that proves who owns a host",
      tags,
    })
    .errors({ ...postErrors, domain_unproven: errors.domain_unproven, name_taken: errors.name_taken })
    .input(one.extend({ domainId: id }))
    .output(pageDomain),
  remove: inOrganization("status_page.update")
    .route({
      method: "DELETE",
      path: `${domains}/{domainId}`,
      successStatus: 204,
      summary: "Take a host away from a page",
      tags,
    })
    .errors(writeErrors)
    .input(one.extend({ domainId: id }))
    .output(z.void()),
};
