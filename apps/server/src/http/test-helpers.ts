import type { Contract, ErrorBody, ProcedureMeta } from "@fanal/contract";
import { connect, type Database } from "@fanal/database";
import { member } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import type { Role } from "@fanal/domain";
import { type AnyContractProcedure, isContractProcedure } from "@orpc/contract";
import { sql } from "drizzle-orm";
import { z } from "zod";

/** Sees all rows of all organizations, as nobody does in the product. */
export function openAsSuperuser(url: string): Database {
  return connect({ url, role: null, maxConnections: 2, name: "fanal test", onError: () => {} });
}

/** Makes somebody a member, or gives a member another role. */
export async function giveRole(
  database: Database,
  to: { organizationId: string; userId: string; role: Role },
): Promise<void> {
  await database.db
    .insert(member)
    .values({ id: newId(), createdAt: new Date(), ...to })
    .onConflictDoUpdate({ target: [member.organizationId, member.userId], set: { role: to.role } });
}

/** Tables that readers of the log, and imports, write by themselves, some time after a command; and its counter, which they move. */
export const writtenByReaders = [
  "check_states",
  "artifacts",
  "publications",
  "page_stories",
  "event_cursors",
  "event_logs",
  "subscriber_imports",
  "imports",
  "notifications",
  "deliveries",
  "uptime_rollups",
  "uptime_days",
  "metric_five_minutes",
  "metric_hours",
  "metric_touched_hours",
];
/** Columns that change beside commands: by publishing, by sending mails, by the use of a key. */
export const changedAside = [
  "published_version",
  "changes_at",
  "attempts",
  "due_at",
  "sent_at",
  "last_used_at",
];

/**
 * All that commands wrote for an organization, as text to compare: the rows of every table that has an
 * `organization_id`, so that a new table cannot be forgotten.
 */
export async function writtenFor(database: Database, organizationId: string): Promise<string> {
  const tables = await database.db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.columns
    where column_name = 'organization_id' and table_schema <> 'fanal_partitions' and not table_name = any(${sql.param(writtenByReaders)})
    order by 1`);
  const parts: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await database.db.execute<{ row: object }>(sql`
      select to_jsonb(t) - ${sql.param(changedAside)}::text[] as row from ${sql.raw(name)} t
      where organization_id = ${organizationId}
        and coalesce(to_jsonb(t)->>'type', '') not in ('status_page.published', 'subscribers.imported', 'import.finished')
      order by 1`);
    parts.push(`${name} ${JSON.stringify(rows.rows)}`);
  }
  return parts.join("\n");
}

type Resource = keyof Contract;
/** `services.create`, `incidents.list` … */
export type ProcedureName = { [Key in Resource]: `${Key}.${keyof Contract[Key] & string}` }[Resource];

export interface Procedure {
  name: string;
  method: string;
  /** Below `/api/v1`, with its parameters in braces. */
  path: string;
  successStatus: number;
  permission: ProcedureMeta["permission"];
  /** Codes of the errors that it declares. */
  errorCodes: string[];
  /** Of the parameters and the body together. */
  inputFields: string[];
}

/** Every procedure of a contract. */
export function proceduresOf(router: object, prefix = ""): Procedure[] {
  return Object.entries(router).flatMap(([key, value]: [string, object]) => {
    const name = prefix === "" ? key : `${prefix}.${key}`;
    return isContractProcedure(value) ? [describe(name, value)] : proceduresOf(value, name);
  });
}

function describe(name: string, procedure: AnyContractProcedure): Procedure {
  const { route, errorMap, inputSchema } = procedure["~orpc"];
  const meta: ProcedureMeta = procedure["~orpc"].meta;
  return {
    name,
    method: route.method ?? "",
    path: route.path ?? "",
    successStatus: route.successStatus ?? 200,
    permission: meta.permission,
    errorCodes: Object.keys(errorMap),
    inputFields: inputSchema instanceof z.ZodObject ? Object.keys(inputSchema.shape) : [],
  };
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed; an empty one is `null`. */
  body: unknown;
}

/** One request as a program sends it: no `Origin`, JSON both ways. */
export async function ask(
  url: string,
  {
    method = "GET",
    path,
    body,
    headers,
  }: { method?: string; path: string; body?: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? null : JSON.parse(text),
  };
}

/** The error that an answer carries, if it has the one shape that all of them have. */
export function errorOf({ body }: Pick<Answer, "body">): ErrorBody {
  if (!isErrorBody(body)) throw new Error(`Not an error of the API: ${JSON.stringify(body)}`);
  return body;
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== "object" || body === null) return false;
  const known = ["code", "message", "issues", "requestId"];
  return (
    Object.keys(body).every((key) => known.includes(key)) &&
    "code" in body &&
    typeof body.code === "string" &&
    "message" in body &&
    typeof body.message === "string" &&
    body.message !== "" &&
    "requestId" in body &&
    typeof body.requestId === "string" &&
    body.requestId !== "" &&
    (!("issues" in body) || (Array.isArray(body.issues) && body.issues.every(isIssue)))
  );
}

function isIssue(issue: unknown): boolean {
  return (
    typeof issue === "object" &&
    issue !== null &&
    "path" in issue &&
    Array.isArray(issue.path) &&
    "message" in issue &&
    typeof issue.message === "string"
  );
}
