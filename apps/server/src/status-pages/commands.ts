import { randomBytes } from "node:crypto";
import type { StatusPage } from "@fanal/contract";
import { statusPages } from "@fanal/database/schema";
import type { Language, PageLook, PageVisibility, ReminderHours, UptimeRule } from "@fanal/domain";
import { forgetDefaultPage } from "../auth/organizations.ts";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { hashPassword } from "../passwords.ts";
import { allow, refuse, refuseStale } from "../refusals.ts";
import { requireServices } from "../services/queries.ts";
import { addStatusPage, type NewStatusPage, orSlugTaken } from "./add-status-page.ts";
import { type PageContents, writePageContents } from "./page-contents.ts";
import { isPage, lockStatusPage, type StatusPageRow, writePage } from "./page-rows.ts";
import { getStatusPage } from "./queries/pages.ts";
import { leaveSlug, takeSlug } from "./slugs.ts";

export function createStatusPage(context: OrganizationContext, input: NewStatusPage): Promise<StatusPage> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.create");
    const { name, slug, timeZone, serviceIds, addsNewServices } = input;
    await requireServices(tx, serviceIds);
    const id = await addStatusPage(tx, context, { name, slug, timeZone, serviceIds, addsNewServices });
    return getStatusPage(tx, id, context);
  });
}

type LookChange = { [Key in keyof PageLook]?: PageLook[Key] | undefined };

/** What can be changed of a page; what is left out stays as it is. */
export interface StatusPageChange extends PageContents {
  pageId: string;
  name?: string | undefined;
  slug?: string | undefined;
  timeZone?: string | undefined;
  addsNewServices?: boolean | undefined;
  language?: Language | undefined;
  look?: LookChange | undefined;
  customCss?: string | undefined;
  hidesFromSearch?: boolean | undefined;
  visibility?: PageVisibility | undefined;
  password?: string | undefined;
  senderName?: string | null | undefined;
  replyTo?: string | null | undefined;
  reminderHours?: ReminderHours[] | undefined;
  uptimeRule?: UptimeRule | undefined;
  version?: number | undefined;
}

export async function updateStatusPage(
  context: OrganizationContext,
  input: StatusPageChange,
): Promise<StatusPage> {
  // Takes a while on purpose, so no transaction waits for it.
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.update");
    const page = await lockStatusPage(tx, input.pageId);
    refuseStale(page, input.version);
    const before = settingsOf(page);
    const after = settingsAfter(input, before);
    const shownBefore = contentsOf(await getStatusPage(tx, page.id, context), input);
    await orSlugTaken(
      writePage(tx, context, page, {
        ...after,
        ...doorAfter(page, after.visibility, passwordHash),
        customCss: input.customCss ?? page.customCss,
        hasOwnGroups: input.groups === undefined ? page.hasOwnGroups : input.groups !== null,
      }),
    );
    if (after.slug !== before.slug) await takeSlug(tx, after.slug);
    await writePageContents(tx, page.id, input);
    const written = await getStatusPage(tx, page.id, context);
    record(tx, context, {
      type: "status_page.updated",
      subjectId: page.id,
      data: {
        before: { ...before, ...shownBefore },
        after: { ...after, ...contentsOf(written, input) },
        changed: changesOf(input),
      },
    });
    return written;
  });
}

export function deleteStatusPage(
  context: OrganizationContext,
  input: { pageId: string; version?: number | undefined },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.delete");
    const page = await lockStatusPage(tx, input.pageId);
    refuseStale(page, input.version);
    await tx.db.delete(statusPages).where(isPage(tx, page.id));
    await forgetDefaultPage(tx.db, page.id);
    // Of a page that was not for everyone nobody learns that it was there.
    if (page.visibility === "public") await leaveSlug(tx, page.slug, context.now());
    record(tx, context, {
      type: "status_page.deleted",
      subjectId: page.id,
      data: { before: settingsOf(page) },
    });
  });
}

/** Gives the addresses of a page's feeds a new secret; those with the old one stop working. */
export function renewFeedToken(
  context: OrganizationContext,
  { pageId }: { pageId: string },
): Promise<StatusPage> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.update");
    const page = await lockStatusPage(tx, pageId);
    await writePage(tx, context, page, { feedToken: newFeedToken() });
    record(tx, context, {
      type: "status_page.updated",
      subjectId: page.id,
      data: { name: page.name, changed: ["feedToken"] },
    });
    return getStatusPage(tx, page.id, context);
  });
}

/** The settings that the log tells of: what they were, and what they are now. */
function settingsOf({
  name,
  slug,
  timeZone,
  addsNewServices,
  language,
  look,
  hidesFromSearch,
  visibility,
  senderName,
  replyTo,
  reminderHours,
  uptimeRule,
}: StatusPageRow) {
  return {
    name,
    slug,
    timeZone,
    addsNewServices,
    language,
    look,
    hidesFromSearch,
    visibility,
    senderName,
    replyTo,
    reminderHours,
    uptimeRule,
  };
}

/** What a page shows, and its own style, as far as they are about to change: they can be long. */
function contentsOf(page: StatusPage, input: StatusPageChange): Partial<StatusPage> {
  const { serviceIds, serviceSettings, groups, metricIds, customCss } = page;
  return {
    ...(input.serviceIds === undefined ? {} : { serviceIds }),
    ...(input.serviceSettings === undefined ? {} : { serviceSettings }),
    ...(input.groups === undefined ? {} : { groups }),
    ...(input.metricIds === undefined ? {} : { metricIds }),
    ...(input.customCss === undefined ? {} : { customCss }),
  };
}

type Settings = ReturnType<typeof settingsOf>;

function settingsAfter(input: StatusPageChange, before: Settings): Settings {
  return {
    name: input.name ?? before.name,
    slug: input.slug ?? before.slug,
    timeZone: input.timeZone ?? before.timeZone,
    addsNewServices: input.addsNewServices ?? before.addsNewServices,
    language: input.language ?? before.language,
    look: lookAfter(input.look ?? {}, before.look),
    hidesFromSearch: input.hidesFromSearch ?? before.hidesFromSearch,
    visibility: input.visibility ?? before.visibility,
    senderName: input.senderName === undefined ? before.senderName : input.senderName,
    replyTo: input.replyTo === undefined ? before.replyTo : input.replyTo,
    reminderHours: input.reminderHours ?? before.reminderHours,
    uptimeRule: input.uptimeRule ?? before.uptimeRule,
  };
}

function lookAfter(change: LookChange, before: PageLook): PageLook {
  return {
    accent: change.accent === undefined ? before.accent : change.accent,
    radius: change.radius ?? before.radius,
    width: change.width ?? before.width,
    headerLinks: change.headerLinks ?? before.headerLinks,
    footerText: change.footerText ?? before.footerText,
    historyDays: change.historyDays ?? before.historyDays,
  };
}

const fields = [
  "name",
  "slug",
  "timeZone",
  "serviceIds",
  "serviceSettings",
  "groups",
  "metricIds",
  "addsNewServices",
  "language",
  "look",
  "customCss",
  "hidesFromSearch",
  "visibility",
  "password",
  "senderName",
  "replyTo",
  "reminderHours",
  "uptimeRule",
] as const satisfies (keyof StatusPageChange)[];

/** Names of the fields that were given, also of what the log does not repeat: passwords. */
function changesOf(input: StatusPageChange): string[] {
  return fields.filter((field) => input[field] !== undefined);
}

/** What keeps strangers out of a page that is to be visible to these. */
function doorAfter(
  page: StatusPageRow,
  visibility: PageVisibility,
  passwordHash: string | null,
): Pick<StatusPageRow, "passwordHash" | "feedToken"> {
  if (visibility !== "password" && passwordHash !== null) {
    refusePassword("A password counts only while the page is visible with a password. Set `visibility` too.");
  }
  if (visibility === "password" && passwordHash === null && page.passwordHash === null) {
    refusePassword("Choose the password that visitors have to know.");
  }
  return {
    passwordHash: visibility === "password" ? (passwordHash ?? page.passwordHash) : null,
    feedToken: visibility === "public" ? page.feedToken : (page.feedToken ?? newFeedToken()),
  };
}

function refusePassword(message: string): never {
  return refuse("bad_request", message, [{ path: ["password"], message }]);
}

/** 192 bits, so that nobody guesses one. */
function newFeedToken(): string {
  return randomBytes(24).toString("base64url");
}
