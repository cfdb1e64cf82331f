import { createHash } from "node:crypto";
import type { Database, Transaction } from "@fanal/database";
import { verification } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { APIError } from "better-auth/api";
import { and, eq, gt, sql } from "drizzle-orm";
import { decodeJwt } from "jose";
import { z } from "zod";
import { linkMinutes } from "./account-mails.ts";

/** What Better Auth signs for a change of address. Others of its tokens name no new one. */
const changeToken = z.object({ userId: z.string(), updateTo: z.string() });

/**
 * Notes the one link that moves an account's change of address on: that before it works no more. Better Auth's tokens
 * hold for an hour by their signature alone, whatever becomes of the account.
 */
export async function noteAddressChange({ db }: Database, userId: string, token: string): Promise<void> {
  await db.transaction(async (tx) => {
    await forgetAddressChanges(tx, userId);
    await tx.insert(verification).values({
      id: newId(),
      identifier: identifierOf(userId),
      value: hashOf(token),
      expiresAt: sql`now() + make_interval(mins => ${linkMinutes.verify})`,
      createdAt: sql`now()`,
      updatedAt: sql`now()`,
    });
  });
}

/** Refuses what is no link of a change of address, or not the one that was noted. New accounts are confirmed elsewhere. */
export async function refuseForgottenChange({ db }: Database, query: unknown): Promise<void> {
  const token = z.object({ token: z.string() }).safeParse(query).data?.token ?? "";
  const change = changeToken.safeParse(payloadOf(token)).data;
  const noted =
    change &&
    and(
      eq(verification.identifier, identifierOf(change.userId)),
      eq(verification.value, hashOf(token)),
      gt(verification.expiresAt, sql`now()`),
    );
  if (noted !== undefined && (await db.$count(verification, noted)) > 0) return;
  throw new APIError("UNAUTHORIZED", {
    code: "invalid_token",
    message: "This link works no more. Ask anew.",
  });
}

/** Ends changes of address that wait to be confirmed. */
export async function forgetAddressChanges(db: Pick<Transaction, "delete">, userId: string): Promise<void> {
  await db.delete(verification).where(eq(verification.identifier, identifierOf(userId)));
}

/** What a token says, whoever wrote it; `null` where it is none. Its signature is Better Auth's to check. */
function payloadOf(token: string): unknown {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}

function identifierOf(userId: string): string {
  return `change-of-address:${userId}`;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
