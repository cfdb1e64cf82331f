import { asSystem, type Database } from "@fanal/database";
import { sql } from "drizzle-orm";

/** The end of a log: with the hash of its last event all before it is fixed. */
export interface Head {
  organizationId: string;
  /** 0: nothing was recorded yet. */
  position: number;
  /** Hexadecimal; empty at position 0. */
  hash: string;
}

export type Finding =
  | { kind: "altered" | "missing" | "differs"; organizationId: string; position: number }
  | { kind: "unguarded"; trigger: string };

export interface Verification {
  heads: Head[];
  /** The first of each organization; behind it nothing can be told. */
  findings: Finding[];
}

const batch = 5_000;
/** Before these nothing is appended without a hash, changed, or emptied. `A`: in every session. */
const triggers = ["events_chained", "events_append_only", "events_never_truncated"];

/**
 * Computes every log's chain of hashes anew, from what the rows say now. The formula stands here once more, since whoever
 * can change rows can change the database's own function too.
 *
 * @param kept heads that were noted earlier, elsewhere: a log that was written anew as a whole differs from them
 */
export async function verifyLogs(database: Database, kept: readonly Head[] = []): Promise<Verification> {
  const findings: Finding[] = await findUnguarded(database);
  const heads: Head[] = [];
  const organizations = await organizationsOf(database);
  for (const { organizationId, position } of organizations) {
    const keptHere = kept.filter((head) => head.organizationId === organizationId);
    const { head, finding } = await verifyLog(database, { organizationId, position }, keptHere);
    heads.push(head);
    if (finding !== null) findings.push(finding);
  }
  for (const { organizationId, position } of kept) {
    if (!organizations.some((one) => one.organizationId === organizationId))
      findings.push({ kind: "missing", organizationId, position });
  }
  return { heads, findings };
}

async function verifyLog(
  database: Database,
  { organizationId, position: end }: { organizationId: string; position: number },
  kept: readonly Head[],
): Promise<{ head: Head; finding: Finding | null }> {
  let head: Head = { organizationId, position: 0, hash: "" };
  while (true) {
    const rows = await read(database, head);
    for (const { position, hash, computed } of rows) {
      const expected = head.position + 1;
      // After the first break every hash behind it would differ too.
      if (position !== expected)
        return { head, finding: { kind: "missing", organizationId, position: expected } };
      if (hash !== computed) return { head, finding: { kind: "altered", organizationId, position } };
      head = { organizationId, position, hash };
      if (kept.some((one) => one.position === position && one.hash !== hash))
        return { head, finding: { kind: "differs", organizationId, position } };
    }
    if (rows.length < batch) break;
  }
  const last = Math.max(end, ...kept.map(({ position }) => position));
  const finding: Finding | null =
    head.position < last ? { kind: "missing", organizationId, position: head.position + 1 } : null;
  return { head, finding };
}

interface ChainRow extends Record<string, unknown> {
  position: number;
  hash: string;
  computed: string;
}

function read(database: Database, { organizationId, position, hash }: Head): Promise<ChainRow[]> {
  return asSystem(database, "verify a log", async (db) => {
    const { rows } = await db.execute<ChainRow>(sql`
      select position::float8 as position, encode(hash, 'hex') as hash, encode(sha256(
        coalesce(lag(hash) over (order by position), decode(${hash}, 'hex')) || convert_to(jsonb_build_array(
          organization_id, position, type, actor, subject_id, data, address, extract(epoch from created_at)
        )::text, 'UTF8')), 'hex') as computed
      from events where organization_id = ${organizationId} and position > ${position}
      order by position limit ${batch}`);
    return rows;
  });
}

interface LogRow extends Record<string, unknown> {
  organizationId: string;
  position: number;
}

function organizationsOf(database: Database): Promise<LogRow[]> {
  return asSystem(database, "find logs to verify", async (db) => {
    const { rows } = await db.execute<LogRow>(sql`
      select organization_id as "organizationId", position::float8 as position
      from event_logs order by organization_id`);
    return rows;
  });
}

async function findUnguarded(database: Database): Promise<Finding[]> {
  const { rows } = await database.db.execute<{ name: string }>(sql`
    select tgname as name from pg_trigger where tgrelid = 'public.events'::regclass and tgenabled = 'A'`);
  const guards = new Set(rows.map(({ name }) => name));
  return triggers
    .filter((trigger) => !guards.has(trigger))
    .map((trigger) => ({ kind: "unguarded", trigger }));
}
