import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Secrets } from "./secret.ts";

/** What is signed for: each has keys of its own, so that no signature counts for something else. */
export type SignedPurpose = "subscription" | "confirmation" | "subscribe form";

/** Signs what leaves in links and forms and comes back, so that nobody has to keep it. */
export interface Signer {
  /** {@link signatureLength} characters for URLs, of 192 bits, made with the present secret. */
  sign: (purpose: SignedPurpose, facts: readonly string[]) => string;
  /** Whether this was signed, with the present secret or an earlier one. */
  isSigned: (purpose: SignedPurpose, facts: readonly string[], signature: string) => boolean;
}

export const signatureLength = 32;
const signatureBytes = 24;

export function createSigner({ present, earlier }: Secrets): Signer {
  const keysFor = (purpose: SignedPurpose) => [present, ...earlier].map((secret) => keyOf(secret, purpose));
  const keys = {
    subscription: keysFor("subscription"),
    confirmation: keysFor("confirmation"),
    "subscribe form": keysFor("subscribe form"),
  };
  return {
    sign: (purpose, facts) => signatureOf(keyOf(present, purpose), facts).toString("base64url"),
    isSigned: (purpose, facts, signature) => {
      const given = Buffer.from(signature, "base64url");
      // Decoding is lenient: other spellings of the same bytes are none of ours.
      if (given.length !== signatureBytes || given.toString("base64url") !== signature) return false;
      return keys[purpose].some((key) => timingSafeEqual(given, signatureOf(key, facts)));
    },
  };
}

function keyOf(secret: string, purpose: SignedPurpose): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `fanal signed ${purpose}`, 32));
}

function signatureOf(key: Buffer, facts: readonly string[]): Buffer {
  return createHmac("sha256", key).update(JSON.stringify(facts)).digest().subarray(0, signatureBytes);
}
