import {
  isLocalTime,
  isSlug,
  longestHoldMinutes,
  reservedSlugs,
  serviceStatuses,
  slaTargetBounds,
} from "@fanal/domain";
import { z } from "zod";

/** Limits of texts, in characters; forms use the same numbers. */
export const limits = {
  name: 100,
  email: 254,
  passwordMin: 10,
  passwordMax: 128,
  description: 500,
  title: 200,
  message: 25_000,
  statusMessage: 500,
  footer: 500,
  customCss: 50_000,
  rrule: 500,
  url: 2_000,
  /** Of one page. */
  headerLinks: 8,
  pageGroups: 200,
  domains: 10,
  /** Days that a host stays a page's after its record is gone. */
  domainGraceDays: 7,
  /** Of one organization. */
  templates: 200,
  announcements: 200,
  metrics: 200,
  teams: 200,
  noticeTargets: 100,
  alertSources: 50,
  /** Of one source: values of labels that mean a service, or a severity. */
  alertValues: 200,
  alertValue: 200,
  /** Of one source, those of the last day that are over among them. */
  alerts: 1_000,
  jsonPath: 200,
  checks: 500,
  /** Seconds. */
  checkPeriodMin: 30,
  checkPeriodMax: 86_400,
  checkTimeoutMax: 30,
  /** Results in a row. */
  checkPatience: 10,
  /** Of one check, newest first. */
  checkResults: 20,
  checkText: 500,
  heartbeats: 500,
  /** Of one service. */
  uptimeCorrections: 500,
  correctionReason: 300,
  /** Seconds. */
  heartbeatPeriodMin: 60,
  heartbeatPeriodMax: 2_678_400,
  heartbeatGraceMin: 10,
  /** Of one target, in ten minutes. */
  noticeTests: 5,
  invitations: 500,
  /** Addresses of one request. */
  invitationsAtOnce: 50,
  /** Days that the link of an invitation works. */
  invitationDays: 7,
  apiKeys: 100,
  scimTokens: 5,
  scimUsers: 10_000,
  /** Bytes of an uploaded image. */
  image: 1_048_576,
  /** Of a page that only those see who know it. */
  pagePasswordMin: 8,
  /** Identity providers of one organization. */
  ssoProviders: 10,
  /** Of one organization. */
  emailDomains: 50,
  /** Of one identity provider: the present one and the next. */
  certificates: 4,
  certificate: 10_000,
  /** Of an identity provider, as XML. */
  metadata: 100_000,
  /** Of one page. */
  pageMetrics: 10,
  /** Characters. */
  metricUnit: 20,
  metricDecimals: 6,
  /** Points of one request. */
  pointsAtOnce: 10_000,
  /** Of one organization, in each server. */
  pointsPerMinute: 600_000,
  /** Services of one organization or page. */
  services: 2_000,
  /** Incidents and maintenances that one subscriber follows. */
  followedStories: 100,
  /** Of a file of subscribers: characters and rows; characters of its beginning, to be looked at; errors that are kept. */
  importFile: 20_000_000,
  importRows: 100_000,
  importPreview: 100_000,
  importErrors: 1_000,
  /** Of one organization at once. */
  imports: 5,
  /** From other products, of one organization, that are not over. */
  pastImports: 50,
  /** Problems of bringing it that are kept. */
  importProblems: 1_000,
} as const;

export const emailAddress = z
  .email("Write an e-mail address, for example mara@acme.example.")
  .max(limits.email, `At most ${limits.email} characters.`)
  .refine((address) => address.indexOf("@") <= 64, "At most 64 characters before the @.")
  .toLowerCase();

export const password = z
  .string()
  .min(limits.passwordMin, `Use at least ${limits.passwordMin} characters.`)
  .max(limits.passwordMax, `Use at most ${limits.passwordMax} characters.`);

export const id = z.uuid().describe("UUIDv7");
export const time = z.iso
  .datetime({ offset: true })
  .refine(isWithinCalendar, "Use a time of the years 1970 to 9999.")
  .describe("ISO 8601 with a zone; answers are in UTC");

/** Beyond these years PostgreSQL and JavaScript do not read the same time from the same text. */
function isWithinCalendar(value: string): boolean {
  const time = Date.parse(value);
  return Number.isNaN(time) || (time >= 0 && time < Date.UTC(10_000, 0));
}

export const version = z.int().min(1).describe("Rises with each change");

/** Carried by a write: the version that it was decided on. */
export const readVersion = version
  .optional()
  .describe("The version that you read; when something changed it since, the answer is 409");

const wholeCharacters = "This text holds half a character. Type it anew.";

/** PostgreSQL keeps neither NUL nor half a pair of surrogates; other control characters break feeds and mails. */
function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

function tooLong(max: number): string {
  return `At most ${max.toLocaleString("en")} characters.`;
}

/** A text of one line: trimmed, not empty, without control characters. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1, "Write something here.")
    .max(max, tooLong(max))
    .regex(/^[^\p{Cc}]*$/u, "Line breaks and control characters are not allowed.")
    .refine(isWellFormed, wholeCharacters);
}

/** A text of several lines: trimmed, without control characters but tabs and line breaks. */
export function lines(max: number) {
  return z
    .string()
    .trim()
    .max(max, tooLong(max))
    .regex(/^[\t\n\r\P{Cc}]*$/u, "Control characters are not allowed.")
    .refine(isWellFormed, wholeCharacters);
}

/** The text of a file, as it is. */
export function fileText(max: number, tooMuch: string) {
  return z
    .string()
    .min(1, "The file is empty.")
    .max(max, tooMuch)
    .regex(/^[^\0]*$/, "This is no text. Save the file as CSV, UTF-8.")
    .refine(isWellFormed, wholeCharacters);
}

export const description = lines(limits.description).describe("One or two plain sentences for visitors");

/** Markdown; rendered sanitized. */
export const message = lines(limits.message)
  .min(1, "Write something here.")
  .describe("Markdown, sanitized when it is shown");

export const slug = z
  .string()
  .trim()
  .toLowerCase()
  .max(48, { error: "At most 48 characters.", abort: true })
  .refine(isSlug, "Use 2 to 48 lower-case letters, digits and single dashes.")
  .refine((value) => !reservedSlugs.has(value), "This address is reserved. Choose another.")
  .describe("The part of the address, for example `acme`");

export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => {
    // An offset such as +05:00 is no name; PostgreSQL reads its sign the other way round.
    if (!/^[A-Za-z]/.test(zone)) return false;
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  }, "This time zone does not exist. Use a name such as Europe/Berlin.")
  .describe("IANA time zone");

/** A moment as a clock on the wall of `timeZone` shows it. */
export const localTime = z
  .string()
  .max(16)
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "Write it as 2026-11-10T02:00.")
  .refine(isLocalTime, "This day or hour does not exist.")
  .describe("Local date and time, `YYYY-MM-DDTHH:mm`, in the time zone beside it");

/** A name as the DNS has it, lower case, with at least one dot. */
export function domainName(example: string) {
  return z
    .string()
    .trim()
    .toLowerCase()
    .max(253, { error: "At most 253 characters.", abort: true })
    .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/, example);
}

export const serviceStatus = z.enum(serviceStatuses);

/** A service level target: the percentage of each calendar month in which a service is to be up. */
export const slaTarget = z
  .number("Write a percentage, for example 99.9.")
  .min(slaTargetBounds.least, `At least ${slaTargetBounds.least} %.`)
  .max(slaTargetBounds.most, `At most ${slaTargetBounds.most} %.`)
  .multipleOf(0.001, `At most ${slaTargetBounds.decimals} digits after the point, for example 99.995.`)
  .describe("Percentage of each calendar month in which the service is to be up");

/** Carried by a write that subscribers can be told of. */
export const telling = {
  notify: z.boolean().default(true).describe("Whether subscribers are told"),
  holdMinutes: z
    .int()
    .min(0)
    .max(longestHoldMinutes, `At most ${longestHoldMinutes} minutes.`)
    .default(0)
    .describe("How long the telling is held back, so that it can be recalled"),
};

/** In every address below an organization. */
export const organizationParam = z.object({
  organization: z.string().min(1).max(64).describe("Slug or id of the organization"),
});
