import { integer, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 as uuidv7 } from "uuid";

/** Time-ordered ids (RFC 9562, version 7), made here so that PostgreSQL 15 to 17 serve as well. */
export function newId(): string {
  return uuidv7();
}

export function timestamptz(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
}

/** Columns of everything that can be edited: `version` rises with each change and guards against lost updates. */
export const versioned = {
  version: integer("version").notNull().default(1),
  createdAt: timestamptz("created_at").notNull(),
  updatedAt: timestamptz("updated_at").notNull(),
};

export function organizationId() {
  return uuid("organization_id").notNull();
}
