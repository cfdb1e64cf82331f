import { setTimeout as pause } from "node:timers/promises";
import { isDatabaseAway, sqlState } from "@fanal/database";

export class DatabaseUnusableError extends Error {}

interface PatienceOptions {
  url: string;
  notice: (line: string) => void;
  /** With pages to serve meanwhile it tries for as long as it takes, otherwise for 30 seconds. */
  hasPages: boolean;
  /** Ends the waiting at once; its reason is thrown. */
  signal: AbortSignal;
}

const patienceMs = 30_000;
const longestPauseMs = 5_000;

export type Patience = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Does again what failed because the database was away, with pauses between. So `work` has to be harmless when it is
 * done once more. What a person can mend is thrown in words.
 */
export function patienceWith({ url, notice, hasPages, signal }: PatienceOptions): Patience {
  return async (work) => {
    const started = Date.now();
    for (let attempt = 0; ; attempt++) {
      signal.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        signal.throwIfAborted();
        if (!isDatabaseAway(error)) throw explain(error, url);
        if (!hasPages && Date.now() - started > patienceMs) {
          throw new DatabaseUnusableError(
            `The database at ${hostOf(url)} has not answered for 30 seconds. Check that it runs and that DATABASE_URL names it.`,
          );
        }
        const pauseMs = Math.min(longestPauseMs, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);
        notice(
          `The database at ${hostOf(url)} does not answer. Trying again in ${(pauseMs / 1000).toFixed(1)} s.`,
        );
        await pause(pauseMs, undefined, { signal });
      }
    }
  };
}

/** `pg` gives it no code. */
const lacksPassword = /client password must be a (non-empty )?string/;

function explain(error: unknown, url: string): unknown {
  if (error instanceof Error && lacksPassword.test(error.message)) {
    return new DatabaseUnusableError(
      `The database at ${hostOf(url)} asks for a password, and DATABASE_URL has none. Write it behind the user: postgres://user:password@host/database.`,
    );
  }
  switch (sqlState(error)) {
    case "28P01":
    case "28000":
      return new DatabaseUnusableError(
        `The database at ${hostOf(url)} refuses the user or password of DATABASE_URL. Correct them and start again.`,
      );
    case "3D000":
      return new DatabaseUnusableError(
        `The database that DATABASE_URL names does not exist at ${hostOf(url)}. Create it and start again.`,
      );
    case "42501":
      return new DatabaseUnusableError(
        `The user of DATABASE_URL may not create what Fanal needs at ${hostOf(url)}. Make it the owner of the database.`,
      );
    default:
      return error;
  }
}

/** Where the database is, without the password. */
function hostOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
