import { sql } from "drizzle-orm";
import { check, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns.ts";

/** The key pair by which push services know the installation again (RFC 8292). There is one, and it belongs to no organization. */
export const vapidKeys = pgTable(
  "vapid_keys",
  {
    id: text("id").primaryKey(),
    publicKey: text("public_key").notNull(),
    /** Sealed. */
    privateKey: text("private_key").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [check("vapid_keys_only_one", sql`${table.id} = 'installation'`)],
);
