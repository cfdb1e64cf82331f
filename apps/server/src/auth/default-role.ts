import type { Tx } from "@fanal/database";
import { organization } from "@fanal/database/auth-schema";
import type { Role } from "@fanal/domain";
import { eq } from "drizzle-orm";
import { asRole } from "./members.ts";

/** Role of those whom a provider or a directory brings in and says no role of. */
export async function defaultRoleOf({ db, organizationId }: Tx): Promise<Role> {
  const [row] = await db
    .select({ role: organization.defaultRole })
    .from(organization)
    .where(eq(organization.id, organizationId));
  return asRole(row?.role ?? null);
}
