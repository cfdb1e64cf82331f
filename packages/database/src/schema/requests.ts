import { bigint, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { timestamptz } from "./columns.ts";

/**
 * Answers of POST requests that carried an `Idempotency-Key`, written in the transaction of their effect.
 * Keyed by who asked, so that nobody reads another's answer. A request that founds an organization belongs to none.
 */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    organizationId: uuid("organization_id").references(() => organization.id, { onDelete: "cascade" }),
    actorId: text("actor_id").notNull(),
    key: text("key").notNull(),
    /** SHA-256 of method, address and body. */
    requestHash: text("request_hash").notNull(),
    response: jsonb("response"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    unique("idempotency_keys_once").on(table.organizationId, table.actorId, table.key).nullsNotDistinct(),
    index("idempotency_keys_by_age").on(table.createdAt),
  ],
);

/** Counters of `rate-limiter-flexible`, shared by all server processes. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: bigint("expire", { mode: "number" }),
});
