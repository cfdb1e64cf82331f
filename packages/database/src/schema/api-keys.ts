import { pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { organization } from "./auth.ts";
import { organizationId, timestamptz } from "./columns.ts";

/** Keys with which programs call the API. A key is shown once; only its hash is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** The first characters, by which people tell keys apart. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole key, which is random enough to need no salt. */
    hash: text("hash").notNull(),
    scopes: text("scopes").array().notNull(),
    /** `null`: it does not expire. */
    expiresAt: timestamptz("expires_at"),
    /** To the minute. */
    lastUsedAt: timestamptz("last_used_at"),
    revokedAt: timestamptz("revoked_at"),
    createdBy: uuid("created_by").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("api_keys_hash_once").on(table.hash),
  ],
);
