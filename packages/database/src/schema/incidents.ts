import { impacts, incidentServiceStatuses, incidentStatuses } from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import type { Actor } from "./events.ts";
import { services } from "./services.ts";

export const incidents = pgTable(
  "incidents",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    status: text("status", { enum: incidentStatuses }).notNull(),
    impactOverride: text("impact_override", { enum: impacts }),
    startedAt: timestamptz("started_at").notNull(),
    resolvedAt: timestamptz("resolved_at"),
    /** `null` for a draft, which nobody but operators sees and which affects nothing. */
    publishedAt: timestamptz("published_at"),
    /** Of a draft without a start of its own; until then `started_at` is when it was written down. */
    startsWhenPublished: boolean("starts_when_published").notNull().default(false),
    /** Recorded after it was over, without telling anybody. */
    isBackfilled: boolean("is_backfilled").notNull().default(false),
    /** When the newest update promised the next one. */
    nextUpdateAt: timestamptz("next_update_at"),
    /** The promise that was noted last as missed. */
    promiseMissedAt: timestamptz("promise_missed_at"),
    /** The moment of silence that was noted last: an update and so many hours. */
    silenceNotedAt: timestamptz("silence_noted_at"),
    deletedAt: timestamptz("deleted_at"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    check("incidents_end_after_start", sql`${table.resolvedAt} >= ${table.startedAt}`),
    index("incidents_by_start").on(
      table.organizationId,
      table.startedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index("incidents_open")
      .on(table.organizationId)
      .where(sql`${table.resolvedAt} is null and ${table.deletedAt} is null`),
  ],
);

/** The services that an incident affects, and what it makes of each while it is open. */
export const incidentServices = pgTable(
  "incident_services",
  {
    organizationId: organizationId(),
    incidentId: uuid("incident_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    status: text("status", { enum: incidentServiceStatuses }).notNull(),
    /** What it made of the service before the log of status changes took over; `null` when the service joined later. */
    pastStatus: text("past_status", { enum: incidentServiceStatuses }),
    /** When the log took over. */
    pastUntil: timestamptz("past_until"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.incidentId, table.serviceId] }),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    check("incident_services_past_whole", sql`(${table.pastStatus} is null) = (${table.pastUntil} is null)`),
    index("incident_services_by_service").on(table.organizationId, table.serviceId),
  ],
);

export const incidentUpdates = pgTable(
  "incident_updates",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    incidentId: uuid("incident_id").notNull(),
    status: text("status", { enum: incidentStatuses }).notNull(),
    /** Markdown as it was typed. */
    message: text("message").notNull(),
    /** Statuses that this update set. */
    services: jsonb("services")
      .$type<{ serviceId: string; status: (typeof incidentServiceStatuses)[number] }[]>()
      .notNull(),
    author: jsonb("author").$type<Actor>().notNull(),
    createdAt: timestamptz("created_at").notNull(),
    editedAt: timestamptz("edited_at"),
    /** What was said stands nowhere any more, and can be brought back. */
    deletedAt: timestamptz("deleted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    index("incident_updates_by_incident").on(
      table.organizationId,
      table.incidentId,
      table.createdAt.desc().nullsFirst(),
    ),
  ],
);

/**
 * What an incident made of services in time that had passed before it was recorded: a backfilled incident, or the part
 * of a backdated one before its declaration. The log of status changes is never rewritten; who reads the past takes the
 * worse of both. Derived from `incident_services` by the server's `incidents/store.ts` only: drafts and deleted incidents
 * have no rows here, and no interval is empty.
 */
export const incidentPastStatuses = pgTable(
  "incident_past_statuses",
  {
    organizationId: organizationId(),
    incidentId: uuid("incident_id").notNull(),
    serviceId: uuid("service_id").notNull(),
    status: text("status", { enum: incidentServiceStatuses }).notNull(),
    startedAt: timestamptz("started_at").notNull(),
    endedAt: timestamptz("ended_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.incidentId, table.serviceId] }),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    index("incident_past_statuses_by_service").on(table.organizationId, table.serviceId, table.startedAt),
    check("incident_past_statuses_forward", sql`${table.endedAt} >= ${table.startedAt}`),
  ],
);

/** What was learned from an incident: written as a draft, then published on the incident's page. */
export const postmortems = pgTable(
  "postmortems",
  {
    organizationId: organizationId(),
    incidentId: uuid("incident_id").notNull(),
    /** Markdown as it is being written. */
    draft: text("draft").notNull(),
    /** Markdown as visitors see it; `null` until it is published, and again when it is reverted. */
    message: text("message"),
    publishedAt: timestamptz("published_at"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.incidentId] }),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
  ],
);

/** The next incident, written while it is quiet. Texts may hold variables such as `{{service}}`. */
export const incidentTemplates = pgTable(
  "incident_templates",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    title: text("title").notNull(),
    message: text("message").notNull(),
    status: text("status", { enum: incidentStatuses }).notNull(),
    impact: text("impact", { enum: impacts }),
    services: jsonb("services")
      .$type<{ serviceId: string; status: (typeof incidentServiceStatuses)[number] }[]>()
      .notNull(),
    ...versioned,
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);
