import { retryDelaySeconds } from "@fanal/domain";

/** So long a mail is tried: a mail server that is away over a weekend loses none. */
export const giveUpAfterHours = 96;

const firstSeconds = 15;
const longestSeconds = { unreachable: 300, refused: 3_600 };

/**
 * Seconds until a mail is tried again. Where the server itself is away, all is to be out soon after it is back; a server that
 * refuses a mail for now is asked ever more rarely.
 */
export function mailDelaySeconds(attempts: number, { isUnreachable }: { isUnreachable: boolean }): number {
  const longest = isUnreachable ? longestSeconds.unreachable : longestSeconds.refused;
  return retryDelaySeconds(attempts, { firstSeconds, longestSeconds: longest, chance: Math.random() });
}
