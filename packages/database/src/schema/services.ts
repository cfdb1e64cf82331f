import {
  type ServiceStatus,
  type SignalSource,
  serviceStatuses,
  signalSources,
  signalStatuses,
  slaTargetBounds,
} from "@fanal/domain";
import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { teams } from "./teams.ts";

export const serviceGroups = pgTable(
  "service_groups",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    ...versioned,
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

export const services = pgTable(
  "services",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    groupId: uuid("group_id"),
    /** The team that owns it; `null`: every responder acts on it. */
    teamId: uuid("team_id"),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    /** The percentage of each calendar month in which it is to be up; `null`: nothing is promised. */
    slaTarget: numeric("sla_target", { precision: 6, scale: 3, mode: "number" }),
    position: integer("position").notNull(),
    /** What an operator set by hand. */
    manualStatus: text("manual_status", { enum: serviceStatuses }).notNull().default("operational"),
    /** Derived; written by the server's `services/recompute.ts` only. */
    status: text("status", { enum: serviceStatuses }).notNull().default("operational"),
    statusSince: timestamptz("status_since").notNull(),
    deletedAt: timestamptz("deleted_at"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.groupId],
      foreignColumns: [serviceGroups.organizationId, serviceGroups.id],
    }),
    foreignKey({
      columns: [table.organizationId, table.teamId],
      foreignColumns: [teams.organizationId, teams.id],
    }),
    check(
      "services_sla_target_possible",
      sql`${table.slaTarget} between ${sql.raw(`${slaTargetBounds.least} and ${slaTargetBounds.most}`)}`,
    ),
    check("services_status_known", sql`${table.status} in ${sql.raw(list(serviceStatuses))}`),
    check("services_manual_status_known", sql`${table.manualStatus} in ${sql.raw(list(serviceStatuses))}`),
  ],
);

/**
 * What machines say of services now, one row for each source and service. Written by the server's `signals/set-signals.ts`
 * only.
 */
export const serviceSignals = pgTable(
  "service_signals",
  {
    organizationId: organizationId(),
    serviceId: uuid("service_id").notNull(),
    source: text("source", { enum: signalSources }).notNull(),
    /** The heartbeat, source of alerts or check that says it. */
    sourceId: uuid("source_id").notNull(),
    status: text("status", { enum: signalStatuses }).notNull(),
    since: timestamptz("since").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.serviceId, table.source, table.sourceId] }),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    index("service_signals_by_source").on(table.organizationId, table.source, table.sourceId),
    check("service_signals_status_known", sql`${table.status} in ${sql.raw(list(signalStatuses))}`),
  ],
);

/** Why a service's effective status became what it is. */
export type StatusReason =
  | { kind: "created" }
  | { kind: "manual"; message: string | null }
  | { kind: "incident"; incidentId: string }
  | { kind: "maintenance"; maintenanceId: string }
  /** `operational`: the machine has nothing to say any more. */
  | { kind: "signal"; source: SignalSource; sourceId: string; status: ServiceStatus };

/**
 * The log of effective statuses. Intervals of one service never overlap: the constraint
 * `status_changes_never_overlap` (an exclusion over `tstzrange(started_at, ended_at)`, in the migration) refuses it.
 */
export const statusChanges = pgTable(
  "status_changes",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    serviceId: uuid("service_id").notNull(),
    status: text("status", { enum: serviceStatuses }).notNull(),
    startedAt: timestamptz("started_at").notNull(),
    /** `null` for the status that lasts. */
    endedAt: timestamptz("ended_at"),
    reason: jsonb("reason").$type<StatusReason>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    index("status_changes_by_time").on(table.organizationId, table.startedAt),
    check("status_changes_forward", sql`${table.endedAt} >= ${table.startedAt}`),
  ],
);

function list(values: readonly string[]): string {
  return `(${values.map((value) => `'${value}'`).join(", ")})`;
}
