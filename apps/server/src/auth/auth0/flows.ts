import type { Database } from "@fanal/database";
import { randomNonce, randomPKCECodeVerifier, randomState } from "openid-client";
import { z } from "zod";
import { keepFlow, takeFlow as takeAnyFlow } from "../flows.ts";
import type { ExpectedAnswer } from "./provider.ts";
import { refuseSignIn } from "./refusal.ts";

const kind = "auth0";

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

/** Notes that a browser begins a sign-in. Its secrets stay here; Auth0 gets what proves them. */
export async function beginFlow(
  database: Database,
  { browser, now, ...what }: Purpose & { browser: string; now: Date },
): Promise<ExpectedAnswer> {
  const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
  const { state, ...kept } = secrets;
  const value: z.infer<typeof stored> = { ...what, ...kept };
  await keepFlow(database, { kind, state, browser, value, now });
  return secrets;
}

/** Takes a sign-in that this browser began; it can be taken once. */
export async function takeFlow(
  database: Database,
  { state, browser, now }: { state: string; browser: string; now: Date },
): Promise<Purpose & ExpectedAnswer> {
  const value = await takeAnyFlow(database, { kind, state, browser, now });
  if (value === null) return refuseSignIn("auth0_flow_unknown");
  return { ...stored.parse(value), state };
}
