import { expect, test } from "vitest";
import {
  type Action,
  accessOfKey,
  accessOfMember,
  actions,
  allows,
  apiKeyScopes,
  isRole,
  isWithinReach,
  permissions,
  type Role,
  roles,
} from "./permissions.ts";

const notForViewers: readonly Action[] = [
  "sign_in.read",
  "api_key.read",
  "event.read",
  "subscriber.read",
  "import.read",
];

test("a viewer changes nothing but to leave and what they are mailed, and reads everything but who came in how, keys, the log, addresses of subscribers and imports of them", () => {
  const readable = actions.filter((action) => action.endsWith(".read") && !notForViewers.includes(action));
  const own: readonly Action[] = ["member.leave", "member.mute"];
  expect(allowed("viewer").filter((action) => !own.includes(action))).toEqual(readable);
  for (const action of own) expect(allows("viewer", action)).toBe(true);
});

test("an admin may do everything but give the organization away or delete it", () => {
  const rest = allowed("owner").filter((action) => !allows("admin", action));
  expect(rest).toEqual(["organization.transfer", "organization.delete"]);
});

test("a key never changes people, keys, sign-in or the organization itself, whatever its scopes", () => {
  const { actions: may } = accessOfKey(apiKeyScopes);
  const changes = Array.from(may).filter((action) => !action.endsWith(".read"));
  expect(changes.filter((action) => /^(organization|member|api_key|sign_in)\./.test(action))).toEqual([]);
});

test("a key reads with each scope, and writes only what the scope says", () => {
  for (const scope of apiKeyScopes) {
    const { actions: may } = accessOfKey([scope]);
    expect(may.has("service.read")).toBe(true);
    expect(may.has("service.update")).toBe(scope === "services:write" || scope === "admin");
    expect(may.has("incident.create")).toBe(scope === "incidents:write" || scope === "admin");
    expect(may.has("status_page.update")).toBe(scope === "admin");
  }
});

test("responders reach the services of their teams and of no team, admins and owners those of all", () => {
  for (const role of roles) {
    const access = accessOfMember(role, ["a"]);
    expect(isWithinReach(access, null)).toBe(true);
    expect(isWithinReach(access, "a")).toBe(true);
    expect(isWithinReach(access, "b")).toBe(role === "owner" || role === "admin");
  }
});

test("a responder also runs incidents and maintenances, sets statuses, pins notices and tells subscribers, and no more", () => {
  const more = allowed("responder").filter((action) => !allows("viewer", action));
  expect(more).toEqual([
    "service.set_status",
    "incident.create",
    "incident.update",
    "maintenance.create",
    "maintenance.update",
    "announcement.write",
    "subscriber.read",
    "notification.write",
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
