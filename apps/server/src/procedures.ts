import { contract, type ProcedureMeta } from "@fanal/contract";
import { inOrganization, isDatabaseAway } from "@fanal/database";
import { implement, ORPCError } from "@orpc/server";
import { bearerOf } from "./api-keys/recognize.ts";
import type { Auth } from "./auth/auth.ts";
import { type Identified, identify } from "./auth/identify.ts";
import { isOrganization } from "./auth/organizations.ts";
import { isOldUse, noteUse } from "./auth/sessions.ts";
import { type Caller, keyIn, memberIn, requireAction } from "./caller.ts";
import type { OrganizationContext } from "./context.ts";
import { type IdempotencyKey, once } from "./idempotency.ts";
import { refuse } from "./refusals.ts";
import type { RequestContext } from "./request-context.ts";

const base = implement(contract).$context<RequestContext & { auth: Auth }>();

/** Procedures for whoever knows a secret that they take. */
export const forAnyone = base;

/** Procedures for anybody who is signed in; a key is nobody's. */
export const signedIn = base.use(async ({ context, next }) => {
  if (bearerOf(context.headers) !== null) refuse("unauthorized", forPeople);
  const user = await requireUser(context);
  return next({ context: { user, idempotencyKey: idempotencyKeyOf(context, user) } });
});

/**
 * Procedures on one organization: the caller is a member or a key of it, and the role or the scopes allow what the
 * contract says the procedure asks. An organization of others answers exactly like one that does not exist.
 */
export const inOrganizationOf = base.use(async ({ context, next, procedure }, input) => {
  const caller = await requireCaller(context, input);
  const { permission }: ProcedureMeta = procedure["~orpc"].meta;
  if (permission === undefined || permission === "signed_in" || permission === "anyone")
    return refuse("forbidden");
  requireAction(caller, permission);
  const { actor, access, organization, signedInBy } = caller;
  const idempotencyKey = idempotencyKeyOf(context, actor);
  const scoped: Pick<
    OrganizationContext,
    "actor" | "access" | "signedInBy" | "organization" | "inOrganization"
  > = {
    actor,
    access,
    signedInBy,
    organization,
    inOrganization: async (work) => {
      const { result, position } = await inOrganization(context.database, organization.id, (tx) =>
        once(tx, idempotencyKey, context.now(), () => work(tx)),
      ).catch((error) => orGone(context, organization.id, error));
      if (position !== null) context.onCommit(organization.id, position);
      return result;
    },
  };
  return next({ context: scoped });
});

/** Assembles the procedures; what the contract names and nobody implements does not compile. */
export const assemble = base.router;

/** A request that carries a key is the key's, also when a browser adds a cookie. */
async function requireCaller(context: RequestContext & { auth: Auth }, input: unknown): Promise<Caller> {
  const key = bearerOf(context.headers);
  if (key !== null) {
    return keyIn(context.database, key, { now: context.now(), reference: () => organizationOf(input) });
  }
  const user = await requireUser(context);
  return memberIn(context.database, user, organizationOf(input));
}

/** What fails since its organization was deleted meanwhile has not met a bug: there is nothing left to act on. */
async function orGone({ database }: RequestContext, organizationId: string, error: unknown): Promise<never> {
  const isBug = !(error instanceof ORPCError) && !isDatabaseAway(error);
  if (isBug && !(await isOrganization(database, organizationId))) refuse("not_found");
  throw error;
}

async function requireUser(context: RequestContext & { auth: Auth }): Promise<Identified["user"]> {
  const { user, usedAt, cookies } = (await identify(context.auth, context.headers)) ?? refuse("unauthorized");
  context.setCookies(cookies);
  if (isOldUse(usedAt, context.now())) await noteUse(context.database, user.sessionId, context.address);
  return user;
}

function idempotencyKeyOf({ idempotency }: RequestContext, { id }: { id: string }): IdempotencyKey | null {
  return idempotency === null ? null : { actorId: id, ...idempotency };
}

const forPeople = "An API key acts in its organization only. Sign in to do this.";

/** The address names the organization by slug or id; input is not validated yet here. */
function organizationOf(input: unknown): string {
  if (typeof input !== "object" || input === null || !("organization" in input)) return refuse("not_found");
  const { organization } = input;
  return typeof organization === "string" && /^[a-z0-9-]{1,64}$/i.test(organization)
    ? organization
    : refuse("not_found");
}
