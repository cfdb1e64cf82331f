import { brokenConstraint, type Transaction } from "@fanal/database";
import { organization } from "@fanal/database/auth-schema";
import { isRole, type Role, type SignInPolicy } from "@fanal/domain";
import { eq } from "drizzle-orm";
import { refuse } from "../refusals.ts";
import { policyOf } from "./memberships.ts";

export interface SignInSettingsRow extends SignInPolicy {
  auth0OrganizationId: string | null;
  /** Of those whom a provider brings in. */
  defaultRole: Role;
}

const columns = {
  requireTwoFactor: organization.requireTwoFactor,
  signInMethods: organization.signInMethods,
  requireSso: organization.requireSso,
  auth0OrganizationId: organization.auth0OrganizationId,
  defaultRole: organization.defaultRole,
};

export async function readSignInSettings(
  db: Pick<Transaction, "select">,
  organizationId: string,
): Promise<SignInSettingsRow> {
  const [row] = await db.select(columns).from(organization).where(eq(organization.id, organizationId));
  return asSettings(row);
}

/** As {@link readSignInSettings}, locked until the transaction ends. */
export async function lockSignInSettings(
  db: Transaction,
  organizationId: string,
): Promise<SignInSettingsRow> {
  const [row] = await db
    .select(columns)
    .from(organization)
    .where(eq(organization.id, organizationId))
    .for("update");
  return asSettings(row);
}

export async function saveSignInSettings(
  db: Transaction,
  organizationId: string,
  settings: SignInSettingsRow,
): Promise<void> {
  try {
    const { signInMethods, ...rest } = settings;
    await db
      .update(organization)
      .set({ ...rest, signInMethods: signInMethods && [...signInMethods] })
      .where(eq(organization.id, organizationId));
  } catch (error) {
    if (brokenConstraint(error) !== "organization_auth0_organization_id_unique") throw error;
    refuse("name_taken", "Another organization is linked to this one of Auth0. Cut that link first.");
  }
}

type Row = Pick<typeof organization.$inferSelect, keyof typeof columns>;

function asSettings(row: Row | undefined): SignInSettingsRow {
  if (row === undefined) return refuse("not_found");
  const { auth0OrganizationId, defaultRole } = row;
  if (!isRole(defaultRole)) throw new Error(`Unknown role ${defaultRole}`);
  return { ...policyOf(row), auth0OrganizationId, defaultRole };
}
