import fc from "fast-check";
import { expect, test } from "vitest";
import { refuseInvitation, refuseLeaving, refuseRemoval, refuseRoleChange } from "./membership.ts";
import { type Role, roles } from "./permissions.ts";

const role = fc.constantFrom(...roles);

interface Act {
  actor: number;
  member: number;
  kind: "change" | "remove" | "leave";
  to: Role;
}

const act: fc.Arbitrary<Act> = fc.record({
  actor: fc.nat(5),
  member: fc.nat(5),
  kind: fc.constantFrom("change", "remove", "leave"),
  to: role,
});

test("whatever people try in whatever order, one owner stays", () => {
  fc.assert(
    fc.property(fc.array(role, { minLength: 1, maxLength: 6 }), fc.array(act), (others, acts) => {
      const members: Role[] = ["owner", ...others];
      for (const { actor: by, member: of, kind, to } of acts) {
        const actor = members[by % members.length] ?? "viewer";
        const at = of % members.length;
        const member = members[at] ?? "viewer";
        const owners = members.filter((one) => one === "owner").length;
        if (kind === "change" && refuseRoleChange(actor, member, to, owners) === null) members[at] = to;
        if (kind === "remove" && refuseRemoval(actor, member, owners) === null) members.splice(at, 1);
        if (kind === "leave" && refuseLeaving(member, owners) === null) members.splice(at, 1);
        expect(members).toContain("owner");
      }
    }),
  );
});

test("nobody but an owner makes an owner, or changes or removes one", () => {
  fc.assert(
    fc.property(role, role, fc.integer({ min: 1, max: 9 }), (actor, other, owners) => {
      fc.pre(actor !== "owner");
      expect(refuseRoleChange(actor, "owner", other, owners)).toMatchObject({ refusal: "member.is_owner" });
      expect(refuseRoleChange(actor, other, "owner", owners)).toMatchObject({ refusal: "member.is_owner" });
      expect(refuseRemoval(actor, "owner", owners)).toMatchObject({ refusal: "member.is_owner" });
      expect(refuseInvitation(actor, "owner")).toMatchObject({ refusal: "member.is_owner" });
      expect(refuseInvitation("owner", other)).toBeNull();
    }),
  );
});

test("the last owner is told to hand over first", () => {
  expect(refuseLeaving("owner", 1)?.message).toBe(
    "An organization keeps one owner. Hand over ownership first.",
  );
  expect(refuseLeaving("owner", 2)).toBeNull();
  expect(refuseLeaving("admin", 1)).toBeNull();
});
