import { sql } from "drizzle-orm";
import {
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
import { organizationId, timestamptz } from "./columns.ts";
import type { Actor } from "./events.ts";
import { statusPages } from "./status-pages.ts";

/** Files of addresses that become subscribers of a page, some rows at a time. */
export const subscriberImports = pgTable(
  "subscriber_imports",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    pageId: uuid("page_id").notNull(),
    confirmation: text("confirmation", { enum: ["ask", "vouched"] }).notNull(),
    state: text("state", { enum: ["running", "finished", "stopped"] }).notNull(),
    /** The file; forgotten once nothing is to be done with it. */
    csv: text("csv"),
    /** Rows of the file, and how many of them were worked on: it goes on behind these. */
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    added: integer("added").notNull().default(0),
    known: integer("known").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** The first of those that were refused. */
    errors: jsonb("errors").$type<{ line: number; message: string }[]>().notNull().default([]),
    /** Who started it, and from which network address: its event is theirs. */
    startedBy: jsonb("started_by").$type<Actor>().notNull(),
    startedFrom: text("started_from"),
    /** Until then a server works on it; later another one may. */
    takenUntil: timestamptz("taken_until"),
    createdAt: timestamptz("created_at").notNull(),
    finishedAt: timestamptz("finished_at"),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    foreignKey({
      columns: [table.organizationId, table.pageId],
      foreignColumns: [statusPages.organizationId, statusPages.id],
    }).onDelete("cascade"),
    index("subscriber_imports_running").on(table.createdAt).where(sql`${table.state} = 'running'`),
    check("subscriber_imports_file", sql`(${table.state} = 'running') = (${table.csv} is not null)`),
  ],
);
