import { type CheckType, signalStatuses } from "@fanal/domain";
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
  uuid,
} from "drizzle-orm/pg-core";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { incidents } from "./incidents.ts";
import { metrics } from "./metrics.ts";
import { services } from "./services.ts";

/** What Fanal itself asks, again and again, to know how a service is. */
export const checks = pgTable(
  "checks",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    serviceId: uuid("service_id").notNull(),
    name: text("name").notNull(),
    /** What its type asks and expects, as the contract has it. */
    settings: jsonb("settings").$type<{ type: CheckType } & Record<string, unknown>>().notNull(),
    periodSeconds: integer("period_seconds").notNull(),
    timeoutSeconds: integer("timeout_seconds").notNull(),
    failuresToConfirm: integer("failures_to_confirm").notNull(),
    successesToRecover: integer("successes_to_recover").notNull(),
    /** What the service is while it is down. */
    status: text("status", { enum: signalStatuses }).notNull(),
    draftsIncident: boolean("drafts_incident").notNull(),
    isPaused: boolean("is_paused").notNull(),
    /** What its response time is kept as; `null`: it is not kept. The migration clears this column alone. */
    metricId: uuid("metric_id"),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.serviceId],
      foreignColumns: [services.organizationId, services.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.metricId],
      foreignColumns: [metrics.organizationId, metrics.id],
    }).onDelete("set null"),
    index("checks_by_service").on(table.organizationId, table.serviceId),
    index("checks_by_metric").on(table.organizationId, table.metricId),
  ],
);

/** What became of one run, as short as it can be: thousands are written a minute. */
export interface StoredResult {
  /** In milliseconds since 1970. */
  at: number;
  isUp: boolean;
  ms: number | null;
  problem: string | null;
}

/** Where each check stands. Apart from what people set, since it is written at every run. */
export const checkStates = pgTable(
  "check_states",
  {
    organizationId: organizationId(),
    checkId: uuid("check_id").notNull(),
    /** When it runs next; stays until the result is noted. `null` while it is paused. */
    dueAt: timestamptz("due_at"),
    /** Of the server that runs it; what comes under another is too late, and left out. */
    claim: uuid("claim"),
    /** Until when nobody else runs it. */
    claimedUntil: timestamptz("claimed_until"),
    /** Since when it is confirmed that it is down. */
    downSince: timestamptz("down_since"),
    /** Results in a row that say the opposite of that. */
    contrary: integer("contrary").notNull().default(0),
    /** The newest ones, newest first. */
    results: jsonb("results").$type<StoredResult[]>().notNull().default([]),
    /** What was opened when it went down. */
    incidentId: uuid("incident_id"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.checkId] }),
    foreignKey({
      columns: [table.organizationId, table.checkId],
      foreignColumns: [checks.organizationId, checks.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.incidentId],
      foreignColumns: [incidents.organizationId, incidents.id],
    }).onDelete("cascade"),
    // Those that run count as due when their claim ends: whoever looks for work does not step over them.
    index("check_states_due")
      .on(sql`greatest(${table.dueAt}, ${table.claimedUntil})`)
      .where(sql`${table.dueAt} is not null`),
    check("check_states_claimed_for_a_time", sql`(${table.claim} is null) = (${table.claimedUntil} is null)`),
  ],
);
