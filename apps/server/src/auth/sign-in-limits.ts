import { createHash } from "node:crypto";
import type { Database } from "@fanal/database";
import { APIError } from "better-auth/api";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../network.ts";

/** The header in which the server hands the caller's address to Better Auth; what a client sends in it is overwritten. */
export const clientAddressHeader = "x-fanal-client-address";

export interface SignInLimits {
  /** Counts an attempt before a password is looked at; throws 429 with `Retry-After` when there were too many. */
  beforeAttempt: (path: string, attempt: Attempt) => Promise<void>;
  /** Gives the attempt back, so that people who know their password are never held up. */
  afterSuccess: (path: string, headers: Headers | undefined, body: unknown) => Promise<void>;
  /** Takes a code of somebody's authenticator app; throws 401 when it was taken before, by whatever request. */
  spendCode: (userId: string, body: unknown) => Promise<void>;
}

interface Attempt {
  headers: Headers | undefined;
  body: unknown;
  /** The session that the attempt is made in, however its cookie is spelled and whatever stands beside it. */
  findSession: () => Promise<string | null>;
}

/** Whom an attempt is counted for, beside the network that it comes from. */
type Counted = "address" | "mail" | "session" | "network" | "beginning" | "arrival";

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
  "/sign-up/confirm": "network",
  "/magic-link/verify": "network",
  "/passkey/verify-authentication": "network",
  "/passkey/generate-authenticate-options": "beginning",
  "/auth0/sign-in": "beginning",
  "/sso/offers": "beginning",
  "/sso/sign-in": "beginning",
  "/sso/callback/:provider": "arrival",
  "/sso/acs/:provider": "arrival",
  "/sso/finish": "arrival",
};

const quarterOfAnHour = 15 * 60;
const hour = 3_600;
/** Longer than a code counts: half a minute, and as much before and after. */
const codeSeconds = 120;

/**
 * Attempts in 15 minutes, shared by all servers: 10 for an address of e-mail from one network, so that whoever guesses
 * locks out nobody who signs in from elsewhere; 60 for a network, where sign-ups count too, also those that work; 100 for
 * an address of e-mail from everywhere; 10 for a session that is asked for its password. Mails that are asked for: 5 in an
 * hour for an address from one network, 20 from everywhere. Beginnings of sign-ins, which guess nothing and leave a row: 1,000
 * for a network, where a whole company may come to work, and as many answers of providers, which prove what they say.
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
  const bySession = limiter("sign-in-session", 10);
  const mailsByEmailAndNetwork = limiter("mail-pair", 5, hour);
  const mailsByEmail = limiter("mail-email", 20, hour);
  const beginningsByNetwork = limiter("sign-in-begin", 1_000);
  const arrivalsByNetwork = limiter("sign-in-arrive", 1_000);
  const codes = limiter("totp-code", 1, codeSeconds);

  const count: Record<Counted, (attempt: Attempt) => Promise<void>> = {
    address: async ({ headers, body }) => {
      await byNetwork.consume(callerOf(headers));
      await byEmailAndNetwork.consume(pairOf(headers, body));
      await byEmail.consume(emailOf(body));
    },
    mail: async ({ headers, body }) => {
      await byNetwork.consume(callerOf(headers));
      await mailsByEmailAndNetwork.consume(pairOf(headers, body));
      await mailsByEmail.consume(emailOf(body));
    },
    session: async ({ headers, findSession }) => {
      await byNetwork.consume(callerOf(headers));
      await bySession.consume((await findSession()) ?? callerOf(headers));
    },
    network: async ({ headers }) => void (await byNetwork.consume(callerOf(headers))),
    arrival: async ({ headers }) => void (await arrivalsByNetwork.consume(callerOf(headers))),
    beginning: async ({ headers }) => void (await beginningsByNetwork.consume(callerOf(headers))),
  };

  return {
    beforeAttempt: async (path, attempt) => {
      const counted = limitedPaths[path];
      if (counted === undefined) return;
      try {
        await count[counted](attempt);
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
    spendCode: async (userId, body) => {
      const code = typeof body === "object" && body !== null && "code" in body ? String(body.code) : "";
      try {
        await codes.consume(`${userId} ${hashOf(code)}`);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const message = "This code was used already. Wait for the next one.";
        throw new APIError("UNAUTHORIZED", { code: "code_used", message });
      }
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
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : "";
  return hashOf(typeof email === "string" ? email.trim().toLowerCase() : "");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
