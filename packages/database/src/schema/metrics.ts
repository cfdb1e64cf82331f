import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz, versioned } from "./columns.ts";
import { statusPages } from "./status-pages.ts";

/** Something that is measured again and again: a response time, the length of a queue. */
export const metrics = pgTable(
  "metrics",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** Stands behind its values; may be empty. */
    unit: text("unit").notNull(),
    /** Digits behind the decimal point when a value is shown. */
    decimals: integer("decimals").notNull(),
    /** Whether status pages that chose it may show it. */
    isPublic: boolean("is_public").notNull(),
    ...versioned,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    check("metrics_decimals_few", sql`${table.decimals} between 0 and 6`),
  ],
);

/** Which metrics a page shows, in order. */
export const statusPageMetrics = pgTable(
  "status_page_metrics",
  {
    organizationId: organizationId(),
    pageId: uuid("page_id").notNull(),
    metricId: uuid("metric_id").notNull(),
    position: integer("position").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.pageId, table.metricId] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.organizationId, table.metricId],
      foreignColumns: [metrics.organizationId, metrics.id],
    }).onDelete("cascade"),
  ],
);

/**
 * What was measured, as it was sent. Partitioned by days of UTC, which Drizzle does not know: see the migration, and
 * `keep_metric_partitions()` in it. Points have no foreign key, which would cost them a third of their speed; what
 * removes a metric removes its points (`erasePoints`).
 */
export const metricPoints = pgTable(
  "metric_points",
  {
    organizationId: organizationId(),
    metricId: uuid("metric_id").notNull(),
    at: timestamptz("at").notNull(),
    value: doublePrecision("value").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.metricId, table.at] })],
);

/** What the points of one stretch of time were, all of it computed from the points themselves. */
const rollup = {
  organizationId: organizationId(),
  metricId: uuid("metric_id").notNull(),
  /** When the stretch begins. */
  at: timestamptz("at").notNull(),
  count: integer("count").notNull(),
  sum: doublePrecision("sum").notNull(),
  min: doublePrecision("min").notNull(),
  max: doublePrecision("max").notNull(),
  p50: doublePrecision("p50").notNull(),
  p95: doublePrecision("p95").notNull(),
  p99: doublePrecision("p99").notNull(),
};

/** Five minutes each. Partitioned by months of UTC. */
export const metricFiveMinutes = pgTable("metric_five_minutes", rollup, (table) => [
  primaryKey({ columns: [table.organizationId, table.metricId, table.at] }),
]);

/** An hour each. Partitioned by months of UTC. */
export const metricHours = pgTable("metric_hours", rollup, (table) => [
  primaryKey({ columns: [table.organizationId, table.metricId, table.at] }),
]);

/** Hours that got points since they were last rolled up. Who adds points keeps the row locked until they are there. */
export const metricTouchedHours = pgTable(
  "metric_touched_hours",
  {
    organizationId: organizationId(),
    metricId: uuid("metric_id").notNull(),
    at: timestamptz("at").notNull(),
    /** By the first of these points. */
    touchedAt: timestamptz("touched_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.metricId, table.at] }),
    foreignKey({
      columns: [table.organizationId, table.metricId],
      foreignColumns: [metrics.organizationId, metrics.id],
    }).onDelete("cascade"),
  ],
);
