import type { AlertSourceKind } from "@fanal/domain";
import { alertIncidentModes, alertSourceKinds, signalStatuses } from "@fanal/domain";
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
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { incidents } from "./incidents.ts";

/** What became of what a source posted last. */
export interface AlertOutcome {
  at: string;
  firing: number;
  resolved: number;
  /** What alerts named that is no service. */
  unknown: string[];
  /** Why it was not taken, in words. */
  problem: string | null;
}

/** Something that posts alerts here. */
export const alertSources = pgTable(
  "alert_sources",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: alertSourceKinds }).notNull(),
    /** How this kind is read, as the contract has it. */
    settings: jsonb("settings").$type<{ kind: AlertSourceKind } & Record<string, unknown>>().notNull(),
    services: jsonb("services").$type<{ value: string; serviceId: string }[]>().notNull(),
    fallbackServiceId: uuid("fallback_service_id"),
    severities: jsonb("severities")
      .$type<{ value: string; status: (typeof signalStatuses)[number] }[]>()
      .notNull(),
    status: text("status", { enum: signalStatuses }).notNull(),
    incidents: text("incidents", { enum: alertIncidentModes }).notNull(),
    notify: boolean("notify").notNull(),
    title: text("title").notNull(),
    message: text("message").notNull(),
    /** SHA-256 of the token in the address, which is random enough to need no salt. */
    hash: text("hash").notNull(),
    received: integer("received").notNull().default(0),
    lastReceived: jsonb("last_received").$type<AlertOutcome>(),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("alert_sources_hash_once").on(table.hash),
  ],
);

/** Alerts as they were told of last. Those that are over stay a day, so that what comes late does not begin them anew. */
export const alerts = pgTable(
  "alerts",
  {
    organizationId: organizationId(),
    sourceId: uuid("source_id").notNull(),
    fingerprint: text("fingerprint").notNull(),
    group: text("group_key").notNull(),
    title: text("title").notNull(),
    startedAt: timestamptz("started_at").notNull(),
    /** `null` while it fires. */
    endedAt: timestamptz("ended_at"),
    serviceIds: jsonb("service_ids").$type<string[]>().notNull(),
    status: text("status", { enum: signalStatuses }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.sourceId, table.fingerprint] }),
    foreignKey({
      columns: [table.organizationId, table.sourceId],
      foreignColumns: [alertSources.organizationId, alertSources.id],
    }).onDelete("cascade"),
    check("alerts_forward", sql`${table.endedAt} >= ${table.startedAt}`),
  ],
);

/** The incident of a group of alerts that fire. It stays until none does, so that one that people closed is not opened again. */
export const alertIncidents = pgTable(
  "alert_incidents",
  {
    organizationId: organizationId(),
    sourceId: uuid("source_id").notNull(),
    group: text("group_key").notNull(),
    incidentId: uuid("incident_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.sourceId, table.group] }),
    foreignKey({
      columns: [table.organizationId, table.sourceId],
      foreignColumns: [alertSources.organizationId, alertSources.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    index("alert_incidents_by_incident").on(table.organizationId, table.incidentId),
  ],
);
