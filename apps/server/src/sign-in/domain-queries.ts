import type { EmailDomain } from "@fanal/contract";
import { type EmailDomainRow, listDomains } from "../auth/sso/email-domains.ts";
import type { OrganizationContext } from "../context.ts";

export async function listEmailDomains({
  database,
  organization,
}: OrganizationContext): Promise<EmailDomain[]> {
  return (await listDomains(database.db, organization.id)).map(viewEmailDomain);
}

export function viewEmailDomain({
  id,
  domain,
  token,
  verifiedAt,
  checkedAt,
  createdAt,
}: EmailDomainRow): EmailDomain {
  return {
    id,
    domain,
    record: { name: recordNameOf(domain), value: token },
    verifiedAt: verifiedAt?.toISOString() ?? null,
    checkedAt: checkedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** Where the TXT record stands that proves whose a domain is. Not where that of a page's host is: it opens other doors. */
export function recordNameOf(domain: string): string {
  return `_fanal-sign-in.${domain}`;
}
