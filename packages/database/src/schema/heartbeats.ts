import { signalStatuses } from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { incidents } from "./incidents.ts";
import { services } from "./services.ts";

/** Addresses that something calls again and again while a service is well. What is missed says how the service is. */
export const heartbeats = pgTable(
  "heartbeats",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    serviceId: uuid("service_id").notNull(),
    name: text("name").notNull(),
    periodSeconds: integer("period_seconds").notNull(),
    graceSeconds: integer("grace_seconds").notNull(),
    /** What the service is while the heartbeat is late. */
    status: text("status", { enum: signalStatuses }).notNull(),
    draftsIncident: boolean("drafts_incident").notNull(),
    /** SHA-256 of the token in the address, which is random enough to need no salt. */
    hash: text("hash").notNull(),
    /** `null`: nobody has called yet, and so it is not late. */
    pingedAt: timestamptz("pinged_at"),
    /** When it is late, unless it is called before. */
    dueAt: timestamptz("due_at"),
    /** Since when it is late; noted once, by the clock of the database. */
    missedAt: timestamptz("missed_at"),
    /** What was opened when it was missed. */
    incidentId: uuid("incident_id"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    unique("heartbeats_hash_once").on(table.hash),
    index("heartbeats_by_service").on(table.organizationId, table.serviceId),
    index("heartbeats_due").on(table.dueAt).where(sql`${table.missedAt} is null`),
    check("heartbeats_due_once_called", sql`(${table.pingedAt} is null) = (${table.dueAt} is null)`),
  ],
);

/** When any server last looked for heartbeats that are late. What called while none did was heard by nobody. */
export const heartbeatWatch = pgTable(
  "heartbeat_watch",
  { id: text("id").primaryKey(), lookedAt: timestamptz("looked_at").notNull() },
  (table) => [check("heartbeat_watch_only_one", sql`${table.id} = 'installation'`)],
);
