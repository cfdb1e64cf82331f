import { createHash, randomBytes } from "node:crypto";

const shape = /^[\w-]{43}$/;

/** The secret part of an address that a machine calls. Only its hash is kept. */
export function makePushToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashOf(token) };
}

/** By what an address is found; `null` for what can be none. SHA-256 without salt, since it is of 256 random bits. */
export function hashOfPushToken(token: string): string | null {
  return shape.test(token) ? hashOf(token) : null;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
