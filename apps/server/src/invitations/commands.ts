import { type Invitation, type InvitationWithLink, limits } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { newId } from "@fanal/database/schema";
import { type Role, refuseInvitation } from "@fanal/domain";
import { type InvitationToken, makeInvitationToken } from "../auth/invitation-token.ts";
import {
  addressesInvitedSince,
  endInvitations,
  findInvitationRow,
  type InvitationRow,
  insertInvitations,
  listInvitationRows,
  renewInvitation,
} from "../auth/invitations.ts";
import { mailReaderOf, plainReader } from "../auth/mail-reader.ts";
import { listMemberRows, lockRoles } from "../auth/members.ts";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { sendMail } from "../mail/send-mail.ts";
import { allow, memberIdOf, orNotFound, refuse } from "../refusals.ts";
import { requireTeams } from "../teams/queries.ts";
import { viewInvitation } from "./queries.ts";

const dayMs = 86_400_000;
/** Between two mails to one address. */
const pauseMs = 60_000;

/** What the links of invitations carry that were made just now, by the ids of these. Nothing keeps it. */
type FreshTokens = Map<string, InvitationToken>;

export async function invite(
  context: OrganizationContext,
  input: { emails: string[]; role: Role; teamIds: string[] },
): Promise<InvitationWithLink[]> {
  const tokens: FreshTokens = new Map();
  const made = await context.inOrganization(async (tx) => {
    allow(context, "member.invite");
    const inviterId = await requireRight(tx, context, input.role);
    await requireTeams(tx, input.teamIds);
    const emails = [...new Set(input.emails)];
    await refuseMembers(tx, input.emails);
    await refuseHaste(tx, context, emails);
    await endInvitations(tx, { emails }, "canceled");
    await requireRoom(tx, emails.length);
    const rows = emails.map((email) => {
      const token = makeInvitationToken();
      const id = newId();
      tokens.set(id, token);
      const { role, teamIds } = input;
      return { id, email, role, teamIds, inviterId, tokenHash: token.hash, ...lifetime(context.now()) };
    });
    await insertInvitations(tx, rows);
    for (const { id, email, role, teamIds } of rows)
      record(tx, context, { type: "member.invited", subjectId: id, data: { email, role, teamIds } });
    for (const { id } of rows) await mailLink(tx, context, id, tokens);
    return Promise.all(rows.map(({ id }) => getInvitation(tx, context, id)));
  });
  return made.map((one) => withLink(context, one, tokens));
}

/** Makes a new link, which ends the one before. */
export async function resendInvitation(
  context: OrganizationContext,
  input: { invitationId: string },
): Promise<InvitationWithLink> {
  const tokens: FreshTokens = new Map();
  const renewed = await context.inOrganization(async (tx) => {
    allow(context, "member.invite");
    const { id, email, role } = await lockInvitation(tx, context, input.invitationId);
    await refuseHaste(tx, context, [email]);
    const token = makeInvitationToken();
    tokens.set(id, token);
    const renewed = { tokenHash: token.hash, inviterId: memberIdOf(context), ...lifetime(context.now()) };
    await renewInvitation(tx, id, renewed);
    record(tx, context, { type: "member.invitation_resent", subjectId: id, data: { email, role } });
    await mailLink(tx, context, id, tokens);
    return getInvitation(tx, context, id);
  });
  return withLink(context, renewed, tokens);
}

export function revokeInvitation(
  context: OrganizationContext,
  input: { invitationId: string },
): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "member.invite");
    const { id, email, role } = await lockInvitation(tx, context, input.invitationId);
    await endInvitations(tx, { ids: [id] }, "canceled");
    record(tx, context, { type: "member.invitation_revoked", subjectId: id, data: { email, role } });
  });
}

/** Only owners invite owners, and decide about invitations to become one. Tells who invites. */
async function requireRight(tx: Tx, context: OrganizationContext, role: Role): Promise<string> {
  const id = memberIdOf(context);
  // Also keeps two who invite the same address at once from making two invitations.
  const own = (await lockRoles(tx)).get(id) ?? refuse("forbidden");
  const refusal = refuseInvitation(own, role);
  if (refusal !== null) refuse("forbidden", refusal.message);
  return id;
}

async function lockInvitation(
  tx: Tx,
  context: OrganizationContext,
  invitationId: string,
): Promise<InvitationRow> {
  const before = orNotFound(await findInvitationRow(tx, invitationId));
  await requireRight(tx, context, before.role);
  // It may have been accepted or revoked while this waited.
  return orNotFound(await findInvitationRow(tx, invitationId));
}

async function refuseMembers(tx: Tx, emails: readonly string[]): Promise<void> {
  const members = new Map((await listMemberRows(tx)).map(({ email, name }) => [email.toLowerCase(), name]));
  const issues = emails.flatMap((email, index) => {
    const name = members.get(email);
    return name === undefined
      ? []
      : { path: ["emails", index], message: `${name} (${email}) is a member already.` };
  });
  const [first] = issues;
  if (first !== undefined) refuse("bad_request", first.message, issues);
}

async function requireRoom(tx: Tx, more: number): Promise<void> {
  if ((await listInvitationRows(tx)).length + more <= limits.invitations) return;
  refuse(
    "limit_reached",
    `At most ${limits.invitations} invitations can be open. Revoke some that are not needed any more.`,
  );
}

function lifetime(now: Date): { sentAt: Date; expiresAt: Date } {
  return { sentAt: now, expiresAt: new Date(now.getTime() + limits.invitationDays * dayMs) };
}

/** Where mail is set up an address is not written to again at once, whoever asks for it. */
async function refuseHaste(tx: Tx, context: OrganizationContext, emails: readonly string[]): Promise<void> {
  if (context.mailFrom === null) return;
  const since = new Date(context.now().getTime() - pauseMs);
  const [recent] = await addressesInvitedSince(tx, emails, since);
  if (recent !== undefined)
    refuse("rate_limited", `${recent} was sent an invitation a moment ago. Wait a minute.`);
}

async function mailLink(
  tx: Tx,
  context: OrganizationContext,
  id: string,
  tokens: FreshTokens,
): Promise<void> {
  const { email, role, inviterName, expiresAt } = orNotFound(await findInvitationRow(tx, id));
  // Who has no account may well speak what those speak who invite them.
  const inviter = await mailReaderOf(tx.db, { id: memberIdOf(context) }, plainReader);
  await sendMail(tx, {
    kind: "invitation",
    to: email,
    ...(await mailReaderOf(tx.db, { email }, inviter)),
    organization: context.organization.name,
    inviter: inviterName,
    role,
    link: linkOf(context, orNotFound(tokens.get(id)).mailed),
    expiresAt,
  });
}

function linkOf({ url }: OrganizationContext, token: string): string {
  return `${url}/invitations/${token}`;
}

async function getInvitation(tx: Tx, context: OrganizationContext, id: string): Promise<Invitation> {
  return viewInvitation(orNotFound(await findInvitationRow(tx, id)), context.now());
}

/** What is kept for a repeated request has no link, so that it is in no table. */
function withLink(
  context: OrganizationContext,
  invitation: Invitation,
  tokens: FreshTokens,
): InvitationWithLink {
  const token = tokens.get(invitation.id);
  const link = token === undefined ? null : linkOf(context, token.copied);
  return { ...invitation, link, isMailed: context.mailFrom !== null };
}
