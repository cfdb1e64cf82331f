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

const stored = purpose.extend({ nonce: z.string(), codeVerifier: z.string(), browser: z.string() });

/** Notes that a browser begins a sign-in, for {@link flowMinutes}. Its secrets stay here; Auth0 gets what proves them. */
export async function beginFlow(
  { db }: Database,
  { browser, now, ...what }: Purpose & { browser: string; now: Date },
): Promise<ExpectedAnswer> {
  const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
  const { state, ...kept } = secrets;
  const value: z.infer<typeof stored> = { ...what, ...kept, browser: hash(browser) };
  await db.insert(verification).values({
    id: newId(),
    identifier: identifierOf(state),
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
    .where(and(eq(verification.identifier, identifierOf(state)), gt(verification.expiresAt, now)))
    .returning({ value: verification.value });
  const flow = row === undefined ? null : stored.parse(JSON.parse(row.value));
  if (flow === null || flow.browser !== hash(browser)) return refuseSignIn("auth0_flow_unknown");
  return { ...flow, state };
}

function identifierOf(state: string): string {
  return `auth0:${hash(state)}`;
}

/** What is stored opens nothing. */
function hash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
