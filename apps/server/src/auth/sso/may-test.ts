import type { Database } from "@fanal/database";
import { allows } from "@fanal/domain";
import { admitTo } from "../admission.ts";
import { signedInBy } from "../signed-in-by.ts";

/** The slug of an organization whose providers somebody may set up, and so try out; `null` of others. */
export async function mayTest(
  database: Database,
  organizationId: string,
  { user, session }: { user: { id: string; twoFactorEnabled?: unknown }; session: object },
): Promise<string | null> {
  const begun = signedInBy(session, { twoFactorEnabled: user.twoFactorEnabled === true });
  const admitted = await admitTo(database, organizationId, { id: user.id, signedInBy: begun });
  if (admitted === null || typeof admitted === "string") return null;
  return allows(admitted.role, "sign_in.update") ? admitted.organization.slug : null;
}
