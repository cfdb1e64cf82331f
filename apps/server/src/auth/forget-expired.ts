import type { Database } from "@fanal/database";
import { session, verification } from "@fanal/database/auth-schema";
import { rateLimits } from "@fanal/database/schema";
import { lt } from "drizzle-orm";

/** Deletes sessions that have ended, what waited too long to be confirmed, and counters of sign-ins that count no more. */
export async function forgetExpired({ db }: Database, now: Date): Promise<void> {
  await db.delete(session).where(lt(session.expiresAt, now));
  await db.delete(verification).where(lt(verification.expiresAt, now));
  await db.delete(rateLimits).where(lt(rateLimits.expire, now.getTime()));
}
