import type { Database } from "@fanal/database";
import { emailDomain, organization } from "@fanal/database/auth-schema";
import { and, eq, isNotNull } from "drizzle-orm";
import type { SecretBox } from "../../secret-box.ts";
import { domainOf, findOwner } from "./email-domains.ts";
import { listProviders } from "./providers.ts";

/** A provider that somebody may sign in by, as the sign-in page shows it. */
export interface SsoOffer {
  id: string;
  name: string;
}

interface Sources {
  database: Database;
  box: SecretBox;
}

/** What the domain of an address leads to. The account does not matter, nor what stands before the `@`. */
export async function offersForAddress({ database, box }: Sources, email: string): Promise<SsoOffer[]> {
  const domain = domainOf(email);
  const owner = domain === null ? null : await findOwner(database.db, domain);
  return owner === null ? [] : asOffers(await listProviders(database.db, box, owner.id));
}

/** What an organization has; none that nobody could use. Those that do not exist have none either. */
export async function offersOfOrganization({ database, box }: Sources, slug: string): Promise<SsoOffer[]> {
  const [found] = await database.db
    .select({ id: organization.id })
    .from(organization)
    .innerJoin(emailDomain, eq(emailDomain.organizationId, organization.id))
    .where(and(eq(organization.slug, slug), isNotNull(emailDomain.verifiedAt)))
    .limit(1);
  return found === undefined ? [] : asOffers(await listProviders(database.db, box, found.id));
}

function asOffers(providers: readonly SsoOffer[]): SsoOffer[] {
  return providers.map(({ id, name }) => ({ id, name }));
}
