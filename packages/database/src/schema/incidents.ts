import { impacts, incidentServiceStatuses, incidentStatuses } from "@fanal/domain";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
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
