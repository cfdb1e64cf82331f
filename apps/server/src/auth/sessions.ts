import type { Database } from "@fanal/database";
import { session } from "@fanal/database/auth-schema";
import { and, desc, eq, gt, ne, sql } from "drizzle-orm";

export interface SessionRow {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  usedAt: Date;
}

/** So long a use is not noted again: a page asks for much at once. */
const noteEveryMs = 300_000;

/** Sessions of somebody that have not ended, the one used last first. What a cookie would need is not among what is told. */
export function listSessions({ db }: Database, userId: string): Promise<SessionRow[]> {
  return db
    .select({
      id: session.id,
      userAgent: session.userAgent,
      address: session.ipAddress,
      createdAt: session.createdAt,
      usedAt: session.updatedAt,
    })
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.updatedAt), desc(session.id));
}

/** Whether a use is worth a note, the last one being of then. */
export function isOldUse(usedAt: Date, now: Date): boolean {
  return now.getTime() - usedAt.getTime() > noteEveryMs;
}

/** Notes when and from where a session was last used. */
export async function noteUse({ db }: Database, sessionId: string, address: string | null): Promise<void> {
  await db
    .update(session)
    .set({ updatedAt: sql`now()`, ipAddress: address })
    .where(eq(session.id, sessionId));
}

/** Ends one session of somebody; whether there was one. */
export async function endSession({ db }: Database, userId: string, sessionId: string): Promise<boolean> {
  const ended = await db
    .delete(session)
    .where(and(eq(session.userId, userId), eq(session.id, sessionId)))
    .returning({ id: session.id });
  return ended.length > 0;
}

/** Ends all sessions of somebody but one. */
export async function endOtherSessions({ db }: Database, userId: string, keptId: string): Promise<void> {
  await db.delete(session).where(and(eq(session.userId, userId), ne(session.id, keptId)));
}
