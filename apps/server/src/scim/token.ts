import { createHash, randomBytes } from "node:crypto";
import { asSystem, type Database } from "@fanal/database";
import { scimTokens } from "@fanal/database/schema";
import type { Role } from "@fanal/domain";
import { and, eq, isNull } from "drizzle-orm";
import { asRole } from "../auth/members.ts";

const mark = "fanal_scim_";
const shape = new RegExp(`^${mark}[\\w-]{43}$`);
const shownCharacters = mark.length + 6;
const minuteMs = 60_000;

export function makeToken(): { token: string; prefix: string; hash: string } {
  const token = `${mark}${randomBytes(32).toString("base64url")}`;
  return { token, prefix: token.slice(0, shownCharacters), hash: hashOf(token) };
}

/** A directory that acts in one organization, by a token that works now. */
export interface Directory {
  tokenId: string;
  name: string;
  organizationId: string;
  /** Of whoever made the token. */
  role: Role;
}

/** Who sends a request with this `Authorization` header; `null` for nobody. Asks the database each time. */
export async function recognizeDirectory(
  database: Database,
  authorization: string | undefined,
  now: Date,
): Promise<Directory | null> {
  const token = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
  if (!shape.test(token)) return null;
  const minute = new Date(Math.floor(now.getTime() / minuteMs) * minuteMs);
  return asSystem(database, "recognize a directory", async (db) => {
    const [row] = await db
      .select()
      .from(scimTokens)
      .where(and(eq(scimTokens.hash, hashOf(token)), isNull(scimTokens.revokedAt)));
    if (row === undefined) return null;
    const { id: tokenId, name, organizationId, role } = row;
    if (row.lastUsedAt === null || row.lastUsedAt < minute) {
      await db
        .update(scimTokens)
        .set({ lastUsedAt: minute })
        .where(and(eq(scimTokens.organizationId, organizationId), eq(scimTokens.id, tokenId)));
    }
    return { tokenId, name, organizationId, role: asRole(role) };
  });
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
