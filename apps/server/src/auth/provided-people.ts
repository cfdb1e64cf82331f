import { limits } from "@fanal/contract";
import type { Transaction } from "@fanal/database";
import { account, passkey, session, twoFactor, user } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";

export interface Person {
  id: string;
  name: string;
}

/** Somebody as a provider knows them. */
export interface Provided {
  providerId: string;
  /** The same person at the provider for ever. */
  subject: string;
}

/** The person that a provider knows by this subject. */
export async function findProvided(
  db: Transaction,
  { providerId, subject }: Provided,
): Promise<(Person & { email: string }) | null> {
  const [found] = await db
    .select({ id: user.id, name: user.name, email: user.email })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(and(eq(account.providerId, providerId), eq(account.accountId, subject)));
  return found ?? null;
}

/** Two first sign-ins at once would both find nobody: until the transaction ends, the second waits. */
export async function lockProvided(db: Transaction, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await db.execute(sql`select pg_advisory_xact_lock(hashtext(${`fanal.provided ${key}`}))`);
  }
}

/**
 * Whoever has an address that a provider has proved, or somebody new. From now on the provider's subject leads to them.
 * `lockProvided` comes first.
 */
export async function linkOrMake(
  db: Transaction,
  { providerId, subject, email, name }: Provided & { email: string; name: string | null },
  now: Date,
): Promise<Person> {
  const person = (await takeLocal(db, email)) ?? (await makePerson(db, email, name, now));
  await db.insert(account).values({
    id: newId(),
    accountId: subject,
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

/** As names are here, whatever they are at the provider. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, limits.name)
    .toWellFormed()
    .trim();
}
