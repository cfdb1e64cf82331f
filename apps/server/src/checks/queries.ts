import { type Check, type CheckResult, type CheckWithResults, checkSettings, limits } from "@fanal/contract";
import type { Reader } from "@fanal/database";
import { checkStates, checks, type StoredResult, services } from "@fanal/database/schema";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { orNotFound } from "../refusals.ts";

export type CheckRow = typeof checks.$inferSelect;

/** Those of services that are there, in the order of the services. */
export async function listChecks(reader: Reader): Promise<Check[]> {
  const rows = await ofServices(reader, 1);
  return rows.map(viewCheck);
}

export async function getCheck(reader: Reader, checkId: string): Promise<Check> {
  const [row] = await ofServices(reader, 1, checkId);
  return viewCheck(orNotFound(row));
}

export async function getCheckWithResults(reader: Reader, checkId: string): Promise<CheckWithResults> {
  const [row] = await ofServices(reader, limits.checkResults, checkId);
  const found = orNotFound(row);
  return { ...viewCheck(found), results: found.results.map(viewResult) };
}

interface ReadCheck {
  check: CheckRow;
  dueAt: Date | null;
  downSince: Date | null;
  results: StoredResult[];
}

function ofServices(reader: Reader, mostResults: number, checkId?: string): Promise<ReadCheck[]> {
  const newest = `$[0 to ${mostResults - 1}]`;
  return reader.db
    .select({
      check: checks,
      dueAt: checkStates.dueAt,
      downSince: checkStates.downSince,
      results: sql<StoredResult[]>`jsonb_path_query_array(${checkStates.results}, ${newest})`,
    })
    .from(checks)
    .innerJoin(
      checkStates,
      and(eq(checkStates.organizationId, checks.organizationId), eq(checkStates.checkId, checks.id)),
    )
    .innerJoin(
      services,
      and(eq(services.organizationId, checks.organizationId), eq(services.id, checks.serviceId)),
    )
    .where(
      and(
        eq(checks.organizationId, reader.organizationId),
        checkId === undefined ? undefined : eq(checks.id, checkId),
        isNull(services.deletedAt),
      ),
    )
    .orderBy(asc(services.position), asc(services.id), asc(checks.id));
}

function viewCheck({ check, dueAt, downSince, results }: ReadCheck): Check {
  const { organizationId: _, settings, createdAt, updatedAt, ...rest } = check;
  const [newest] = results;
  return {
    ...rest,
    settings: checkSettings.parse(settings),
    measures: check.metricId !== null,
    state: stateOf({ isPaused: check.isPaused, downSince, newest }),
    downSince: downSince?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    lastResult: newest === undefined ? null : viewResult(newest),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function stateOf({
  isPaused,
  downSince,
  newest,
}: {
  isPaused: boolean;
  downSince: Date | null;
  newest: StoredResult | undefined;
}): Check["state"] {
  if (isPaused) return "paused";
  if (downSince !== null) return "down";
  return newest === undefined ? "waiting" : "up";
}

function viewResult({ at, isUp, ms, problem }: StoredResult): CheckResult {
  return { at: new Date(at).toISOString(), isUp, responseMs: ms, problem };
}
