import { asSystem, type Database, inOrganization } from "@fanal/database";
import { type Actor, incidentUpdates, statusPages } from "@fanal/database/schema";
import { accessOfMember } from "@fanal/domain";
import { and, eq, inArray } from "drizzle-orm";
import type { Auth } from "../auth/auth.ts";
import { listMemberships } from "../auth/memberships.ts";
import { findUser, trustAddress } from "../auth/people.ts";
import type { Context, OrganizationContext } from "../context.ts";
import { once } from "../idempotency.ts";
import { createOrganization } from "../organizations/commands.ts";
import { createService } from "../services/commands.ts";
import { createServiceGroup } from "../services/group-commands.ts";
import { storyMoments } from "./moments.ts";
import { demoGroups, demoHistory } from "./story.ts";

export const demoLogin = { email: "demo@fanal.example", password: "demo-lantern" };

const dayMs = 86_400_000;

export async function isDemoBegun(database: Database): Promise<boolean> {
  return (await findUser(database, demoLogin.email)) !== null;
}

/**
 * Makes the demo organization with its login and three months of history, by the same commands that people use, with a
 * clock. Each step has a key, so that a start which was killed half-way goes on where it was, and a later one does nothing.
 * Returns the slug of its status page, or `null` when somebody has deleted that.
 */
export async function seedDemo(context: Context, auth: Auth): Promise<string | null> {
  const { database } = context;
  const organizationId = (await findTold(database)) ?? (await tellStory(context, auth));
  return (await findPage(database, organizationId))?.slug ?? null;
}

/** Returns the id of the organization that it made. */
async function tellStory(context: Context, auth: Auth): Promise<string> {
  const user =
    (await findUser(context.database, demoLogin.email)) ??
    (await auth.api.signUpEmail({ body: { ...demoLogin, name: "Mara Ilves" } })).user;
  // Nobody reads mail there, and the login is to work where mail is set up, too.
  await trustAddress(context.database, user.id);
  const today = context.now().getTime();
  let clock = new Date(today - 100 * dayMs);
  const timed: Context = { ...context, now: () => clock };
  let step = 0;
  const nextKey = () => ({ actorId: user.id, key: `demo-${++step}`, requestHash: "demo" });
  const organization = await createOrganization(
    { ...timed, founder: user, idempotencyKey: nextKey() },
    // Without a slug, which may be somebody else's: it is `acme` or the next free one.
    { name: "Acme" },
  );
  const actor: Actor = { kind: "member", id: user.id, name: user.name };
  const operator: OrganizationContext = {
    ...timed,
    actor,
    access: accessOfMember("owner", []),
    signedInBy: null,
    address: null,
    organization: { id: organization.id, slug: organization.slug, name: organization.name, createdAt: clock },
    inOrganization: async (work) => {
      const key = nextKey();
      const { result } = await inOrganization(context.database, organization.id, (tx) =>
        once(tx, key, context.now(), () => work(tx)),
      );
      return result;
    },
  };
  const services = await createServices(operator);
  const page = await findPage(context.database, organization.id);
  const world = { operator, services, pageId: page?.id ?? null, today };
  const moments = storyMoments(world).toSorted((a, b) => b.minutesAgo - a.minutesAgo);
  const stepsBefore = step;
  for (const [index, moment] of moments.entries()) {
    // Also where a moment does nothing, those after it have their own keys.
    step = stepsBefore + index;
    clock = new Date(today - moment.minutesAgo * 60_000);
    await moment.act();
  }
  return organization.id;
}

/** The demo's organization where the last moment of the story is there; others may have written the same words. */
async function findTold(database: Database): Promise<string | null> {
  const user = await findUser(database, demoLogin.email);
  const memberships = user === null ? [] : await listMemberships(database, user.id);
  const organizationIds = memberships.map(({ organization }) => organization.id);
  const newest = demoHistory.at(-1)?.updates.at(-1)?.message ?? "";
  const [told] = await asSystem(database, "see whether the demo is whole", (db) =>
    db
      .select({ organizationId: incidentUpdates.organizationId })
      .from(incidentUpdates)
      .where(
        and(inArray(incidentUpdates.organizationId, organizationIds), eq(incidentUpdates.message, newest)),
      )
      .orderBy(incidentUpdates.id)
      .limit(1),
  );
  return told?.organizationId ?? null;
}

async function findPage(
  database: Database,
  organizationId: string,
): Promise<{ id: string; slug: string } | undefined> {
  const [page] = await asSystem(database, "find the demo's page", (db) =>
    db
      .select({ id: statusPages.id, slug: statusPages.slug })
      .from(statusPages)
      .where(eq(statusPages.organizationId, organizationId))
      .orderBy(statusPages.id)
      .limit(1),
  );
  return page;
}

async function createServices(operator: OrganizationContext): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const group of demoGroups) {
    const { id: groupId } = await createServiceGroup(operator, { name: group.name });
    for (const { name, description } of group.services) {
      const service = await createService(operator, {
        name,
        description,
        groupId,
        teamId: null,
        slaTarget: null,
      });
      ids.set(name, service.id);
    }
  }
  return ids;
}
