import { brokenConstraint, type Transaction } from "@fanal/database";
import { emailDomain, organization } from "@fanal/database/auth-schema";
import { and, asc, eq, isNotNull, lt, ne, or, sql } from "drizzle-orm";
import { refuse } from "../../refusals.ts";

export type EmailDomainRow = typeof emailDomain.$inferSelect;

type Read = Pick<Transaction, "select">;

/** What stands behind the `@`, as the DNS would have it; `null` where there is none. */
export function domainOf(address: string): string | null {
  const at = address.lastIndexOf("@");
  return at < 1 ? null : address.slice(at + 1).toLowerCase();
}

/** The organization that has proved a domain. */
export async function findOwner(db: Read, domain: string): Promise<{ id: string; slug: string } | null> {
  const [row] = await db
    .select({ id: organization.id, slug: organization.slug })
    .from(emailDomain)
    .innerJoin(organization, eq(organization.id, emailDomain.organizationId))
    .where(and(eq(emailDomain.domain, domain), isNotNull(emailDomain.verifiedAt)));
  return row ?? null;
}

/** Whether an address is of a domain that this organization has proved. */
export async function ownsAddress(db: Read, organizationId: string, address: string): Promise<boolean> {
  const domain = domainOf(address);
  return domain !== null && (await findOwner(db, domain))?.id === organizationId;
}

/** The domains of an organization, oldest first. */
export function listDomains(db: Read, organizationId: string): Promise<EmailDomainRow[]> {
  return db
    .select()
    .from(emailDomain)
    .where(eq(emailDomain.organizationId, organizationId))
    .orderBy(asc(emailDomain.createdAt), asc(emailDomain.id));
}

/** A domain of this organization, which nobody changes until the transaction ends. */
export async function lockDomain(
  db: Transaction,
  { id, organizationId }: { id: string; organizationId: string },
): Promise<EmailDomainRow | null> {
  const [row] = await db
    .select()
    .from(emailDomain)
    .where(and(eq(emailDomain.id, id), eq(emailDomain.organizationId, organizationId)))
    .for("update");
  return row ?? null;
}

export async function insertDomain(db: Transaction, row: EmailDomainRow): Promise<void> {
  await orDomainTaken(
    db.insert(emailDomain).values(row),
    "This organization has added this domain already. It is in the list.",
  );
}

export async function markDomain(
  db: Transaction,
  id: string,
  times: { verifiedAt?: Date | null; checkedAt: Date },
): Promise<void> {
  await orDomainTaken(
    db.update(emailDomain).set(times).where(eq(emailDomain.id, id)),
    "Another organization has proved that this domain is its own, and its record is still in the DNS. Take that record out, and try again.",
  );
}

export async function deleteDomain(db: Transaction, id: string): Promise<void> {
  await db.delete(emailDomain).where(eq(emailDomain.id, id));
}

/** Whoever else has proved a domain. */
export async function findOtherOwner(
  db: Read,
  { id, domain }: Pick<EmailDomainRow, "id" | "domain">,
): Promise<EmailDomainRow | null> {
  const [row] = await db
    .select()
    .from(emailDomain)
    .where(and(eq(emailDomain.domain, domain), isNotNull(emailDomain.verifiedAt), ne(emailDomain.id, id)));
  return row ?? null;
}

/** Proved domains whose record was last looked for before then, and those whose record is gone. */
export function findDueDomains(db: Read, before: Date, limit: number): Promise<EmailDomainRow[]> {
  return db
    .select()
    .from(emailDomain)
    .where(
      and(
        isNotNull(emailDomain.verifiedAt),
        or(lt(emailDomain.checkedAt, before), sql`${emailDomain.checkedAt} > ${emailDomain.verifiedAt}`),
      ),
    )
    .orderBy(emailDomain.checkedAt)
    .limit(limit);
}

async function orDomainTaken(write: PromiseLike<unknown>, message: string): Promise<void> {
  try {
    await write;
  } catch (error) {
    const constraint = brokenConstraint(error);
    if (constraint !== "email_domain_once_per_organization" && constraint !== "email_domain_one_owner")
      throw error;
    refuse("name_taken", message);
  }
}
