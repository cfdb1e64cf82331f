import { brokenConstraint, type Transaction } from "@fanal/database";
import { organization } from "@fanal/database/auth-schema";
import { isRole, type Role, type SignInPolicy } from "@fanal/domain";
import { and, eq, isNotNull, ne, sql } from "drizzle-orm";
import { refuse } from "../refusals.ts";
import { policyOf } from "./memberships.ts";

export interface SignInSettingsRow extends SignInPolicy {
  auth0OrganizationId: string | null;
  /** Since when the link counts; `null`: not yet. */
  auth0ProvenAt: Date | null;
  /** Of those whom a provider brings in. */
  defaultRole: Role;
}

const columns = {
  requireTwoFactor: organization.requireTwoFactor,
  signInMethods: organization.signInMethods,
  requireSso: organization.requireSso,
  auth0OrganizationId: organization.auth0OrganizationId,
  auth0ProvenAt: organization.auth0ProvenAt,
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
  settings: Omit<SignInSettingsRow, "auth0ProvenAt">,
): Promise<void> {
  const { signInMethods, auth0OrganizationId, ...rest } = settings;
  await refuseTakenLink(db, organizationId, auth0OrganizationId);
  await db
    .update(organization)
    .set({
      ...rest,
      signInMethods: signInMethods && [...signInMethods],
      auth0OrganizationId,
      // Another link has to be proved anew.
      auth0ProvenAt: sql`case when ${organization.auth0OrganizationId} = ${auth0OrganizationId}::text
        then ${organization.auth0ProvenAt} end`,
    })
    .where(eq(organization.id, organizationId));
}

/**
 * Lets a link count from now on. Of two organizations that name the same one of Auth0 the first whose own people come
 * through it has it; whether it is this one.
 */
export async function proveAuth0Link(
  db: Transaction,
  organizationId: string,
  { auth0Id, at }: { auth0Id: string; at: Date },
): Promise<boolean> {
  const link = and(eq(organization.id, organizationId), eq(organization.auth0OrganizationId, auth0Id));
  try {
    const proven = await db.transaction((inner) =>
      inner
        .update(organization)
        .set({
          auth0ProvenAt: sql`coalesce(${organization.auth0ProvenAt}, ${at.toISOString()}::timestamptz)`,
        })
        .where(link)
        .returning({ id: organization.id }),
    );
    return proven.length > 0;
  } catch (error) {
    if (brokenConstraint(error) !== "organization_auth0_proven_once") throw error;
    return false;
  }
}

async function refuseTakenLink(
  db: Transaction,
  organizationId: string,
  auth0Id: string | null,
): Promise<void> {
  if (auth0Id === null) return;
  const taken = and(
    eq(organization.auth0OrganizationId, auth0Id),
    isNotNull(organization.auth0ProvenAt),
    ne(organization.id, organizationId),
  );
  if ((await db.$count(organization, taken)) > 0)
    refuse("name_taken", "Another organization is linked to this one of Auth0. Cut that link first.");
}

type Row = Pick<typeof organization.$inferSelect, keyof typeof columns>;

function asSettings(row: Row | undefined): SignInSettingsRow {
  if (row === undefined) return refuse("not_found");
  const { auth0OrganizationId, auth0ProvenAt, defaultRole } = row;
  if (!isRole(defaultRole)) throw new Error(`Unknown role ${defaultRole}`);
  return { ...policyOf(row), auth0OrganizationId, auth0ProvenAt, defaultRole };
}
