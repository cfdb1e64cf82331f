import { asSystem, type Database, inOrganization } from "@fanal/database";
import { type Actor, incidentUpdates, statusPages } from "@fanal/database/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { Auth } from "../auth/auth.ts";
import { findUser } from "../auth/identify.ts";
import { listMemberships } from "../auth/memberships.ts";
import type { Context, OrganizationContext } from "../context.ts";
import { once } from "../idempotency.ts";
import { declareIncident } from "../incidents/commands.ts";
import { postUpdate } from "../incidents/update-commands.ts";
import { createOrganization } from "../organizations/commands.ts";
import { createService, setServiceStatus } from "../services/commands.ts";
import { createServiceGroup } from "../services/group-commands.ts";
import { type DemoIncident, demoGroups, demoHistory } from "./story.ts";

export const demoLogin = { email: "demo@fanal.example", password: "demo-lantern" };

const dayMs = 86_400_000;

export async function isDemoBegun(database: Database): Promise<boolean> {
  return (await findUser(database, demoLogin.email)) !== null;
}

/**
 * Makes the demo organization with its login and two weeks of history, by the same commands that people use, with a
 * clock. Each step has a key, so that a start which was killed half-way goes on where it was, and a later one does nothing.
 * Returns the slug of its status page, or `null` when somebody has deleted that.
 */
export async function seedDemo(context: Context, auth: Auth): Promise<string | null> {
  const { database } = context;
  const organizationId = (await findTold(database)) ?? (await tellStory(context, auth));
  return findPageSlug(database, organizationId);
}

/** Returns the id of the organization that it made. */
async function tellStory(context: Context, auth: Auth): Promise<string> {
  const user =
    (await findUser(context.database, demoLogin.email)) ??
    (await auth.api.signUpEmail({ body: { ...demoLogin, name: "Mara Ilves" } })).user;
  const today = context.now().getTime();
  let clock = new Date(today - 15 * dayMs);
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
    role: "owner",
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
  const moments = demoHistory.flatMap((incident) => storyMoments(operator, services, incident));
  moments.push(...statusMoments(operator, services));
  for (const moment of moments.toSorted((a, b) => b.minutesAgo - a.minutesAgo)) {
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

async function findPageSlug(database: Database, organizationId: string): Promise<string | null> {
  const [page] = await asSystem(database, "find the demo's page", (db) =>
    db
      .select({ slug: statusPages.slug })
      .from(statusPages)
      .where(eq(statusPages.organizationId, organizationId))
      .orderBy(statusPages.id)
      .limit(1),
  );
  return page?.slug ?? null;
}

interface Moment {
  minutesAgo: number;
  act: () => Promise<unknown>;
}

async function createServices(operator: OrganizationContext): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const group of demoGroups) {
    const { id: groupId } = await createServiceGroup(operator, { name: group.name });
    for (const { name, description } of group.services) {
      const service = await createService(operator, { name, description, groupId });
      ids.set(name, service.id);
    }
  }
  return ids;
}

function storyMoments(
  operator: OrganizationContext,
  services: Map<string, string>,
  story: DemoIncident,
): Moment[] {
  let incidentId = "";
  return story.updates.map(({ minutesAgo, status, message }, index) => ({
    minutesAgo,
    act: async () => {
      if (index > 0) return postUpdate(operator, { incidentId, status, message });
      const affected = story.services.map(({ name, status }) => ({
        serviceId: idOf(services, name),
        status,
      }));
      const incident = await declareIncident(operator, {
        title: story.title,
        status,
        message,
        impact: null,
        services: affected,
      });
      incidentId = incident.id;
      return incident;
    },
  }));
}

/** An operator who set a status by hand, and set it back. */
function statusMoments(operator: OrganizationContext, services: Map<string, string>): Moment[] {
  const serviceId = idOf(services, "Search");
  return [
    {
      minutesAgo: 8 * 1440 + 95,
      act: () =>
        setServiceStatus(operator, {
          serviceId,
          status: "degraded_performance",
          message: "The index is being rebuilt.",
        }),
    },
    {
      minutesAgo: 8 * 1440 + 20,
      act: () => setServiceStatus(operator, { serviceId, status: "operational" }),
    },
  ];
}

function idOf(services: Map<string, string>, name: string): string {
  const id = services.get(name);
  if (id === undefined) throw new Error(`The demo has no service ${name}`);
  return id;
}
