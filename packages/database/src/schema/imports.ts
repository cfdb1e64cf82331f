import {
  type ImportCounts,
  type ImportProblem,
  importKinds,
  importSources,
  importStates,
} from "@fanal/domain";
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
import { organization } from "./auth.ts";
import { organizationId, timestamptz } from "./columns.ts";
import type { Actor } from "./events.ts";
import { statusPages } from "./status-pages.ts";

/** The past of another product on its way here: read, looked at, and then made piece by piece. */
export const imports = pgTable(
  "imports",
  {
    organizationId: organizationId(),
    id: uuid("id").notNull(),
    source: text("source", { enum: importSources }).notNull(),
    /** Whose ids these are: the host of an installation; empty where ids are unique everywhere. */
    origin: text("origin").notNull(),
    /** The page that shows what is brought. */
    pageId: uuid("page_id").notNull(),
    state: text("state", { enum: importStates }).notNull(),
    /** What an API is read with, sealed; forgotten once it was. */
    access: text("access"),
    /** What was read; forgotten once nothing is to be done with it. */
    past: jsonb("past"),
    plan: jsonb("plan").$type<ImportCounts>(),
    result: jsonb("result").$type<ImportCounts>(),
    /** The first of them. */
    problems: jsonb("problems").$type<ImportProblem[]>().notNull().default([]),
    /** How many things were read, and how many of them were worked on: it goes on behind these. */
    total: integer("total").notNull().default(0),
    done: integer("done").notNull().default(0),
    /** Why it could not be read. */
    failure: text("failure"),
    /** Who started it, and from which network address: what it makes is theirs. */
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
    index("imports_at_work").on(table.createdAt).where(sql`${table.state} in ('reading', 'running')`),
    index("imports_kept").on(table.createdAt).where(sql`${table.past} is not null`),
    check("imports_access", sql`(${table.state} = 'reading') = (${table.access} is not null)`),
    check("imports_past", sql`${table.state} not in ('ready', 'running') or ${table.past} is not null`),
  ],
);

/**
 * What things were called where they come from, written in the transaction that makes them: nothing is brought twice,
 * and old links lead on.
 */
export const importAliases = pgTable(
  "import_aliases",
  {
    organizationId: organizationId().references(() => organization.id, { onDelete: "cascade" }),
    source: text("source", { enum: importSources }).notNull(),
    origin: text("origin").notNull(),
    kind: text("kind", { enum: importKinds }).notNull(),
    externalId: text("external_id").notNull(),
    /** Ours. */
    id: uuid("id").notNull(),
    /** Where visitors found it below the page, without a slash in front: `incidents/p31zjtct2jer`. */
    path: text("path"),
    createdAt: timestamptz("created_at").notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organizationId, table.source, table.origin, table.kind, table.externalId],
    }),
    index("import_aliases_by_id").on(table.organizationId, table.id),
  ],
);
