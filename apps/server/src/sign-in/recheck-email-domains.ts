import { limits } from "@fanal/contract";
import { asSystem, inOrganization, type Tx } from "@fanal/database";
import {
  type EmailDomainRow,
  findDueDomains,
  findOtherOwner,
  lockDomain,
  markDomain,
} from "../auth/sso/email-domains.ts";
import type { Context } from "../context.ts";
import { type RecordedBy, record } from "../events/record.ts";
import { recordNameOf } from "./domain-queries.ts";

type Rechecking = Pick<Context, "database" | "now" | "log" | "txtRecords">;

const checkEveryMs = 24 * 3_600_000;
const graceMs = limits.domainGraceDays * checkEveryMs;
/** In one go; the rest has its turn the next time. */
const mostAtOnce = 500;

const watcher = { kind: "system", id: null, name: "Domains" } as const;

/**
 * Looks again for the records of domains that count, once a day each, and each time while one is gone. A domain whose
 * record has been gone for a week counts no more: it may be somebody else's by now. Name servers that do not answer
 * prove nothing.
 */
export async function recheckEmailDomains(context: Rechecking): Promise<void> {
  const { database, now, log } = context;
  const before = new Date(now().getTime() - checkEveryMs);
  const due = await asSystem(database, "find e-mail domains whose records are due", (db) =>
    findDueDomains(db, before, mostAtOnce),
  );
  for (const domain of due) {
    await recheck(context, domain).catch((error) =>
      log.debug({ err: error, domain: domain.domain }, "cannot look for the record of a domain again"),
    );
  }
}

async function recheck({ database, now, txtRecords }: Rechecking, domain: EmailDomainRow): Promise<void> {
  const isFound = (await txtRecords(recordNameOf(domain.domain))).includes(domain.token);
  await inOrganization(database, domain.organizationId, async (tx) => {
    const locked = await lockDomain(tx.db, domain);
    const { verifiedAt } = domain;
    // Somebody else looked meanwhile: their answer is the newer one.
    if (locked === null || verifiedAt === null || locked.verifiedAt?.getTime() !== verifiedAt.getTime())
      return;
    const checkedAt = now();
    if (isFound) await markDomain(tx.db, domain.id, { verifiedAt: checkedAt, checkedAt });
    else if (checkedAt.getTime() - verifiedAt.getTime() <= graceMs)
      await markDomain(tx.db, domain.id, { checkedAt });
    else await lapse(tx, now, locked);
  });
}

/**
 * Takes a domain from whoever proved it before, when that proof is gone while somebody else's is there: who can change
 * the DNS need not wait.
 *
 * @param texts all TXT records at the domain's name
 */
export async function releaseDomain(
  { database, now }: Rechecking,
  claimed: EmailDomainRow,
  texts: readonly string[],
): Promise<void> {
  const owner = await findOtherOwner(database.db, claimed);
  if (owner === null || texts.includes(owner.token)) return;
  await inOrganization(database, owner.organizationId, async (tx) => {
    const locked = await lockDomain(tx.db, owner);
    if (locked !== null) await lapse(tx, now, locked);
  });
}

async function lapse(tx: Tx, now: () => Date, domain: EmailDomainRow): Promise<void> {
  await markDomain(tx.db, domain.id, { verifiedAt: null, checkedAt: now() });
  recordDomain(tx, { actor: watcher, now }, "email_domain.lapsed", domain);
}

export function recordDomain(
  tx: Tx,
  by: RecordedBy,
  type: "email_domain.added" | "email_domain.verified" | "email_domain.lapsed" | "email_domain.removed",
  { id, domain }: EmailDomainRow,
): void {
  record(tx, by, { type, subjectId: id, data: { name: domain } });
}
