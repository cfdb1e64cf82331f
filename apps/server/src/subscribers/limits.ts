import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import type { Database } from "@fanal/database";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "../network.ts";

export interface SubscribingLimits {
  /** Counts a form before anything is looked up; resolves with the seconds to wait when there were too many. */
  beforeForm: (address: string) => Promise<number | null>;
  /** Whether a mailbox may be sent one more mail that a stranger asked for, which is counted by it. */
  mayMail: (email: string) => Promise<boolean>;
}

/** Mails that strangers can have sent to one mailbox in a day, by all forms of all pages together. */
export const mailsForMailbox = 3;
const daySeconds = 24 * 3_600;

/** Forms in 15 minutes, shared by all servers: 60 for a network. */
const formsOfNetwork = 60;
const formSeconds = 15 * 60;

export function createSubscribingLimits(database: Database): SubscribingLimits {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: database.pool,
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix,
      points,
      duration,
      clearExpiredByTimeout: false,
    });
  const forms = limiter("subscribe-network", formsOfNetwork, formSeconds);
  const mails = limiter("subscribe-mailbox", mailsForMailbox, daySeconds);

  return {
    beforeForm: async (address) => {
      const refused = await consume(forms, networkOf(address));
      return refused === null ? null : Math.ceil(refused.msBeforeNext / 1000);
    },
    mayMail: async (email) => (await consume(mails, hashOf(mailbox(email)))) === null,
  };
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return error;
  }
}

/**
 * The mailbox in which an address may end, as one name for all of its spellings: without a tag, dots and case in front of
 * the `@`. Where a provider does tell these apart, a few people share one limit, which is the lesser evil.
 */
export function mailbox(email: string): string {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at).toLowerCase().replace(/\+.*$/s, "").replaceAll(".", "");
  const domain = domainToASCII(email.slice(at + 1)).toLowerCase();
  return `${local}@${domain === "googlemail.com" ? "gmail.com" : domain}`;
}

/** Addresses are hashed: the table of limits need not know who was written to. */
function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
