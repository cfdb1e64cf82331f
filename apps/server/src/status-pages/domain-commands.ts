import { randomBytes } from "node:crypto";
import { limits, type PageDomain } from "@fanal/contract";
import { brokenConstraint, inOrganization, type Tx } from "@fanal/database";
import { newId, pageDomains } from "@fanal/database/schema";
import { and, eq } from "drizzle-orm";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, orNotFound, refuse } from "../refusals.ts";
import { lockStatusPage } from "./page-rows.ts";
import { findPageDomain, type PageDomainRow, recordNameOf, viewPageDomain } from "./queries/domains.ts";
import type { Addresses } from "./queries/hosts.ts";

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
    record(tx, context, { type: "page_domain.added", subjectId: row.id, data: { pageId: page.id, host } });
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
  const isProven = await hasRecord(context, claimed);
  return context.inOrganization(async (tx) => {
    const domain = await lockPageDomain(tx, input);
    const checkedAt = context.now();
    if (!isProven) refuse("domain_unproven");
    const verifiedAt = domain.verifiedAt ?? checkedAt;
    await orHostTaken(
      tx.db.update(pageDomains).set({ verifiedAt, checkedAt }).where(one(tx, domain.id)),
      "Another page has proved that it owns this host. Take it away there, or take that record out of the DNS.",
    );
    if (domain.verifiedAt === null) {
      const data = { pageId: domain.pageId, host: domain.host };
      record(tx, context, { type: "page_domain.verified", subjectId: domain.id, data });
    }
    return viewPageDomain({ ...domain, verifiedAt, checkedAt });
  });
}

export function removePageDomain(
  context: OrganizationContext,
  input: { pageId: string; domainId: string },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "status_page.update");
    const { id, pageId, host } = await lockPageDomain(tx, input);
    await tx.db.delete(pageDomains).where(one(tx, id));
    record(tx, context, { type: "page_domain.removed", subjectId: id, data: { pageId, host } });
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

async function hasRecord(context: OrganizationContext, { host, token }: PageDomainRow): Promise<boolean> {
  try {
    return (await context.txtRecords(recordNameOf(host))).includes(token);
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

/** Locks the row, since the record is looked for again at the same time. */
async function lockPageDomain(
  tx: Tx,
  { pageId, domainId }: { pageId: string; domainId: string },
): Promise<PageDomainRow> {
  const [row] = await tx.db
    .select()
    .from(pageDomains)
    .where(and(one(tx, domainId), eq(pageDomains.pageId, pageId)))
    .for("update");
  return orNotFound(row);
}

function one(tx: Tx, domainId: string) {
  return and(eq(pageDomains.organizationId, tx.organizationId), eq(pageDomains.id, domainId));
}
