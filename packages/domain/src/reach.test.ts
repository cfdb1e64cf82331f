import fc from "fast-check";
import { expect, test } from "vitest";
import { accessOfKey, accessOfMember, roles } from "./permissions.ts";
import { type OwnedService, refuseOutOfReach } from "./reach.ts";

const teamId = fc.constantFrom("platform", "payments", "web");
const owned: fc.Arbitrary<OwnedService> = fc.record({
  name: fc.string(),
  team: fc.option(fc.record({ id: teamId, name: fc.string() })),
});

test("owners, admins and keys act on the services of all teams", () => {
  fc.assert(
    fc.property(fc.array(owned), (services) => {
      for (const access of [accessOfMember("owner", []), accessOfMember("admin", []), accessOfKey(["admin"])])
        expect(refuseOutOfReach(access, services)).toBeNull();
    }),
  );
});

test("what touches many services is within reach if each of them is", () => {
  fc.assert(
    fc.property(fc.constantFrom(...roles), fc.array(teamId), fc.array(owned), (role, teams, services) => {
      const access = accessOfMember(role, teams);
      const one = services.every((service) => refuseOutOfReach(access, [service]) === null);
      expect(refuseOutOfReach(access, services) === null).toBe(one);
    }),
  );
});

test("joining a team takes nothing out of reach, and brings its services within", () => {
  fc.assert(
    fc.property(fc.array(teamId), teamId, fc.array(owned), (teams, joined, services) => {
      const before = accessOfMember("responder", teams);
      const after = accessOfMember("responder", [...teams, joined]);
      if (refuseOutOfReach(before, services) === null) expect(refuseOutOfReach(after, services)).toBeNull();
      const theirs = services.filter(({ team }) => team?.id === joined);
      expect(refuseOutOfReach(after, theirs)).toBeNull();
    }),
  );
});

test("a service without a team is within everybody's reach", () => {
  const services = [{ name: "API", team: null }];
  expect(refuseOutOfReach(accessOfMember("responder", []), services)).toBeNull();
});

test("the refusal names the service and the team", () => {
  const services = [{ name: "Webhooks", team: { id: "platform", name: "Platform" } }];
  expect(refuseOutOfReach(accessOfMember("responder", ["web"]), services)?.message).toBe(
    "Team Platform owns Webhooks: only its members and admins change it.",
  );
});
