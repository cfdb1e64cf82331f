import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { organization, user } from "./auth.ts";
import { organizationId, timestamptz } from "./columns.ts";

/** With these a directory tells who belongs to the organization. A token is shown once; only its hash is kept. */
export const scimTokens = pgTable(
  "scim_tokens",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    /** The first characters, by which people tell tokens apart. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole token, which is random enough to need no salt. */
    hash: text("hash").notNull(),
    /** Of whoever made it, at that moment: only what an owner made decides about owners. */
    role: text("role").notNull(),
    /** To the minute. */
    lastUsedAt: timestamptz("last_used_at"),
    revokedAt: timestamptz("revoked_at"),
    createdBy: uuid("created_by").notNull(),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("scim_tokens_hash_once").on(table.hash),
  ],
);

/** People as the organization's directory tells of them. It makes no account: whoever proves the address joins. */
export const scimUsers = pgTable(
  "scim_users",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    id: uuid("id").notNull(),
    userName: text("user_name").notNull(),
    /** Lower case. */
    email: text("email").notNull(),
    externalId: text("external_id"),
    displayName: text("display_name"),
    givenName: text("given_name"),
    familyName: text("family_name"),
    active: boolean("active").notNull(),
    /** The account that joined for it; `null`: nobody has yet. */
    userId: uuid("user_id").references(() => user.id, { onDelete: "set null" }),
    createdAt: timestamptz("created_at").notNull(),
    updatedAt: timestamptz("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique("scim_users_email_once").on(table.organizationId, table.email),
    index("scim_users_user_name_index").on(table.organizationId, sql`lower(${table.userName})`),
    index("scim_users_email_index").on(table.email),
    index("scim_users_user_id_index").on(table.userId),
  ],
);
