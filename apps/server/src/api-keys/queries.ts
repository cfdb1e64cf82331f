import type { ApiKey } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { apiKeys } from "@fanal/database/schema";
import { allows, isApiKeyScope } from "@fanal/domain";
import { and, desc, eq, isNull } from "drizzle-orm";
import { findKeyMakers, type KeyMaker } from "../auth/key-makers.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** All keys that were not revoked, newest first. */
export async function listApiKeys(tx: Tx, now: Date): Promise<ApiKey[]> {
  const rows = await tx.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, tx.organizationId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
  const makers = await findKeyMakers(
    tx.db,
    tx.organizationId,
    rows.map(({ createdBy }) => createdBy),
  );
  return rows.map((row) => viewApiKey(row, makers.get(row.createdBy) ?? goneMaker, now));
}

export function viewApiKey(row: ApiKeyRow, maker: KeyMaker, now: Date): ApiKey {
  const { id, name, prefix, scopes, createdAt, createdBy, expiresAt, lastUsedAt } = row;
  return {
    id,
    name,
    prefix,
    scopes: scopes.filter(isApiKeyScope),
    state: isExpired(row, now) ? "expired" : mayKeepKeys(maker) ? "active" : "stopped",
    createdAt: createdAt.toISOString(),
    createdBy: { id: createdBy, name: maker.name },
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

export function isExpired({ expiresAt }: Pick<ApiKeyRow, "expiresAt">, now: Date): boolean {
  return expiresAt !== null && expiresAt <= now;
}

/** A key works for as long as whoever made it, and has seen it, might make another. */
export function mayKeepKeys({ role }: Pick<KeyMaker, "role">): boolean {
  return role !== null && allows(role, "api_key.write");
}

const goneMaker: KeyMaker = { name: "Somebody whose account is gone", role: null };
