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

/** Whom an attempt is counted for, beside the network that it comes from. */
type Counted = "address" | "mail" | "session" | "network" | "provider";

const limitedPaths: Readonly<Record<string, Counted>> = {
  "/sign-in/email": "address",
  "/sign-up/email": "address",
  "/sign-in/magic-link": "mail",
  "/request-password-reset": "mail",
  "/change-email": "session",
  "/change-password": "session",
  "/delete-user": "session",
  "/two-factor/enable": "session",
  "/two-factor/disable": "session",
  "/two-factor/generate-backup-codes": "session",
  "/two-factor/verify-totp": "network",
  "/two-factor/verify-backup-code": "network",
  "/reset-password": "network",
  "/verify-email": "network",
  "/magic-link/verify": "network",
  "/passkey/verify-authentication": "network",
  "/sso/offers": "provider",
  "/sso/sign-in": "provider",
  "/sso/callback/:provider": "provider",
  "/sso/acs/:provider": "provider",
  "/sso/finish": "provider",
};

const quarterOfAnHour = 15 * 60;
const hour = 3_600;

/**
 * Attempts in 15 minutes, shared by all servers: 10 for an address of e-mail from one network, so that whoever guesses
 * locks out nobody who signs in from elsewhere; 60 for a network, where sign-ups count too, also those that work; 100 for
 * an address of e-mail from everywhere; 10 for a session that is asked for its password. Mails that are asked for: 5 in an
 * hour for an address from one network, 20 from everywhere. Steps of a sign-in by a provider, where nothing can be guessed and
 * a whole office comes from one network: 1,000.
 */
export function createSignInLimits(database: Database): SignInLimits {
  const limiter = (keyPrefix: string, points: number, duration = quarterOfAnHour) =>
    new RateLimiterPostgres({
      storeClient: database.pool,
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix,
      points,
      duration,
      clearExpiredByTimeout: false,
    });
  const byEmailAndNetwork = limiter("sign-in-pair", 10);
  const byEmail = limiter("sign-in-email", 100);
  const byNetwork = limiter("sign-in-network", 60);
  const stepsByNetwork = limiter("sign-in-steps", 1_000);
  const bySession = limiter("sign-in-session", 10);
  const mailsByEmailAndNetwork = limiter("mail-pair", 5, hour);
  const mailsByEmail = limiter("mail-email", 20, hour);

  const count: Record<Counted, (headers: Headers | undefined, body: unknown) => Promise<void>> = {
    address: async (headers, body) => {
      await byEmailAndNetwork.consume(pairOf(headers, body));
      await byEmail.consume(emailOf(body));
    },
    mail: async (headers, body) => {
      await mailsByEmailAndNetwork.consume(pairOf(headers, body));
      await mailsByEmail.consume(emailOf(body));
    },
    session: async (headers) => void (await bySession.consume(sessionOf(headers))),
    network: () => Promise.resolve(),
    provider: async (headers) => void (await stepsByNetwork.consume(callerOf(headers))),
  };

  return {
    beforeAttempt: async (path, headers, body) => {
      const counted = limitedPaths[path];
      if (counted === undefined) return;
      try {
        if (counted !== "provider") await byNetwork.consume(callerOf(headers));
        await count[counted](headers, body);
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
  return hashOf(email.trim().toLowerCase());
}

/** Without its signature: only what is stored counts, however the cookie is spelled. */
function sessionOf(headers: Headers | undefined): string {
  return hashOf(/session_token=([A-Za-z0-9]+)/.exec(headers?.get("cookie") ?? "")?.[1] ?? "");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
