import { serviceStatuses } from "@fanal/domain";
import { sql } from "drizzle-orm";
import { bigint, check, date, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz } from "./columns.ts";
import { services } from "./services.ts";

/** How far the days of a time zone are rolled up. There is one for each zone that a page of the organization has. */
export const uptimeRollups = pgTable(
  "uptime_rollups",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    timeZone: text("time_zone").notNull(),
    /** The first day that is not rolled up: today when it was last looked. */
    until: date("until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.timeZone] })],
);

/**
 * How long a service was not operational on a day that is over. A day without a row was operational, as far as the
 * service was there. Derived from status changes and what incidents say of the past; written by the server's `rollups/`
 * only.
 */
export const uptimeDays = pgTable(
  "uptime_days",
  {
    organizationId: organizationId(),
    serviceId: uuid("service_id").notNull(),
    timeZone: text("time_zone").notNull(),
    date: date("date").notNull(),
    /** Milliseconds with each status. */
    underMaintenance: bigint("under_maintenance", { mode: "number" }).notNull(),
    degradedPerformance: bigint("degraded_performance", { mode: "number" }).notNull(),
    partialOutage: bigint("partial_outage", { mode: "number" }).notNull(),
    majorOutage: bigint("major_outage", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.serviceId, table.timeZone, table.date] }),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.timeZone],
      foreignColumns: [uptimeRollups.organizationId, uptimeRollups.timeZone],
    }).onDelete("cascade"),
  ],
);

/**
 * What a service is said to have been in a time that is over, in place of all that was recorded of it. Those of one
 * service never overlap: the constraint `uptime_corrections_never_overlap` (an exclusion, in the migration) refuses it.
 */
export const uptimeCorrections = pgTable(
  "uptime_corrections",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    serviceId: uuid("service_id").notNull(),
    startedAt: timestamptz("started_at").notNull(),
    endedAt: timestamptz("ended_at").notNull(),
    status: text("status", { enum: serviceStatuses }).notNull(),
    /** Why it is corrected, for visitors. */
    reason: text("reason").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    check("uptime_corrections_forward", sql`${table.endedAt} > ${table.startedAt}`),
  ],
);
