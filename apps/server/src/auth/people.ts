import type { Database, Transaction } from "@fanal/database";
import { account, user } from "@fanal/database/auth-schema";
import type { Language } from "@fanal/domain";
import { and, eq, isNotNull } from "drizzle-orm";

export interface SignedInUser {
  id: string;
  name: string;
  email: string;
}

export interface Profile {
  id: string;
  name: string;
  email: string;
  isEmailConfirmed: boolean;
  hasTwoFactor: boolean;
  hasPassword: boolean;
  language: Language | null;
  timeZone: string | null;
  theme: "system" | "light" | "dark";
  /** A small square as `data:` URL. */
  avatar: string | null;
}

/** What somebody may know and change of themselves. */
export async function findProfile({ db }: Database, userId: string): Promise<Profile | null> {
  const [found] = await db.select().from(user).where(eq(user.id, userId));
  if (found === undefined) return null;
  const passwords = await db.$count(
    account,
    and(eq(account.userId, userId), eq(account.providerId, "credential"), isNotNull(account.password)),
  );
  const { id, name, email, language, timeZone, theme } = found;
  return {
    id,
    name,
    email,
    isEmailConfirmed: found.emailVerified,
    hasTwoFactor: found.twoFactorEnabled,
    hasPassword: passwords > 0,
    language,
    timeZone,
    theme,
    avatar: found.image,
  };
}

/** The account that a directory speaks of: the one that joined for it, or else the one with its address. */
export async function findAccount(
  db: Pick<Transaction, "select">,
  { userId, email }: { userId: string | null; email: string },
): Promise<{ id: string; name: string; isAddressProven: boolean } | null> {
  const [found] = await db
    .select({ id: user.id, name: user.name, isAddressProven: user.emailVerified, email: user.email })
    .from(user)
    .where(userId === null ? eq(user.email, email) : eq(user.id, userId));
  if (found === undefined) return null;
  const { id, name, isAddressProven } = found;
  return { id, name, isAddressProven: isAddressProven && found.email === email };
}

export async function updateProfile(
  { db }: Database,
  userId: string,
  changes: {
    name?: string | undefined;
    language?: Language | null | undefined;
    timeZone?: string | null | undefined;
    theme?: Profile["theme"] | undefined;
  },
): Promise<void> {
  await db
    .update(user)
    .set({ ...changes, updatedAt: new Date() })
    .where(eq(user.id, userId));
}

export async function findUser(database: Database, email: string): Promise<SignedInUser | null> {
  const [found] = await database.db
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .where(eq(user.email, email));
  return found ?? null;
}

/** Takes an address as its account's own, without asking there. */
export async function trustAddress(database: Database, userId: string): Promise<void> {
  await database.db.update(user).set({ emailVerified: true }).where(eq(user.id, userId));
}

export async function writeAvatar({ db }: Database, userId: string, avatar: string | null): Promise<void> {
  await db.update(user).set({ image: avatar, updatedAt: new Date() }).where(eq(user.id, userId));
}
