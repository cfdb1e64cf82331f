import { URI } from "otpauth";

const periodMs = 30_000;

/**
 * The code that an authenticator app shows for the address that it was set up with.
 *
 * @param ahead of this many others: a code works once, and the next one already
 */
export function codeOf(totpUri: string, { ahead = 0 }: { ahead?: number } = {}): string {
  return URI.parse(totpUri).generate({ timestamp: Date.now() + ahead * periodMs });
}
