import { signUpInput } from "@fanal/contract";
import type { Database } from "@fanal/database";
import { user } from "@fanal/database/auth-schema";
import { APIError } from "better-auth/api";
import { sql } from "drizzle-orm";
import { createTurns } from "./turns.ts";

/** Who may make an account with nothing but an address and a password. */
export interface SignUpRule {
  /** Whether whoever comes may. */
  isOpen: () => Promise<boolean>;
  /** Lets through whom an invitation brings, and refuses everybody else where sign-up is closed. */
  check: (body: unknown) => Promise<void>;
  /**
   * Does what may make the first account. Where nobody but the first may come, one after the other, also of several servers: who
   * comes at the same instant finds an account.
   */
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

interface SignUpRuleOptions {
  /** Whether sign-up stays open once there is an account. */
  staysOpen: boolean;
  database: Database;
  /** The address that an open invitation is for, by what its link carries. */
  findInvitedAddress: (token: string) => Promise<string | null>;
}

const invited = signUpInput.pick({ email: true, invitation: true }).required();

/**
 * Closed sign-up begins with the first account: somebody has to be there who can invite others. Whom Auth0, an
 * organization's provider or a directory vouches for does not come this way.
 */
export function createSignUpRule({ staysOpen, database, findInvitedAddress }: SignUpRuleOptions): SignUpRule {
  let isFounded = false;
  /** Who waits for the lock holds a connection, and whoever has the lock needs another one. */
  const oneByOne = createTurns(1);
  async function isOpen(): Promise<boolean> {
    if (staysOpen) return true;
    isFounded ||= (await database.db.select({ id: user.id }).from(user).limit(1)).length > 0;
    return !isFounded;
  }
  return {
    isOpen,
    inTurn: async (work) => {
      if (staysOpen || !(await isOpen())) return work();
      return oneByOne(() =>
        database.db.transaction(async (db) => {
          await db.execute(sql`select pg_advisory_xact_lock(hashtext('fanal.first_account'))`);
          return work();
        }),
      );
    },
    check: async (body) => {
      if (await isOpen()) return;
      const comer = invited.safeParse(body).data;
      if (comer !== undefined && (await findInvitedAddress(comer.invitation)) === comer.email.toLowerCase())
        return;
      const message =
        "New accounts are made by invitation here. Open the link of yours, or ask somebody who uses this Fanal for one.";
      throw new APIError("FORBIDDEN", { code: "sign_up_closed", message });
    },
  };
}
