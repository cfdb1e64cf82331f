import { asSystem, type Database, type Transaction } from "@fanal/database";
import { idempotencyKeys } from "@fanal/database/schema";
import { and, eq, isNull, lt } from "drizzle-orm";
import { refuse } from "./refusals.ts";

/** A POST that may be repeated: who sends it, the key of its header, and a hash of what it asks. */
export interface IdempotencyKey {
  actorId: string;
  key: string;
  /** SHA-256 of method, address and body. */
  requestHash: string;
}

/**
 * Runs `work` once for a key, in the transaction of its effect, and gives the same answer ever after. A second request
 * that arrives meanwhile waits on the row of the first. Without a key, `work` just runs. Keys of one organization know
 * nothing of those of another; `null` is where organizations are founded.
 */
export async function once<Result>(
  { db, organizationId }: { db: Transaction; organizationId: string | null },
  request: IdempotencyKey | null,
  now: Date,
  work: () => Promise<Result>,
): Promise<Result> {
  if (request === null) return work();
  const mine = and(
    organizationId === null
      ? isNull(idempotencyKeys.organizationId)
      : eq(idempotencyKeys.organizationId, organizationId),
    eq(idempotencyKeys.actorId, request.actorId),
    eq(idempotencyKeys.key, request.key),
  );
  const claimed = await db
    .insert(idempotencyKeys)
    .values({ ...request, organizationId, createdAt: now })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (claimed.length === 0) {
    const [earlier] = await db.select().from(idempotencyKeys).where(mine);
    if (earlier?.requestHash !== request.requestHash) refuse("idempotency_conflict");
    return asAnswered(earlier.response);
  }
  const result = await work();
  await db
    .update(idempotencyKeys)
    .set({ response: result ?? null })
    .where(mine);
  return result;
}

/** Holds since the hash names the procedure: what is stored is what the same procedure answered, and answers are JSON. */
function asAnswered<Result>(response: unknown): Result {
  return response as Result;
}

const keptMs = 24 * 3_600_000;

/** Keys are good for a day; after that a repeated request counts as a new one. */
export async function forgetIdempotencyKeys(database: Database, now: Date): Promise<void> {
  await asSystem(database, "forget idempotency keys", (db) =>
    db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keptMs))),
  );
}
