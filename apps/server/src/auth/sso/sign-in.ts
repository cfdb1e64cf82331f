import { type Database, inOrganization, type Transaction } from "@fanal/database";
import { organization } from "@fanal/database/auth-schema";
import { eq } from "drizzle-orm";
import { record } from "../../events/record.ts";
import { admit } from "../provided-memberships.ts";
import { findProvided, linkOrMake, lockProvided, type Person } from "../provided-people.ts";
import { ownsAddress } from "./email-domains.ts";
import type { SsoIdentity } from "./identity.ts";
import { accountProviderOf, noteProven, type SsoProviderRow } from "./providers.ts";
import { refuseSso } from "./refusal.ts";

/** So long does what a provider said hold: it tells nobody of those whom it lets in no more. */
export const vouchedForHours = 12;

export interface SettleContext {
  database: Database;
  now: () => Date;
}

/**
 * Lets in whom an organization's own provider vouches for: whoever has an address of a domain that the organization has
 * proved, and nobody else, whatever the provider says.
 */
export async function settleSso(
  { database, now }: SettleContext,
  provider: SsoProviderRow,
  identity: SsoIdentity,
  address: string | null,
): Promise<{ person: Person; slug: string; until: Date }> {
  const at = now();
  const until = new Date(at.getTime() + vouchedForHours * 3_600_000);
  const person = await database.db.transaction((db) => findOrMakePerson(db, provider, identity, at));
  const slug = await slugOf(database, provider.organizationId);
  await inOrganization(database, provider.organizationId, async (tx) => {
    const isAdmitted = await admit(tx, { now, address }, "sso", { person, role: undefined, until });
    if (!isAdmitted) refuseSso("sso_deactivated");
    if (await noteProven(tx.db, provider, at)) {
      const actor = { kind: "member", id: person.id, name: person.name } as const;
      const { id, name } = provider;
      record(tx, { actor, now, address }, { type: "sso_provider.proven", subjectId: id, data: { name } });
    }
  });
  return { person, slug, until };
}

/** As {@link settleSso} would, but nobody is let in, and nothing becomes another: for those who set a provider up. */
export async function testSso(
  { database, now }: SettleContext,
  provider: SsoProviderRow,
  identity: SsoIdentity,
  tester: { id: string; name: string },
  address: string | null,
): Promise<void> {
  await requireOwnAddress(database.db, provider, identity);
  await inOrganization(database, provider.organizationId, async (tx) => {
    if (!(await noteProven(tx.db, provider, now()))) return;
    const actor = { kind: "member", ...tester } as const;
    const { id, name } = provider;
    record(tx, { actor, now, address }, { type: "sso_provider.proven", subjectId: id, data: { name } });
  });
}

async function findOrMakePerson(
  db: Transaction,
  provider: SsoProviderRow,
  identity: SsoIdentity,
  at: Date,
): Promise<Person> {
  const { subject, name } = identity;
  const email = await requireOwnAddress(db, provider, identity);
  const provided = { providerId: accountProviderOf(provider.id), subject };
  await lockProvided(db, [`${provided.providerId} ${subject}`, email]);
  const known = await findProvided(db, provided);
  if (known === null) return linkOrMake(db, { ...provided, email, name }, at);
  // Who has taken another address since has an account that is not this organization's to open.
  if (!(await ownsAddress(db, provider.organizationId, known.email))) refuseSso("sso_account_moved");
  return { id: known.id, name: known.name };
}

async function requireOwnAddress(
  db: Pick<Transaction, "select">,
  { organizationId }: SsoProviderRow,
  { email, isEmailVerified }: SsoIdentity,
): Promise<string> {
  if (email === null) return refuseSso("sso_email_missing");
  if (isEmailVerified === false) refuseSso("sso_email_unverified");
  if (!(await ownsAddress(db, organizationId, email))) refuseSso("sso_domain_foreign");
  return email;
}

async function slugOf({ db }: Database, id: string): Promise<string> {
  const [row] = await db
    .select({ slug: organization.slug })
    .from(organization)
    .where(eq(organization.id, id));
  return row?.slug ?? refuseSso("sso_unknown");
}
