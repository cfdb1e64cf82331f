import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
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

export const statusPageServices = pgTable(
  "status_page_services",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    position: integer("position").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.serviceId] }),
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
    identity: bytea("identity").notNull(),
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
