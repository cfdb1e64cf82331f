import { sql } from "drizzle-orm";
import {
  bigint,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz } from "./columns.ts";

/** Who made a change, by the name of that moment. */
export type Actor =
  | { kind: "member"; id: string; name: string }
  | { kind: "key"; id: string; name: string }
  | { kind: "system"; id: null; name: string };

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** One row per organization: the position of its newest event. Locked last in each transaction that records. */
export const eventLogs = pgTable("event_logs", {
  organizationId: organizationId()
    .primaryKey()
    .references(() => organization.id, { onDelete: "cascade" }),
  position: bigint("position", { mode: "number" }).notNull().default(0),
});

/**
 * The append-only log of an organization; positions are 1, 2, 3 … in commit order, without a gap. Triggers refuse changes,
 * and chain each row to the one before by `hash`.
 */
export const events = pgTable(
  "events",
  {
    organizationId: organizationId(),
    position: bigint("position", { mode: "number" }).notNull(),
    type: text("type").notNull(),
    actor: jsonb("actor").$type<Actor>().notNull(),
    subjectId: uuid("subject_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    /** The address that the request came from; `null` for what no request did. */
    address: text("address"),
    /** Written by a trigger: SHA-256 of the hash before and of this row. */
    hash: bytea("hash").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.position] }),
    // Looked at when the transaction ends (the migration says so): whoever deletes a log deletes its events after it.
    foreignKey({ columns: [table.organizationId], foreignColumns: [eventLogs.organizationId] }),
    // What the audit log is filtered by.
    index("events_by_actor").on(table.organizationId, sql`(actor->>'id')`, table.position),
    index("events_by_kind").on(table.organizationId, sql`split_part(type, '.', 1)`, table.position),
    index("events_by_subject").on(table.organizationId, table.subjectId, table.position),
    index("events_by_time").on(table.organizationId, table.createdAt),
    // What operators set by hand and machines said is read again when something is deleted that hid it.
    index("events_statuses_said")
      .on(table.organizationId, table.subjectId, table.position)
      .where(sql`${table.type} in ('service.status_set', 'service.signaled')`),
  ],
);

/** How far a reader has handled an organization's log. A missing row means not at all. */
export const eventCursors = pgTable(
  "event_cursors",
  {
    organizationId: organizationId(),
    reader: text("reader").notNull(),
    position: bigint("position", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.reader] }),
    foreignKey({ columns: [table.organizationId], foreignColumns: [eventLogs.organizationId] }).onDelete(
      "cascade",
    ),
  ],
);
