import { expect, test } from "vitest";
import { type Action, actions, allows, isRole, permissions, type Role, roles } from "./permissions.ts";

test("a viewer reads everything and changes nothing", () => {
  expect(allowed("viewer")).toEqual(actions.filter((action) => action.endsWith(".read")));
});

test("a responder also runs incidents and maintenances, sets statuses and pins notices, and no more", () => {
  const more = allowed("responder").filter((action) => !allows("viewer", action));
  expect(more).toEqual([
    "service.set_status",
    "incident.create",
    "incident.update",
    "maintenance.create",
    "maintenance.update",
    "announcement.write",
  ]);
});

test("an owner may do everything", () => {
  expect(allowed("owner")).toEqual([...actions]);
});

test("each role may do all that the role below it may", () => {
  const rising: Role[] = ["viewer", "responder", "admin", "owner"];
  expect([...rising].sort()).toEqual([...roles].sort());
  for (const [index, role] of rising.entries()) {
    const below = rising[index - 1];
    if (below !== undefined) expect(allowed(role)).toEqual(expect.arrayContaining(allowed(below)));
  }
});

test("an admin sets up what a responder only uses", () => {
  const setUp: Action[] = ["organization.update", "service.create", "service.delete", "status_page.update"];
  for (const action of setUp) {
    expect(allows("admin", action)).toBe(true);
    expect(allows("responder", action)).toBe(false);
  }
});

test("no role holds an action twice or one that does not exist", () => {
  for (const role of roles) {
    expect(new Set(permissions[role]).size).toBe(permissions[role].length);
    expect(actions).toEqual(expect.arrayContaining([...permissions[role]]));
  }
});

test("only the four words are roles", () => {
  expect(roles.every(isRole)).toBe(true);
  for (const word of ["", "Owner", "owner ", "member", "toString", "__proto__"])
    expect(isRole(word)).toBe(false);
});

/** What a role may do, in the order of the list of actions. */
function allowed(role: Role): Action[] {
  return actions.filter((action) => allows(role, action));
}
