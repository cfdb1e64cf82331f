import { contract, type ProcedureMeta } from "@fanal/contract";
import { inOrganization } from "@fanal/database";
import type { Actor } from "@fanal/database/schema";
import { accessOfMember } from "@fanal/domain";
import { implement } from "@orpc/server";
import type { Auth } from "./auth/auth.ts";
import { identify, type SignedInUser } from "./auth/identify.ts";
import { findMembership } from "./auth/memberships.ts";
import type { OrganizationContext } from "./context.ts";
import { type IdempotencyKey, once } from "./idempotency.ts";
import { refuse } from "./refusals.ts";
import type { RequestContext } from "./request-context.ts";
import { teamIdsOf } from "./teams/queries.ts";

const base = implement(contract).$context<RequestContext & { auth: Auth }>();

/** Procedures for whoever knows a secret that they take. */
export const forAnyone = base;

/** Procedures for anybody who is signed in. */
export const signedIn = base.use(async ({ context, next }) => {
  const user = await requireUser(context);
  return next({ context: { user, idempotencyKey: idempotencyKeyOf(context, user) } });
});

/**
 * Procedures on one organization: the caller is a member, and the role allows what the contract says the procedure
 * asks. An organization of others answers exactly like one that does not exist.
 */
export const inOrganizationOf = base.use(async ({ context, next, procedure }, input) => {
  const user = await requireUser(context);
  const membership = await findMembership(context.database, organizationOf(input), user.id);
  if (membership === null) refuse("not_found");
  const { organization, role } = membership;
  // Who acts on the services of all teams need not be asked for theirs.
  const teams = role === "responder" ? await teamIdsOf(context.database, organization.id, user.id) : [];
  const access = accessOfMember(role, teams);
  const { permission }: ProcedureMeta = procedure["~orpc"].meta;
  if (
    permission === undefined ||
    permission === "signed_in" ||
    permission === "anyone" ||
    !access.actions.has(permission)
  ) {
    refuse("forbidden");
  }
  const actor: Actor = { kind: "member", id: user.id, name: user.name };
  const idempotencyKey = idempotencyKeyOf(context, user);
  const scoped: Pick<OrganizationContext, "actor" | "access" | "organization" | "inOrganization"> = {
    actor,
    access,
    organization,
    inOrganization: async (work) => {
      const { result, position } = await inOrganization(context.database, organization.id, (tx) =>
        once(tx, idempotencyKey, context.now(), () => work(tx)),
      );
      if (position !== null) context.onCommit(organization.id, position);
      return result;
    },
  };
  return next({ context: scoped });
});

/** Assembles the procedures; what the contract names and nobody implements does not compile. */
export const assemble = base.router;

async function requireUser(context: RequestContext & { auth: Auth }): Promise<SignedInUser> {
  const { user, cookies } = (await identify(context.auth, context.headers)) ?? refuse("unauthorized");
  context.setCookies(cookies);
  return user;
}

function idempotencyKeyOf({ idempotency }: RequestContext, user: SignedInUser): IdempotencyKey | null {
  return idempotency === null ? null : { actorId: user.id, ...idempotency };
}

/** The address names the organization by slug or id; input is not validated yet here. */
function organizationOf(input: unknown): string {
  if (typeof input !== "object" || input === null || !("organization" in input)) return refuse("not_found");
  const { organization } = input;
  return typeof organization === "string" && /^[a-z0-9-]{1,64}$/i.test(organization)
    ? organization
    : refuse("not_found");
}
