import type { Organization } from "@fanal/contract";
import { asSystem, narrowToOrganization, type Transaction, type Tx } from "@fanal/database";
import { type Actor, eventLogs, newId, statusPages } from "@fanal/database/schema";
import { isSlug, reservedSlugs, slugify } from "@fanal/domain";
import { and, eq } from "drizzle-orm";
import { insertOrganization } from "../auth/memberships.ts";
import { lockOrganization, type OrganizationSettings, writeOrganization } from "../auth/organizations.ts";
import { isSlugFree, lockSlugs, moveSlug, refuseSlug } from "../auth/slugs.ts";
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
  input: { name: string; slug?: string | undefined; timeZone?: string | undefined },
): Promise<Organization> {
  const { timeZone = "Etc/UTC" } = input;
  const { founder } = context;
  const actor: Actor = { kind: "member", id: founder.id, name: founder.name };
  const now = context.now();
  let position: number | null = null;
  const founded = await asSystem(context.database, "found an organization", (db) =>
    once({ db, organizationId: null }, context.idempotencyKey, now, async () => {
      const id = newId();
      await lockSlugs(db);
      if (input.slug !== undefined && !(await isSlugFree(db, input.slug))) refuseSlug();
      const slug = input.slug ?? (await firstFreeSlug(slugify(input.name), (taken) => isSlugFree(db, taken)));
      const pageSlug = await firstFreeSlug(slug, (taken) => isPageSlugFree(db, taken));
      await insertOrganization(db, {
        id,
        name: input.name,
        slug,
        timeZone,
        ownerId: founder.id,
        createdAt: now,
      });
      await db.insert(eventLogs).values({ organizationId: id });
      ({ position } = await narrowToOrganization(db, id, async (tx) => {
        const by = { actor, now: () => now, address: context.address ?? null };
        record(tx, by, { type: "organization.created", subjectId: id, data: { name: input.name, slug } });
        await addStatusPage(tx, by, {
          name: input.name,
          slug: pageSlug,
          timeZone,
          serviceIds: [],
          addsNewServices: true,
        });
      }));
      return viewOrganization({
        organization: {
          id,
          slug,
          name: input.name,
          timeZone,
          defaultPageId: null,
          version: 1,
          createdAt: now,
        },
        role: "owner",
      });
    }),
  );
  if (position !== null) context.onCommit?.(founded.id, position);
  return founded;
}

type SettingsInput = { [Name in keyof OrganizationSettings]?: OrganizationSettings[Name] | undefined };

export function updateOrganization(
  context: OrganizationContext,
  input: SettingsInput & { version?: number | undefined },
): Promise<Organization> {
  return context.inOrganization(async (tx) => {
    allow(context, "organization.update");
    const role = context.access.role ?? refuse("forbidden");
    // Before the row, as whoever founds or moves another one does.
    if (input.slug !== undefined) await lockSlugs(tx.db);
    const row = await lockOrganization(tx.db, context.organization.id);
    refuseStale(row, input.version);
    const before = settingsOf(row);
    const after: OrganizationSettings = {
      name: input.name ?? before.name,
      slug: input.slug ?? before.slug,
      timeZone: input.timeZone ?? before.timeZone,
      defaultPageId: input.defaultPageId === undefined ? before.defaultPageId : input.defaultPageId,
    };
    const changed = changes(before, after);
    if (changed.length === 0) return viewOrganization({ organization: row, role });
    if (after.defaultPageId !== null && changed.includes("defaultPageId")) {
      await refuseUnknownPage(tx, after.defaultPageId);
    }
    if (changed.includes("slug")) {
      const move = { from: before.slug, to: after.slug, at: context.now() };
      await moveSlug(tx.db, { organizationId: row.id, ...move });
    }
    await writeOrganization(tx.db, row.id, after);
    record(tx, context, {
      type: "organization.updated",
      subjectId: row.id,
      data: { before: pick(before, changed), after: pick(after, changed) },
    });
    return viewOrganization({ organization: { ...row, ...after, version: row.version + 1 }, role });
  });
}

function settingsOf({ name, slug, timeZone, defaultPageId }: OrganizationSettings): OrganizationSettings {
  return { name, slug, timeZone, defaultPageId };
}

function changes(before: OrganizationSettings, after: OrganizationSettings): (keyof OrganizationSettings)[] {
  const names = ["name", "slug", "timeZone", "defaultPageId"] as const;
  return names.filter((name) => before[name] !== after[name]);
}

function pick(
  settings: OrganizationSettings,
  names: (keyof OrganizationSettings)[],
): Partial<OrganizationSettings> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

async function refuseUnknownPage({ db, organizationId }: Tx, pageId: string): Promise<void> {
  const isPage = and(eq(statusPages.organizationId, organizationId), eq(statusPages.id, pageId));
  if ((await db.$count(statusPages, isPage)) === 0) refuse("not_found");
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
