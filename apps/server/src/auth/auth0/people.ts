import { limits } from "@fanal/contract";
import type { Transaction } from "@fanal/database";
import { account, passkey, session, twoFactor, user } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
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
  const person =
    (await takeLocal(db, claims.email)) ?? (await makePerson(db, claims.email, claims.name, now));
  await db.insert(account).values({
    id: newId(),
    accountId: claims.subject,
    providerId,
    userId: person.id,
    createdAt: now,
    updatedAt: now,
  });
  return person;
}

/**
 * The account with this address. Where nobody has proved yet that the address is theirs, whoever made it may be somebody
 * else who waits for its owner: all their ways in end.
 */
async function takeLocal(db: Transaction, email: string): Promise<Person | null> {
  const [found] = await db
    .select({ id: user.id, name: user.name, emailVerified: user.emailVerified })
    .from(user)
    .where(eq(user.email, email))
    .for("update");
  if (found === undefined) return null;
  const { id, name } = found;
  if (!found.emailVerified) {
    for (const wayIn of [session, account, passkey, twoFactor]) {
      await db.delete(wayIn).where(eq(wayIn.userId, id));
    }
    await db.update(user).set({ emailVerified: true, twoFactorEnabled: false }).where(eq(user.id, id));
  }
  return { id, name };
}

async function makePerson(db: Transaction, email: string, called: string | null, now: Date): Promise<Person> {
  const person = { id: newId(), name: oneLine(called ?? "") || (email.split("@")[0] ?? email) };
  await db.insert(user).values({ ...person, email, emailVerified: true, createdAt: now, updatedAt: now });
  return person;
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
