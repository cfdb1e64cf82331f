import { createHash } from "node:crypto";
import type { Database } from "@fanal/database";
import { verification } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { and, eq, gt } from "drizzle-orm";
import { randomNonce, randomPKCECodeVerifier, randomState } from "openid-client";
import { z } from "zod";
import type { ExpectedAnswer } from "./provider.ts";
import { refuseSignIn } from "./refusal.ts";

export const flowMinutes = 10;

const purpose = z.object({
  /** The organization that somebody signs in to; `null`: to none in particular. */
  organization: z.object({ id: z.uuid(), slug: z.string(), auth0Id: z.string() }).nullable(),
  /** A path of ours. */
  returnPath: z.string().nullable(),
  /** Asks only who was refused by the organization. */
  isIdentifying: z.boolean(),
});

/** What a sign-in was begun for. */
export type Purpose = z.infer<typeof purpose>;

const stored = purpose.extend({ nonce: z.string(), codeVerifier: z.string() });

/** Notes that a browser begins a sign-in, for {@link flowMinutes}. Its secrets stay here; Auth0 gets what proves them. */
export async function beginFlow(
  { db }: Database,
  { browser, now, ...what }: Purpose & { browser: string; now: Date },
): Promise<ExpectedAnswer> {
  const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
  const { state, ...kept } = secrets;
  const value: z.infer<typeof stored> = { ...what, ...kept };
  await db.insert(verification).values({
    id: newId(),
    identifier: identifierOf(state, browser),
    value: JSON.stringify(value),
    expiresAt: new Date(now.getTime() + flowMinutes * 60_000),
    createdAt: now,
    updatedAt: now,
  });
  return secrets;
}

/** Takes a sign-in that this browser began; it can be taken once. */
export async function takeFlow(
  { db }: Database,
  { state, browser, now }: { state: string; browser: string; now: Date },
): Promise<Purpose & ExpectedAnswer> {
  const [row] = await db
    .delete(verification)
    .where(and(eq(verification.identifier, identifierOf(state, browser)), gt(verification.expiresAt, now)))
    .returning({ value: verification.value });
  if (row === undefined) return refuseSignIn("auth0_flow_unknown");
  return { ...stored.parse(JSON.parse(row.value)), state };
}

/** Only its own browser finds a sign-in. What is stored opens nothing. */
function identifierOf(state: string, browser: string): string {
  return `auth0:${createHash("sha256").update(`${browser} ${state}`).digest("base64url")}`;
}
