import { limits } from "@fanal/contract";
import type { Transaction } from "@fanal/database";
import { account, user } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
import { takeAccount } from "../forget-unproven.ts";
import type { Auth0Claims } from "./claims.ts";
import { refuseSignIn } from "./refusal.ts";

export interface Person {
  id: string;
  name: string;
}

const providerId = "auth0";

/** The person that Auth0 knows by this subject. */
export async function findPerson(db: Transaction, subject: string): Promise<Person | null> {
  const [found] = await db
    .select({ id: user.id, name: user.name })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(and(eq(account.providerId, providerId), eq(account.accountId, subject)));
  return found ?? null;
}

/**
 * The person whom Auth0 vouches for: whoever came from there before, otherwise whoever has the address that Auth0 has
 * verified, otherwise somebody new. Whether the address has an account here changes nothing about who is refused.
 */
export async function findOrMakePerson(db: Transaction, claims: Auth0Claims, now: Date): Promise<Person> {
  // Two first sign-ins at once would both find nobody.
  for (const key of [claims.subject, claims.email ?? ""]) {
    await db.execute(sql`select pg_advisory_xact_lock(hashtext(${`fanal.auth0 ${key}`}))`);
  }
  const known = await findPerson(db, claims.subject);
  if (known !== null) return known;
  if (claims.email === null) return refuseSignIn("auth0_email_missing");
  if (!claims.isEmailVerified) return refuseSignIn("auth0_email_unverified");
  const { id, name } = await takeAccount(db, { email: claims.email, name: nameOf(claims) }, now);
  await db.insert(account).values({
    id: newId(),
    accountId: claims.subject,
    providerId,
    userId: id,
    createdAt: now,
    updatedAt: now,
  });
  return { id, name };
}

function nameOf({ name, email }: Auth0Claims): string {
  return oneLine(name ?? "") || oneLine(email?.split("@")[0] ?? "");
}

/** As names are here, whatever they are at Auth0. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, limits.name)
    .toWellFormed()
    .trim();
}
