import { maintenanceStatuses } from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import type { Actor } from "./events.ts";
import { services } from "./services.ts";

/** What a repeated maintenance is made from; its occurrences are maintenances of their own, made ahead of time. */
export const maintenanceSeries = pgTable(
  "maintenance_series",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    /** Markdown of the first update of each occurrence. */
    message: text("message").notNull(),
    /** RFC 5545, without `DTSTART` and without its name: `FREQ=MONTHLY;BYDAY=2TU`. */
    rrule: text("rrule").notNull(),
    /** Local date and time of the first occurrence in `time_zone`: `2026-11-10T02:00`. */
    localStart: text("local_start").notNull(),
    timeZone: text("time_zone").notNull(),
    durationMinutes: integer("duration_minutes").notNull(),
    serviceIds: jsonb("service_ids").$type<string[]>().notNull(),
    startsAutomatically: boolean("starts_automatically").notNull(),
    finishesAutomatically: boolean("finishes_automatically").notNull(),
    notifiesAutomatically: boolean("notifies_automatically").notNull().default(false),
    /** No occurrence from this moment on: the series was ended, or split. */
    endsBefore: timestamptz("ends_before"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    check("maintenance_series_lasts", sql`${table.durationMinutes} > 0`),
  ],
);

export const maintenances = pgTable(
  "maintenances",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    status: text("status", { enum: maintenanceStatuses }).notNull(),
    /** The window, as announced. */
    startsAt: timestamptz("starts_at").notNull(),
    endsAt: timestamptz("ends_at").notNull(),
    /** The IANA zone in which the window was written. */
    timeZone: text("time_zone").notNull(),
    startsAutomatically: boolean("starts_automatically").notNull(),
    finishesAutomatically: boolean("finishes_automatically").notNull(),
    /** Whether subscribers are told of what it does by itself, and reminded of it before. */
    notifiesAutomatically: boolean("notifies_automatically").notNull().default(false),
    /** The moment of the last reminder that subscribers had. */
    remindedAt: timestamptz("reminded_at"),
    /** When work really began, and when it was over: completed, or canceled. */
    startedAt: timestamptz("started_at"),
    finishedAt: timestamptz("finished_at"),
    /** Rises when what calendars show changes (`SEQUENCE` of RFC 5545). */
    sequence: integer("sequence").notNull().default(0),
    seriesId: uuid("series_id"),
    /** The start that the series' rule gave it, also after it was moved. */
    occurrenceAt: timestamptz("occurrence_at"),
    /** Edited on its own: changes of the whole series leave it alone. */
    isDetached: boolean("is_detached").notNull().default(false),
    deletedAt: timestamptz("deleted_at"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.seriesId],
      foreignColumns: [maintenanceSeries.organizationId, maintenanceSeries.id],
    }),
    check("maintenances_end_after_start", sql`${table.endsAt} > ${table.startsAt}`),
    check("maintenances_finish_after_start", sql`${table.finishedAt} >= ${table.startedAt}`),
    index("maintenances_by_start").on(table.organizationId, table.startsAt, table.id),
    uniqueIndex("maintenances_once_per_occurrence").on(
      table.organizationId,
      table.seriesId,
      table.occurrenceAt,
    ),
  ],
);

export const maintenanceServices = pgTable(
  "maintenance_services",
  {
    organizationId: organizationId(),
    maintenanceId: uuid("maintenance_id").notNull(),
    serviceId: uuid("service_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.maintenanceId, table.serviceId] }),
    foreignKey({
      columns: [table.organizationId, table.maintenanceId],
      foreignColumns: [maintenances.organizationId, maintenances.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    index("maintenance_services_by_service").on(table.organizationId, table.serviceId),
  ],
);

export const maintenanceUpdates = pgTable(
  "maintenance_updates",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    maintenanceId: uuid("maintenance_id").notNull(),
    status: text("status", { enum: maintenanceStatuses }).notNull(),
    /** Markdown as it was typed; empty when Fanal itself moved the state. */
    message: text("message").notNull(),
    author: jsonb("author").$type<Actor>().notNull(),
    createdAt: timestamptz("created_at").notNull(),
    editedAt: timestamptz("edited_at"),
    /** What was said stands nowhere any more, and can be brought back. */
    deletedAt: timestamptz("deleted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.maintenanceId],
      foreignColumns: [maintenances.organizationId, maintenances.id],
    }).onDelete("cascade"),
    index("maintenance_updates_by_maintenance").on(
      table.organizationId,
      table.maintenanceId,
      table.createdAt.desc().nullsFirst(),
    ),
  ],
);
