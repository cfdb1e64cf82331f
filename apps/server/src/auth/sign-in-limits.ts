import { createHash } from "node:crypto";
import type { Database } from "@fanal/database";
import { APIError } from "better-auth/api";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../network.ts";

/** The header in which the server hands the caller's address to Better Auth; what a client sends in it is overwritten. */
export const clientAddressHeader = "x-fanal-client-address";

export interface SignInLimits {
  /** Counts an attempt before a password is looked at; throws 429 with `Retry-After` when there were too many. */
  beforeAttempt: (path: string, headers: Headers | undefined, body: unknown) => Promise<void>;
  /** Gives the attempt back, so that people who know their password are never held up. */
  afterSuccess: (path: string, headers: Headers | undefined, body: unknown) => Promise<void>;
}

const limitedPaths: ReadonlySet<string> = new Set(["/sign-in/email", "/sign-up/email"]);
const windowSeconds = 15 * 60;

/**
 * Failed sign-ins in 15 minutes, shared by all servers: 10 for an address of e-mail from one network, so that whoever
 * guesses locks out nobody who signs in from elsewhere; 60 for a network, where sign-ups count too, also those that work;
 * 100 for an address of e-mail from everywhere.
 */
export function createSignInLimits(database: Database): SignInLimits {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: database.pool,
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix,
      points,
      duration: windowSeconds,
      clearExpiredByTimeout: false,
    });
  const byEmailAndNetwork = limiter("sign-in-pair", 10);
  const byEmail = limiter("sign-in-email", 100);
  const byNetwork = limiter("sign-in-network", 60);

  return {
    beforeAttempt: async (path, headers, body) => {
      if (!limitedPaths.has(path)) return;
      try {
        await byNetwork.consume(callerOf(headers));
        await byEmailAndNetwork.consume(pairOf(headers, body));
        await byEmail.consume(emailOf(body));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const seconds = Math.ceil(error.msBeforeNext / 1000);
        throw new APIError(
          "TOO_MANY_REQUESTS",
          { code: "rate_limited", message: `Too many tries. Wait ${seconds} seconds.` },
          { "Retry-After": String(seconds) },
        );
      }
    },
    afterSuccess: async (path, headers, body) => {
      // A sign-up that works still counts, or one network could fill the table of people.
      if (path !== "/sign-in/email") return;
      await byNetwork.reward(callerOf(headers));
      await byEmailAndNetwork.delete(pairOf(headers, body));
      await byEmail.reward(emailOf(body));
    },
  };
}

function callerOf(headers: Headers | undefined): string {
  return networkOf(headers?.get(clientAddressHeader) ?? "unknown");
}

function pairOf(headers: Headers | undefined, body: unknown): string {
  return `${emailOf(body)} ${callerOf(headers)}`;
}

/** Addresses are hashed: the table of limits need not know who tried. */
function emailOf(body: unknown): string {
  const email = typeof body === "object" && body !== null && "email" in body ? String(body.email) : "";
  return createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
}
