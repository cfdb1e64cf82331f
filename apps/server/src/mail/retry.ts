/** So long a mail is tried: a mail server that is away over a weekend loses none. */
export const giveUpAfterHours = 96;

const longestSeconds = { unreachable: 300, refused: 3_600 };
const firstSeconds = 15;

/**
 * Seconds until the next attempt: twice as many each time, spread so that not all come at once. Where the server itself
 * is away, all is to be out soon after it is back; a server that refuses a mail for now is asked ever more rarely.
 */
export function retryDelaySeconds(attempts: number, { isUnreachable }: { isUnreachable: boolean }): number {
  const longest = isUnreachable ? longestSeconds.unreachable : longestSeconds.refused;
  const delay = Math.min(longest, firstSeconds * 2 ** Math.min(attempts - 1, 20));
  return delay * (0.8 + 0.4 * Math.random());
}
