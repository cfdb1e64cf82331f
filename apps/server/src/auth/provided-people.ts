import { limits } from "@fanal/contract";
import type { Transaction } from "@fanal/database";
import { account, user } from "@fanal/database/auth-schema";
import { newId } from "@fanal/database/schema";
import { and, eq, sql } from "drizzle-orm";
import { takeAccount } from "./forget-unproven.ts";

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
  const called = oneLine(name ?? "") || oneLine(email.split("@")[0] ?? "");
  const person = await takeAccount(db, { email, name: called }, now);
  await db.insert(account).values({
    id: newId(),
    accountId: subject,
    providerId,
    userId: person.id,
    createdAt: now,
    updatedAt: now,
  });
  return { id: person.id, name: person.name };
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
