import { limits } from "@fanal/contract";
import { asSystem, inOrganization, type Tx } from "@fanal/database";
import { pageDomains } from "@fanal/database/schema";
import { and, eq, isNotNull, lt, ne, or, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { isPageDomain, lockPageDomain, recordDomain } from "./domain-rows.ts";
import { type PageDomainRow, recordNameOf } from "./queries/domains.ts";

type Rechecking = Pick<Context, "database" | "now" | "log" | "txtRecords">;

const hourMs = 3_600_000;
const checkEveryMs = 24 * hourMs;
const graceMs = limits.domainGraceDays * checkEveryMs;
/** In one go; the rest has its turn the next time. */
const mostAtOnce = 500;

const watcher = { kind: "system", id: null, name: "Domains" } as const;

/**
 * Looks again for the records of hosts that count, once a day each, and each time while one is gone. A host whose
 * record has been gone for a week counts no more: it may be somebody else's by now. Name servers that do not answer
 * prove nothing.
 */
export async function recheckDomains(context: Rechecking): Promise<void> {
  const { database, now, log } = context;
  const due = await asSystem(database, "find hosts whose records are due", (db) =>
    db
      .select()
      .from(pageDomains)
      .where(
        and(
          isNotNull(pageDomains.verifiedAt),
          or(
            lt(pageDomains.checkedAt, new Date(now().getTime() - checkEveryMs)),
            sql`${pageDomains.checkedAt} > ${pageDomains.verifiedAt}`,
          ),
        ),
      )
      .orderBy(pageDomains.checkedAt)
      .limit(mostAtOnce),
  );
  for (const domain of due) {
    await recheck(context, domain).catch((error) =>
      log.debug({ err: error, host: domain.host }, "cannot look for the record of a host again"),
    );
  }
}

async function recheck({ database, now, txtRecords }: Rechecking, domain: PageDomainRow): Promise<void> {
  const isFound = (await txtRecords(recordNameOf(domain.host))).includes(domain.token);
  await inOrganization(database, domain.organizationId, async (tx) => {
    const { id: domainId, pageId, verifiedAt } = domain;
    const locked = await lockPageDomain(tx, { pageId, domainId });
    // Somebody else looked meanwhile: their answer is the newer one.
    if (verifiedAt === null || locked.verifiedAt?.getTime() !== verifiedAt.getTime()) return;
    const checkedAt = now();
    if (isFound) await mark(tx, locked, { verifiedAt: checkedAt, checkedAt });
    else if (checkedAt.getTime() - verifiedAt.getTime() <= graceMs) await mark(tx, locked, { checkedAt });
    else await lapse(tx, now, locked);
  });
}

/**
 * Takes a host from whoever proved it before, when that proof is gone while somebody else's is there: who can change
 * the DNS need not wait.
 *
 * @param texts all TXT records at the host's name
 */
export async function releaseHost(
  { database, now }: Rechecking,
  claimed: PageDomainRow,
  texts: readonly string[],
): Promise<void> {
  const [owner] = await asSystem(database, "find who has a host", (db) =>
    db
      .select()
      .from(pageDomains)
      .where(
        and(
          eq(pageDomains.host, claimed.host),
          isNotNull(pageDomains.verifiedAt),
          ne(pageDomains.id, claimed.id),
        ),
      ),
  );
  if (owner === undefined || texts.includes(owner.token)) return;
  await inOrganization(database, owner.organizationId, async (tx) => {
    const { id: domainId, pageId } = owner;
    await lapse(tx, now, await lockPageDomain(tx, { pageId, domainId }));
  });
}

async function lapse(tx: Tx, now: () => Date, domain: PageDomainRow): Promise<void> {
  await mark(tx, domain, { verifiedAt: null, checkedAt: now() });
  recordDomain(tx, { actor: watcher, now }, "page_domain.lapsed", domain);
}

async function mark(
  tx: Tx,
  { id }: PageDomainRow,
  times: { verifiedAt?: Date | null; checkedAt: Date },
): Promise<void> {
  await tx.db.update(pageDomains).set(times).where(isPageDomain(tx, id));
}
