import type { Organization } from "@fanal/contract";
import { asSystem, narrowToOrganization, type Transaction, type Tx } from "@fanal/database";
import { teamMembers, teams } from "@fanal/database/schema";
import type { Role } from "@fanal/domain";
import { and, eq, inArray } from "drizzle-orm";
import type { Comer } from "../auth/admission.ts";
import { confirmAddress, endInvitations, findInvitationByToken } from "../auth/invitations.ts";
import { findMember, insertMember } from "../auth/members.ts";
import { lockOrganization } from "../auth/organizations.ts";
import type { SignedInUser } from "../auth/people.ts";
import { readSignInSettings } from "../auth/sign-in-settings.ts";
import type { Context } from "../context.ts";
import { record } from "../events/record.ts";
import { type IdempotencyKey, once } from "../idempotency.ts";
import { viewMembership } from "../organizations/queries.ts";
import { orNotFound, refuse } from "../refusals.ts";
import type { RequestContext } from "../request-context.ts";
import { isExpired } from "./queries.ts";

type OpenInvitation = NonNullable<Awaited<ReturnType<typeof findInvitationByToken>>>;

const endedWords =
  "This invitation was used or revoked, or a newer one was sent. Ask whoever invited you for another.";
const expiredWords = "This invitation has expired. Ask whoever invited you for another.";

/** What a link invites to, for whoever has it. It says the same whether the address has an account or not. */
export function previewInvitation(context: Context, { token }: { token: string }) {
  return asSystem(context.database, "read an invitation", async (db) => {
    const { organizationName, email, role, inviterName, expiresAt, provesAddress } = await requireOpen(
      db,
      context,
      token,
    );
    return {
      organizationName,
      email,
      role,
      invitedBy: inviterName,
      expiresAt: expiresAt.toISOString(),
      provesAddress,
    };
  });
}

/** Makes somebody who is signed in with the invitation's address a member. The link works no more after that. */
export async function acceptInvitation(
  context: Context & {
    user: SignedInUser & Comer;
    address: string | null;
    idempotencyKey: IdempotencyKey | null;
    onCommit: RequestContext["onCommit"];
  },
  { token }: { token: string },
): Promise<Organization> {
  const { user } = context;
  let position: number | null = null;
  const joined = await asSystem(context.database, "accept an invitation", (db) =>
    once({ db, organizationId: null }, context.idempotencyKey, context.now(), async () => {
      const { organizationId } = await requireOpen(db, context, token);
      // It may be used in another tab, revoked or resent at this moment.
      const organization = await lockOrganization(db, organizationId);
      const invitation = await requireOpen(db, context, token);
      if (invitation.email !== user.email.toLowerCase()) {
        const message = `This invitation is for ${invitation.email}, and you are signed in as ${user.email}. Sign out, and sign in with the address that was invited.`;
        refuse("forbidden", message);
      }
      if (invitation.provesAddress) await confirmAddress(db, user.id, user.email);
      const committed = await narrowToOrganization(db, invitation.organizationId, (tx) =>
        join(tx, context, invitation),
      );
      position = committed.position;
      const policy = await readSignInSettings(db, organizationId);
      return viewMembership({ organization, role: committed.result, policy }, user.signedInBy);
    }),
  );
  if (position !== null) context.onCommit(joined.id, position);
  return joined;
}

/** The role that they have from now on: who is a member already keeps theirs. */
async function join(
  tx: Tx,
  { user, address, now }: Context & { user: SignedInUser; address: string | null },
  { id, email, role, teamIds }: OpenInvitation,
): Promise<Role> {
  const by = { actor: { kind: "member", id: user.id, name: user.name }, now, address } as const;
  await endInvitations(tx, { ids: [id] }, "accepted");
  const { organizationId } = tx;
  const source = "invitation";
  const createdAt = now();
  const isNew = await insertMember(tx.db, { organizationId, userId: user.id, role, source, createdAt });
  if (!isNew) return orNotFound((await findMember(tx, user.id)) ?? undefined).role;
  const joinedIds = await joinTeams(tx, user.id, teamIds, createdAt);
  const data = { name: user.name, email, role, source, teamIds: joinedIds };
  record(tx, by, { type: "member.joined", subjectId: user.id, data });
  return role;
}

/** Those of the teams that are still there. */
async function joinTeams(tx: Tx, userId: string, teamIds: string[], createdAt: Date): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const { organizationId } = tx;
  const present = await tx.db
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, organizationId), inArray(teams.id, teamIds)))
    .for("key share");
  const rows = present.map(({ id: teamId }) => ({ organizationId, teamId, userId, createdAt }));
  if (rows.length > 0) await tx.db.insert(teamMembers).values(rows);
  return present.map(({ id }) => id);
}

async function requireOpen(
  db: Transaction,
  { now }: Pick<Context, "now">,
  token: string,
): Promise<OpenInvitation> {
  const invitation = (await findInvitationByToken(db, token)) ?? refuse("not_found", endedWords);
  if (isExpired(invitation, now())) refuse("not_found", expiredWords);
  return invitation;
}

/** The address that an open invitation is for; `null` where the link leads nowhere. */
export function findInvitedAddress(context: Context, token: string): Promise<string | null> {
  return asSystem(context.database, "read an invitation", async (db) => {
    const invitation = await findInvitationByToken(db, token);
    return invitation === null || isExpired(invitation, context.now()) ? null : invitation.email;
  });
}

/** The address that a mailed link proves. */
export function requireProvenAddress(context: Context, token: string): Promise<string> {
  return asSystem(context.database, "read an invitation", async (db) => {
    const { email, provesAddress } = await requireOpen(db, context, token);
    return provesAddress ? email : refuse("not_found", endedWords);
  });
}
