import type { Database } from "@fanal/database";
import type { Actor } from "@fanal/database/schema";
import {
  type Access,
  type Action,
  accessOfKey,
  accessOfMember,
  apiKeyScopes,
  type SignedInBy,
  scopes,
} from "@fanal/domain";
import { recognizeKey } from "./api-keys/recognize.ts";
import { admitTo, type Comer } from "./auth/admission.ts";
import type { OrganizationRow } from "./auth/memberships.ts";
import { isFormerSlugOf } from "./auth/slugs.ts";
import { refuse } from "./refusals.ts";
import { teamIdsOf } from "./teams/queries.ts";

/** Who acts in an organization, and what they may do there. */
export interface Caller {
  actor: Extract<Actor, { kind: "member" | "key" }>;
  access: Access;
  organization: OrganizationRow;
  /** `null` for a key. */
  signedInBy: SignedInBy | null;
}

/**
 * A member of the organization that has this slug or id, or had this slug, who signed in as it wants. An organization of
 * others is refused exactly like one that does not exist.
 */
export async function memberIn(
  database: Database,
  person: Comer & { name: string },
  reference: string,
): Promise<Caller> {
  const { id, name, signedInBy } = person;
  const admission = (await admitTo(database, reference, person)) ?? refuse("not_found");
  if (typeof admission === "string") return refuse(admission);
  const { organization, role } = admission;
  // Who acts on the services of all teams need not be asked for theirs.
  const teams = role === "responder" ? await teamIdsOf(database, organization.id, id) : [];
  return {
    actor: { kind: "member", id, name },
    access: accessOfMember(role, teams),
    organization,
    signedInBy,
  };
}

/** A key in its organization; every other one is refused exactly like one that does not exist. */
export async function keyIn(
  database: Database,
  key: string,
  { now, reference }: { now: Date; reference: () => string },
): Promise<Caller> {
  const { id, name, scopes, organization } =
    (await recognizeKey(database, key, now)) ?? refuse("unauthorized", wrongKey);
  const named = reference();
  const isNamed =
    named === organization.slug ||
    named.toLowerCase() === organization.id ||
    (await isFormerSlugOf(database, { slug: named, organizationId: organization.id }));
  if (!isNamed) refuse("not_found");
  return { actor: { kind: "key", id, name }, access: accessOfKey(scopes), organization, signedInBy: null };
}

const wrongKey = "This API key does not exist, was revoked, has expired or was stopped. Make another one.";

/** Refuses unless the caller may do this. */
export function requireAction({ access, actor }: Caller, action: Action): void {
  if (access.actions.has(action)) return;
  if (actor.kind === "member") refuse("forbidden");
  const wanted = apiKeyScopes.find((scope) => scopes[scope].includes(action));
  refuse(
    "forbidden",
    wanted === undefined
      ? "No API key may do this. Sign in to do it."
      : `This API key may not do this. Make one with the scope ${wanted}.`,
  );
}
