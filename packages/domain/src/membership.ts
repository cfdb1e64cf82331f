import type { Role } from "./permissions.ts";
import type { Refusal } from "./refusal.ts";

/** What brought a member in: only what a provider brought in, a provider takes away. */
export const memberSources = ["founder", "invitation", "auth0", "sso", "scim"] as const;
export type MemberSource = (typeof memberSources)[number];

const ownersOnly: Refusal = {
  refusal: "member.is_owner",
  message: "Only an owner makes owners and decides about them. Ask one of them.",
};

const lastOwner: Refusal = {
  refusal: "member.last_owner",
  message: "An organization keeps one owner. Hand over ownership first.",
};

/** Why somebody may not give a member another role; `null`: they may. `owners` counts those that there are. */
export function refuseRoleChange(actor: Role, from: Role, to: Role, owners: number): Refusal | null {
  if ((from === "owner" || to === "owner") && actor !== "owner") return ownersOnly;
  return from === "owner" && to !== "owner" && owners < 2 ? lastOwner : null;
}

/** Why somebody may not remove a member. */
export function refuseRemoval(actor: Role, member: Role, owners: number): Refusal | null {
  if (member === "owner" && actor !== "owner") return ownersOnly;
  return refuseLeaving(member, owners);
}

/** Why a member may not leave. */
export function refuseLeaving(member: Role, owners: number): Refusal | null {
  return member === "owner" && owners < 2 ? lastOwner : null;
}

/** Why somebody may not invite to a role. */
export function refuseInvitation(actor: Role, to: Role): Refusal | null {
  return to === "owner" && actor !== "owner" ? ownersOnly : null;
}
