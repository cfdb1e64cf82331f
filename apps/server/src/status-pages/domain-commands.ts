import { randomBytes } from "node:crypto";
import { limits, type PageDomain } from "@fanal/contract";
import { brokenConstraint, inOrganization } from "@fanal/database";
import { newId, pageDomains } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { allow, refuse } from "../refusals.ts";
import { isPageDomain, lockPageDomain, recordDomain } from "./domain-rows.ts";
import { lockStatusPage } from "./page-rows.ts";
import { findPageDomain, type PageDomainRow, recordNameOf, viewPageDomain } from "./queries/domains.ts";
import type { Addresses } from "./queries/hosts.ts";
import { releaseHost } from "./recheck-domains.ts";

/** Claims a host for a page. It counts once {@link verifyPageDomain} has found its record. */
export function addPageDomain(
  context: OrganizationContext,
  { pageId, host }: { pageId: string; host: string },
): Promise<PageDomain> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.update");
    refuseOwnHost(host, context);
    const page = await lockStatusPage(tx, pageId);
    const { organizationId } = tx;
    const held = await tx.db.$count(
      pageDomains,
      and(eq(pageDomains.organizationId, organizationId), eq(pageDomains.pageId, page.id)),
    );
    if (held >= limits.domains) {
      refuse("limit_reached", `A page has at most ${limits.domains} hosts of its own. Take one away first.`);
    }
    const row: PageDomainRow = {
      organizationId,
      id: newId(),
      pageId: page.id,
      host,
      token: randomBytes(24).toString("base64url"),
      verifiedAt: null,
      checkedAt: null,
      createdAt: context.now(),
    };
    await orHostTaken(
      tx.db.insert(pageDomains).values(row),
      "A page of this organization has this host already. Take it away there first.",
    );
    recordDomain(tx, context, "page_domain.added", row);
    return viewPageDomain(row);
  });
}

/** Looks for the record that proves who owns a host, and gives it to the page when it is there. */
export async function verifyPageDomain(
  context: OrganizationContext,
  input: { pageId: string; domainId: string },
): Promise<PageDomain> {
  allow(context, "status_page.update");
  const { result: claimed } = await inOrganization(context.database, context.organization.id, (tx) =>
    findPageDomain(tx, input),
  );
  // Name servers take their time, so no transaction waits for them.
  const texts = await textsFor(context, claimed);
  const isProven = texts.includes(claimed.token);
  if (isProven) await releaseHost(context, claimed, texts);
  return context.inOrganization(async (tx) => {
    const domain = await lockPageDomain(tx, input);
    if (!isProven) refuse("domain_unproven");
    const found = { verifiedAt: context.now(), checkedAt: context.now() };
    await orHostTaken(
      tx.db.update(pageDomains).set(found).where(isPageDomain(tx, domain.id)),
      "Another page has proved that it owns this host, and its record is still in the DNS. Take that record out, and try again.",
    );
    if (domain.verifiedAt === null) recordDomain(tx, context, "page_domain.verified", domain);
    return viewPageDomain({ ...domain, ...found });
  });
}

export function removePageDomain(
  context: OrganizationContext,
  input: { pageId: string; domainId: string },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.update");
    const domain = await lockPageDomain(tx, input);
    await tx.db.delete(pageDomains).where(isPageDomain(tx, domain.id));
    recordDomain(tx, context, "page_domain.removed", domain);
  });
}

/** Hosts of the server itself, and those below the domain of pages, are given by us and nobody else. */
function refuseOwnHost(host: string, { url, pagesDomain }: Addresses): void {
  const own = [new URL(url).hostname, ...(pagesDomain === null ? [] : [pagesDomain])];
  const isOwn =
    own.some((name) => host === name) || (pagesDomain !== null && host.endsWith(`.${pagesDomain}`));
  if (!isOwn) return;
  const message = "This host is the server's own. Name one of a domain that is yours.";
  refuse("bad_request", message, [{ path: ["host"], message }]);
}

async function textsFor(context: OrganizationContext, { host }: PageDomainRow): Promise<string[]> {
  try {
    return await context.txtRecords(recordNameOf(host));
  } catch (error) {
    context.log.debug({ err: error, host }, "cannot ask for the record of a host");
    return refuse(
      "domain_unproven",
      `The name servers of ${host} did not answer. Try again in a few minutes.`,
    );
  }
}

async function orHostTaken(write: PromiseLike<unknown>, message: string): Promise<void> {
  try {
    await write;
  } catch (error) {
    const constraint = brokenConstraint(error);
    if (constraint !== "page_domains_once_per_organization" && constraint !== "page_domains_one_owner")
      throw error;
    refuse("name_taken", message);
  }
}
