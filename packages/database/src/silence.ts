import { Socket } from "node:net";
import type pg from "pg";

/** Looks to `isDatabaseAway` like what the system says of a connection that timed out. */
class SilentError extends Error {
  readonly code = "ETIMEDOUT";
}

/**
 * Breaks a connection over which nothing has come or gone for `milliseconds`. TCP alone notices only after many
 * minutes, and behind a proxy never, that the other side hangs or that the network loses what it is given.
 */
export function breakWhenSilent({ connection: { stream } }: pg.Client, milliseconds: number): void {
  if (!(stream instanceof Socket)) return;
  stream.removeAllListeners("timeout");
  stream.setTimeout(milliseconds, () =>
    stream.destroy(new SilentError(`The database said nothing for ${milliseconds / 1000} seconds`)),
  );
}
