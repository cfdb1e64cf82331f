import type { Reader, Tx } from "@fanal/database";
import { importAliases } from "@fanal/database/schema";
import type { ImportKind, ImportSource } from "@fanal/domain";
import { and, eq, inArray } from "drizzle-orm";

/** Whose ids they are. */
export interface Origin {
  source: ImportSource;
  origin: string;
}

/** Our ids of things of a kind, by the ids that they had where they come from. */
export async function knownIds(
  { db, organizationId }: Reader,
  { source, origin }: Origin,
  kind: ImportKind,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await db
    .select({ externalId: importAliases.externalId, id: importAliases.id })
    .from(importAliases)
    .where(
      and(
        eq(importAliases.organizationId, organizationId),
        eq(importAliases.source, source),
        eq(importAliases.origin, origin),
        eq(importAliases.kind, kind),
        inArray(importAliases.externalId, [...externalIds]),
      ),
    );
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

/** Notes what things were called, in the transaction that makes them. */
export async function nameAliases(
  tx: Tx,
  { source, origin }: Origin,
  aliases: readonly { kind: ImportKind; externalId: string; id: string; path?: string | null; at: Date }[],
): Promise<void> {
  if (aliases.length === 0) return;
  await tx.db
    .insert(importAliases)
    .values(
      aliases.map(({ at, ...alias }) => ({
        ...alias,
        organizationId: tx.organizationId,
        source,
        origin,
        createdAt: at,
      })),
    )
    .onConflictDoNothing();
}
