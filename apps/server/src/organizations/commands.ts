import type { Organization } from "@fanal/contract";
import { asSystem, narrowToOrganization, type Transaction } from "@fanal/database";
import { type Actor, eventLogs, newId, statusPages } from "@fanal/database/schema";
import { isSlug, reservedSlugs, slugify } from "@fanal/domain";
import { eq, sql } from "drizzle-orm";
import {
  insertOrganization,
  isOrganizationSlugFree,
  lockOrganization,
  renameOrganization,
} from "../auth/memberships.ts";
import type { Context, OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { type IdempotencyKey, once } from "../idempotency.ts";
import { allow, refuse, refuseStale } from "../refusals.ts";
import type { RequestContext } from "../request-context.ts";
import { addStatusPage } from "../status-pages/add-status-page.ts";
import { viewOrganization } from "./queries.ts";

/**
 * Founds an organization: the founder becomes its owner, its log begins, and it gets a status page that every
 * service appears on. All in one transaction.
 */
export async function createOrganization(
  context: Context & {
    founder: { id: string; name: string };
    idempotencyKey: IdempotencyKey | null;
    onCommit?: RequestContext["onCommit"];
    /** The address that the request came from; none for what no request does. */
    address?: string | null;
  },
  input: { name: string; slug?: string | undefined },
): Promise<Organization> {
  const { founder } = context;
  const actor: Actor = { kind: "member", id: founder.id, name: founder.name };
  const now = context.now();
  let position: number | null = null;
  const founded = await asSystem(context.database, "found an organization", (db) =>
    once({ db, organizationId: null }, context.idempotencyKey, now, async () => {
      const id = newId();
      // Two that are founded at once with one name would choose the same slug.
      await db.execute(sql`select pg_advisory_xact_lock(hashtext('fanal.organization_slugs'))`);
      const slug =
        input.slug ??
        (await firstFreeSlug(slugify(input.name), (taken) => isOrganizationSlugFree(db, taken)));
      const pageSlug = await firstFreeSlug(slug, (taken) => isPageSlugFree(db, taken));
      await insertOrganization(db, { id, name: input.name, slug, ownerId: founder.id, createdAt: now });
      await db.insert(eventLogs).values({ organizationId: id });
      ({ position } = await narrowToOrganization(db, id, async (tx) => {
        const by = { actor, now: () => now, address: context.address ?? null };
        record(tx, by, { type: "organization.created", subjectId: id, data: { name: input.name, slug } });
        await addStatusPage(tx, by, {
          name: input.name,
          slug: pageSlug,
          timeZone: "Etc/UTC",
          serviceIds: [],
          addsNewServices: true,
        });
      }));
      return viewOrganization({
        organization: { id, slug, name: input.name, version: 1, createdAt: now },
        role: "owner",
      });
    }),
  );
  if (position !== null) context.onCommit?.(founded.id, position);
  return founded;
}

export function updateOrganization(
  context: OrganizationContext,
  input: { name?: string | undefined; slug?: string | undefined; version?: number | undefined },
): Promise<Organization> {
  return context.inOrganization(async (tx) => {
    allow(context, "organization.update");
    const role = context.access.role ?? refuse("forbidden");
    const before = await lockOrganization(tx.db, context.organization.id);
    refuseStale(before, input.version);
    const { name = before.name, slug = before.slug } = input;
    if (name === before.name && slug === before.slug) {
      return viewOrganization({ organization: before, role });
    }
    await renameOrganization(tx.db, before.id, { name, slug });
    record(tx, context, {
      type: "organization.updated",
      subjectId: before.id,
      data: { before: { name: before.name, slug: before.slug }, after: { name, slug } },
    });
    return viewOrganization({
      organization: { ...before, name, slug, version: before.version + 1 },
      role,
    });
  });
}

async function isPageSlugFree(db: Transaction, slug: string): Promise<boolean> {
  const [row] = await db.select({ id: statusPages.id }).from(statusPages).where(eq(statusPages.slug, slug));
  return row === undefined;
}

/** `acme`, or `acme-2`, `acme-3` … when that is taken; a random one when the name gives none. */
async function firstFreeSlug(wanted: string, isFree: (slug: string) => Promise<boolean>): Promise<string> {
  const base =
    isSlug(wanted) && !reservedSlugs.has(wanted)
      ? wanted.slice(0, 44).replace(/-$/, "")
      : `org-${newId().slice(-6)}`;
  for (let number = 1; number < 100; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (await isFree(slug)) return slug;
  }
  return `${base.slice(0, 40)}-${newId().slice(-6)}`;
}
