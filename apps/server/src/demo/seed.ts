import { randomBytes } from "node:crypto";
import { asSystem, type Database, inOrganization } from "@fanal/database";
import { type Actor, incidentUpdates, statusPages } from "@fanal/database/schema";
import { type Access, accessOfMember } from "@fanal/domain";
import { and, eq, inArray } from "drizzle-orm";
import type { Auth } from "../auth/auth.ts";
import { listMemberships } from "../auth/memberships.ts";
import { findUser, type SignedInUser, trustAddress } from "../auth/people.ts";
import type { Context, OrganizationContext } from "../context.ts";
import { once } from "../idempotency.ts";
import { invite } from "../invitations/commands.ts";
import { acceptInvitation } from "../invitations/joining.ts";
import { createOrganization } from "../organizations/commands.ts";
import { createService } from "../services/commands.ts";
import { createServiceGroup } from "../services/group-commands.ts";
import { createTeam } from "../teams/commands.ts";
import { storyMoments } from "./moments.ts";
import { demoGroups, demoHistory, demoPeople, demoTeams } from "./story.ts";

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
  const plainly = operatorOf(timed, user, { ...organization, createdAt: clock });
  const operator: OrganizationContext = {
    ...plainly,
    inOrganization: (work) => {
      const key = nextKey();
      return plainly.inOrganization((tx) => once(tx, key, context.now(), () => work(tx)));
    },
  };
  const teams = await createTeams(operator);
  clock = new Date(today - 99 * dayMs);
  const colleagues = await invitePeople(plainly, auth, teams);
  const services = await createServices(operator, teams);
  const page = await findPage(context.database, organization.id);
  const world = {
    operator,
    colleagues: asOperators(operator, colleagues),
    services,
    pageId: page?.id ?? null,
    today,
  };
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

/** Somebody as an owner of an organization who acts without being asked to. */
export function operatorOf(
  context: Context,
  { id, name }: Pick<SignedInUser, "id" | "name">,
  organization: OrganizationContext["organization"],
): OrganizationContext {
  return {
    ...context,
    actor: { kind: "member", id, name },
    access: accessOfMember("owner", []),
    signedInBy: null,
    address: null,
    organization,
    inOrganization: async (work) => (await inOrganization(context.database, organization.id, work)).result,
  };
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

/** Their ids by name. */
async function createTeams(operator: OrganizationContext): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const name of demoTeams) ids.set(name, (await createTeam(operator, { name })).id);
  return ids;
}

interface Colleague {
  actor: Actor & { kind: "member" };
  access: Access;
}

/**
 * Invites people and has them join. Not by keys: the link of an invitation is told once, so a start that was cut off in
 * between invites those anew who have not joined. Where mails leave nobody is invited, since nobody has these addresses.
 */
async function invitePeople(
  operator: OrganizationContext,
  auth: Auth,
  teams: ReadonlyMap<string, string>,
): Promise<Colleague[]> {
  if (operator.mailFrom !== null) return [];
  const colleagues: Colleague[] = [];
  for (const { name, email, role, teams: names } of demoPeople) {
    const teamIds = names.flatMap((team) => teams.get(team) ?? []);
    const user =
      (await findUser(operator.database, email)) ??
      (await auth.api.signUpEmail({ body: { name, email, password: randomBytes(24).toString("hex") } })).user;
    const memberships = await listMemberships(operator.database, user.id);
    if (memberships.length === 0) {
      const [invitation] = await invite(operator, { emails: [email], role, teamIds });
      const token = invitation?.link?.split("/").at(-1) ?? "";
      await acceptInvitation(
        {
          ...operator,
          user: {
            id: user.id,
            name,
            email,
            signedInBy: { method: "password", hasSecondFactor: false, ssoOrganizationId: null },
          },
          idempotencyKey: null,
          onCommit: () => {},
        },
        { token },
      );
    }
    colleagues.push({ actor: { kind: "member", id: user.id, name }, access: accessOfMember(role, teamIds) });
  }
  return colleagues;
}

/** What each of them does, by name; keys of steps are one row, whoever takes them. */
function asOperators(
  operator: OrganizationContext,
  colleagues: Colleague[],
): Map<string, OrganizationContext> {
  return new Map(colleagues.map(({ actor, access }) => [actor.name, { ...operator, actor, access }]));
}

async function createServices(
  operator: OrganizationContext,
  teams: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const group of demoGroups) {
    const { id: groupId } = await createServiceGroup(operator, { name: group.name });
    for (const { name, description, team, slaTarget = null } of group.services) {
      const service = await createService(operator, {
        name,
        description,
        groupId,
        teamId: teams.get(team) ?? null,
        slaTarget,
      });
      ids.set(name, service.id);
    }
  }
  return ids;
}
