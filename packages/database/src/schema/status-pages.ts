import {
  defaultLook,
  defaultUptimeRule,
  languages,
  type PageLook,
  pageImageKinds,
  pageVisibilities,
  type ReminderHours,
  reminderHours,
  type UptimeRule,
} from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { services } from "./services.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const statusPages = pgTable(
  "status_pages",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** Unique over all organizations: it is the page's public address. */
    slug: text("slug").notNull().unique(),
    timeZone: text("time_zone").notNull(),
    addsNewServices: boolean("adds_new_services").notNull(),
    /** Whether it has groups of its own instead of the organization's. */
    hasOwnGroups: boolean("has_own_groups").notNull().default(false),
    /** The language of visitors whose own is not known. */
    language: text("language", { enum: languages }).notNull().default("en"),
    look: jsonb("look").$type<PageLook>().notNull().default(defaultLook),
    customCss: text("custom_css").notNull().default(""),
    hidesFromSearch: boolean("hides_from_search").notNull().default(false),
    visibility: text("visibility", { enum: pageVisibilities }).notNull().default("public"),
    /** scrypt, with its parameters and salt; set when `visibility` is `password`. */
    passwordHash: text("password_hash"),
    /** Part of the addresses by which programs read the feeds and the JSON of a page that is not public. */
    feedToken: text("feed_token"),
    /** Who writes to its subscribers, in front of the address of `MAIL_FROM`; `null`: the page, by its name. */
    senderName: text("sender_name"),
    /** Where answers to its mails go; `null`: to the address of `MAIL_FROM`. */
    replyTo: text("reply_to"),
    /** How long before a maintenance its subscribers are reminded. */
    reminderHours: integer("reminder_hours")
      .array()
      .$type<ReminderHours[]>()
      .notNull()
      .default([...reminderHours]),
    /** How uptime is computed, as visitors are told. */
    uptimeRule: jsonb("uptime_rule").$type<UptimeRule>().notNull().default(defaultUptimeRule),
    publishedVersion: integer("published_version").notNull().default(0),
    /** When time alone changes what the page shows, for example the next midnight. */
    changesAt: timestamptz("changes_at"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index("status_pages_due").on(table.changesAt),
  ],
);

/** Groups that one page has for itself. */
export const statusPageGroups = pgTable(
  "status_page_groups",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    position: integer("position").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
  ],
);

export const statusPageServices = pgTable(
  "status_page_services",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    position: integer("position").notNull(),
    /** One of the page's own groups. */
    groupId: uuid("group_id"),
    /** How this page calls it; `null` for its own name. */
    displayName: text("display_name"),
    onlyWhenNotOperational: boolean("only_when_not_operational").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.serviceId] }),
    foreignKey({
      columns: [table.organizationId, table.pageId, table.groupId],
      foreignColumns: [statusPageGroups.organizationId, statusPageGroups.pageId, statusPageGroups.id],
    }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
  ],
);

/** The newest versions of a page: its snapshot, and the message that brings visitors from the version before. */
export const publications = pgTable(
  "publications",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    version: integer("version").notNull(),
    snapshot: jsonb("snapshot").notNull(),
    /** A `VisitorMessage` of type `update`, as the text that is sent. */
    message: text("message").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.version] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
  ],
);

/** Finished bytes of what a page answers, at its newest version. */
export const artifacts = pgTable(
  "artifacts",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    /** Below the page's address; empty for the page itself. */
    path: text("path").notNull(),
    version: integer("version").notNull(),
    /** Which build of the renderer made it; another build makes it anew. */
    renderer: text("renderer").notNull(),
    contentType: text("content_type").notNull(),
    /** Also what is sent without an encoding: unpacked when it is loaded, so that the large form is never written. */
    gzip: bytea("gzip").notNull(),
    brotli: bytea("brotli").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.path] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
  ],
);

/**
 * The story of one incident or maintenance on a page, as data: what its own page, the history and the feeds are made
 * from. A deleted one stays without its story, so that its address answers 410.
 */
export const pageStories = pgTable(
  "page_stories",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    kind: text("kind", { enum: ["incident", "maintenance"] }).notNull(),
    /** Id of the incident or the maintenance. */
    id: uuid("id").notNull(),
    /** Version of the page with which it last changed. */
    version: integer("version").notNull(),
    /** A `Story`; `null` when it is gone. */
    story: jsonb("story"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.kind, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    index("page_stories_by_version").on(table.organizationId, table.pageId, table.version),
  ],
);

/** A logo or an icon, as it is served: re-encoded, or sanitized SVG. */
export const pageImages = pgTable(
  "page_images",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    kind: text("kind", { enum: pageImageKinds }).notNull(),
    contentType: text("content_type").notNull(),
    /** SHA-256 of the bytes, in its address. */
    hash: text("hash").notNull(),
    bytes: bytea("bytes").notNull(),
    /** In pixels; of an SVG, its own size. */
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.kind] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
  ],
);

/** A host of the page's own. It counts once a DNS record has proved who owns it. */
export const pageDomains = pgTable(
  "page_domains",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    pageId: uuid("page_id").notNull(),
    /** Lower case, without a port. */
    host: text("host").notNull(),
    /** What the TXT record at `_fanal.{host}` has to hold. */
    token: text("token").notNull(),
    verifiedAt: timestamptz("verified_at"),
    checkedAt: timestamptz("checked_at"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    unique("page_domains_once_per_organization").on(table.organizationId, table.host),
    // Whoever proves it has it: a claim without proof keeps nobody else from it.
    uniqueIndex("page_domains_one_owner").on(table.host).where(sql`${table.verifiedAt} is not null`),
  ],
);

/** A pinned notice on a page that is no incident. */
export const announcements = pgTable(
  "announcements",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    pageId: uuid("page_id").notNull(),
    title: text("title").notNull(),
    /** Markdown as it was typed; may be empty. */
    message: text("message").notNull(),
    startsAt: timestamptz("starts_at").notNull(),
    /** `null` while it has no end. */
    endsAt: timestamptz("ends_at"),
    deletedAt: timestamptz("deleted_at"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    check("announcements_end_after_start", sql`${table.endsAt} > ${table.startsAt}`),
    index("announcements_by_page").on(table.organizationId, table.pageId, table.startsAt),
  ],
);

/** Addresses of pages that were deleted: they answer 410 until another page takes them. */
export const goneSlugs = pgTable("gone_slugs", {
  slug: text("slug").primaryKey(),
  goneAt: timestamptz("gone_at").notNull(),
});
