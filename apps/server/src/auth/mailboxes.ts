import type { Reader } from "@fanal/database";
import { member, user } from "@fanal/database/auth-schema";
import type { Language, Role } from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import { plainReader } from "./mail-reader.ts";
import { asRole, isConfirmed } from "./members.ts";

/** Where a member reads mails, and how. */
export interface Mailbox {
  userId: string;
  role: Role;
  email: string;
  /** Whether they have shown that they read what goes there. */
  isProven: boolean;
  language: Language;
  timeZone: string;
}

/** Of all members; not of those whom a provider has not vouched for again. */
export async function listMailboxes({ db, organizationId }: Reader): Promise<Mailbox[]> {
  const rows = await db
    .select({
      userId: member.userId,
      role: member.role,
      email: user.email,
      isProven: user.emailVerified,
      language: user.language,
      timeZone: user.timeZone,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(member.organizationId, organizationId), isConfirmed))
    .orderBy(member.userId);
  return rows.map((row) => ({
    ...row,
    role: asRole(row.role),
    language: row.language ?? plainReader.language,
    timeZone: row.timeZone ?? plainReader.timeZone,
  }));
}
