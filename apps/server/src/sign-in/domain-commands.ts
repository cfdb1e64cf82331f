import { randomBytes } from "node:crypto";
import { type EmailDomain, limits } from "@fanal/contract";
import { newId } from "@fanal/database/schema";
import {
  deleteDomain,
  type EmailDomainRow,
  insertDomain,
  listDomains,
  lockDomain,
  markDomain,
} from "../auth/sso/email-domains.ts";
import { lockSingleSignOn, requiresSso } from "../auth/sso/providers.ts";
import type { OrganizationContext } from "../context.ts";
import { allow, orNotFound, refuse } from "../refusals.ts";
import { recordNameOf, viewEmailDomain } from "./domain-queries.ts";
import { isPublicMailDomain } from "./public-mail-domains.ts";
import { recordDomain, releaseDomain } from "./recheck-email-domains.ts";

/** Claims a domain. It counts once {@link verifyEmailDomain} has found its record. */
export function addEmailDomain(
  context: OrganizationContext,
  { domain }: { domain: string },
): Promise<EmailDomain> {
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    if (isPublicMailDomain(domain)) {
      const message = `Anybody can have an address at ${domain}. Name a domain that is your organization’s own.`;
      refuse("bad_request", message, [{ path: ["domain"], message }]);
    }
    const { organizationId } = tx;
    await lockSingleSignOn(tx.db, organizationId);
    if ((await listDomains(tx.db, organizationId)).length >= limits.emailDomains)
      refuse("limit_reached", `There are at most ${limits.emailDomains} e-mail domains. Remove one first.`);
    const row: EmailDomainRow = {
      id: newId(),
      organizationId,
      domain,
      token: randomBytes(24).toString("base64url"),
      verifiedAt: null,
      checkedAt: null,
      createdAt: context.now(),
    };
    await insertDomain(tx.db, row);
    recordDomain(tx, context, "email_domain.added", row);
    return viewEmailDomain(row);
  });
}

/** Looks for the record that proves whose a domain is, and has it count when it is there. */
export async function verifyEmailDomain(
  context: OrganizationContext,
  { emailDomainId: id }: { emailDomainId: string },
): Promise<EmailDomain> {
  allow(context, "sign_in.update");
  const { database, organization } = context;
  const domains = await listDomains(database.db, organization.id);
  const claimed = orNotFound(domains.find((one) => one.id === id));
  // Name servers take their time, so no transaction waits for them.
  const texts = await textsFor(context, claimed);
  const isProven = texts.includes(claimed.token);
  if (isProven) await releaseDomain(context, claimed, texts);
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const domain =
      (await lockDomain(tx.db, { id, organizationId: tx.organizationId })) ?? refuse("not_found");
    if (!isProven) refuse("domain_unproven");
    const found = { verifiedAt: context.now(), checkedAt: context.now() };
    await markDomain(tx.db, id, found);
    if (domain.verifiedAt === null) recordDomain(tx, context, "email_domain.verified", domain);
    return viewEmailDomain({ ...domain, ...found });
  });
}

/** Removes a domain: the organization's providers vouch for nobody of it any more. */
export function removeEmailDomain(
  context: OrganizationContext,
  { emailDomainId: id }: { emailDomainId: string },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "sign_in.update");
    const domain =
      (await lockDomain(tx.db, { id, organizationId: tx.organizationId })) ?? refuse("not_found");
    await lockSingleSignOn(tx.db, tx.organizationId);
    const others = (await listDomains(tx.db, tx.organizationId)).filter((one) => one.id !== id);
    const isLast = domain.verifiedAt !== null && others.every(({ verifiedAt }) => verifiedAt === null);
    if (isLast && (await requiresSso(tx.db, tx.organizationId))) refuse("sso_in_use");
    await deleteDomain(tx.db, id);
    recordDomain(tx, context, "email_domain.removed", domain);
  });
}

async function textsFor(context: OrganizationContext, { domain }: EmailDomainRow): Promise<string[]> {
  try {
    return await context.txtRecords(recordNameOf(domain));
  } catch (error) {
    context.log.debug({ err: error, domain }, "cannot ask for the record of an e-mail domain");
    return refuse(
      "domain_unproven",
      `The name servers of ${domain} did not answer. Try again in a few minutes.`,
    );
  }
}
