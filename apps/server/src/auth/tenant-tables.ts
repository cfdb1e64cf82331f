import type { Transaction } from "@fanal/database";
import * as authSchema from "@fanal/database/auth-schema";
import { member, organization, user } from "@fanal/database/auth-schema";
import { asc, eq, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";

/** Tables of sign-in, among which are those of organizations. */
export const authTables: PgTable[] = Object.values(authSchema).filter((one) => is(one, PgTable));

/** All settings of an organization. */
export async function readSettings(db: Pick<Transaction, "select">, id: string) {
  const [row] = await db.select().from(organization).where(eq(organization.id, id));
  return row;
}

/** Who is behind the ids of an organization's members. */
export function readPeople(db: Pick<Transaction, "select">, organizationId: string) {
  return db
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .innerJoin(member, eq(member.userId, user.id))
    .where(eq(member.organizationId, organizationId))
    .orderBy(asc(user.id));
}
