import type { Member } from "@fanal/contract";
import type { Tx } from "@fanal/database";
import { type Refusal, type Role, refuseLeaving, refuseRemoval, refuseRoleChange } from "@fanal/domain";
import { countOtherOwners, deleteMember, lockRoles, writeRole } from "../auth/members.ts";
import type { OrganizationContext } from "../context.ts";
import { record } from "../events/record.ts";
import { allow, memberIdOf, orNotFound, refuse } from "../refusals.ts";
import { getMember } from "./queries.ts";

export function changeRole(
  context: OrganizationContext,
  input: { memberId: string; role: Role },
): Promise<Member> {
  return context.inOrganization(async (tx) => {
    allow(context, "member.update");
    const { actor, member, owners } = await lockMemberships(tx, context, input.memberId);
    forbidIf(refuseRoleChange(actor, member, input.role, owners));
    if (input.role !== member) await giveRole(tx, context, input.memberId, { from: member, to: input.role });
    return getMember(tx, input.memberId);
  });
}

export function removeMember(context: OrganizationContext, input: { memberId: string }): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "member.remove");
    const { actor, member, owners } = await lockMemberships(tx, context, input.memberId);
    forbidIf(refuseRemoval(actor, member, owners));
    await endMembership(tx, context, input.memberId, "member.removed");
  });
}

export function leave(context: OrganizationContext): Promise<void> {
  return context.inOrganization(async (tx) => {
    allow(context, "member.leave");
    const memberId = memberIdOf(context);
    const { member, owners } = await lockMemberships(tx, context, memberId);
    forbidIf(refuseLeaving(member, owners));
    await endMembership(tx, context, memberId, "member.left");
  });
}

/** Another member becomes an owner in the place of the caller, who becomes an admin. */
export function handOver(context: OrganizationContext, input: { memberId: string }): Promise<Member> {
  return context.inOrganization(async (tx) => {
    allow(context, "organization.transfer");
    const { memberId } = input;
    const { actor, member } = await lockMemberships(tx, context, memberId);
    if (actor !== "owner") refuse("forbidden");
    const from = memberIdOf(context);
    if (memberId === from) refuse("bad_request", "You are an owner already. Choose another member.");
    if (member !== "owner") await giveRole(tx, context, memberId, { from: member, to: "owner" });
    await giveRole(tx, context, from, { from: "owner", to: "admin" });
    const to = await getMember(tx, memberId);
    record(tx, context, {
      type: "organization.transferred",
      subjectId: tx.organizationId,
      data: { before: { ownerId: from, name: context.actor.name }, after: { ownerId: to.id, name: to.name } },
    });
    return to;
  });
}

/** Roles as they are now, and stay until the transaction ends: that of the actor may have changed since it was asked. */
async function lockMemberships(
  tx: Tx,
  context: OrganizationContext,
  memberId: string,
): Promise<{ actor: Role; member: Role; owners: number }> {
  const roles = await lockRoles(tx);
  const actor = roles.get(memberIdOf(context)) ?? refuse("forbidden");
  const member = orNotFound(roles.get(memberId));
  return { actor, member, owners: 1 + (await countOtherOwners(tx, memberId)) };
}

async function giveRole(
  tx: Tx,
  context: OrganizationContext,
  memberId: string,
  { from, to }: { from: Role; to: Role },
): Promise<void> {
  await writeRole(tx, memberId, to);
  const { name } = await getMember(tx, memberId);
  record(tx, context, {
    type: "member.updated",
    subjectId: memberId,
    data: { name, before: { role: from }, after: { role: to } },
  });
}

async function endMembership(
  tx: Tx,
  context: OrganizationContext,
  memberId: string,
  type: "member.left" | "member.removed",
): Promise<void> {
  const { name, email, role, teamIds } = await getMember(tx, memberId);
  await deleteMember(tx, memberId);
  record(tx, context, { type, subjectId: memberId, data: { name, before: { email, role, teamIds } } });
}

function forbidIf(refusal: Refusal | null): void {
  if (refusal !== null) refuse("forbidden", refusal.message);
}
