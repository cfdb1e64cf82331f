import { asSystem, type Database } from "@fanal/database";
import { apiKeys } from "@fanal/database/schema";
import { type ApiKeyScope, isApiKeyScope } from "@fanal/domain";
import { and, eq, isNull } from "drizzle-orm";
import { findMembership, type OrganizationRow } from "../auth/memberships.ts";
import { hashOf, isWellFormedKey } from "./key.ts";
import { isExpired, mayKeepKeys } from "./queries.ts";

/** A key that works now, and the organization that it works in. */
export interface RecognizedKey {
  id: string;
  name: string;
  scopes: ApiKeyScope[];
  organization: OrganizationRow;
}

const minuteMs = 60_000;

/**
 * What a request with this key acts as; `null` when there is no such key, or it does not work any more. Asks the database
 * each time, so that what was revoked is refused at once. That it was used is noted once a minute.
 */
export async function recognizeKey(
  database: Database,
  key: string,
  now: Date,
): Promise<RecognizedKey | null> {
  if (!isWellFormedKey(key)) return null;
  const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs);
  const row = await asSystem(database, "recognize a key", async (db) => {
    const [found] = await db
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.hash, hashOf(key)), isNull(apiKeys.revokedAt)));
    if (found === undefined || isExpired(found, now)) return null;
    if (found.lastUsedAt === null || found.lastUsedAt < minute) {
      await db
        .update(apiKeys)
        .set({ lastUsedAt: minute })
        .where(and(eq(apiKeys.organizationId, found.organizationId), eq(apiKeys.id, found.id)));
    }
    return found;
  });
  if (row === null) return null;
  const { id, name, organizationId, createdBy } = row;
  const maker = await findMembership(database, organizationId, createdBy);
  if (maker === null || !mayKeepKeys(maker)) return null;
  return { id, name, scopes: row.scopes.filter(isApiKeyScope), organization: maker.organization };
}

/** The key that a request carries in its `Authorization` header; `null` when it carries none, not even a wrong one. */
export function bearerOf(headers: Headers): string | null {
  const [, key] = /^bearer(?: +(.*))?$/i.exec(headers.get("authorization") ?? "") ?? [null, null];
  return key === null ? null : (key ?? "").trim();
}
