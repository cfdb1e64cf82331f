import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roles } from "./permissions.ts";
import {
  methodsTakenBy,
  refuseSignIn,
  type SignedInBy,
  type SignInMethod,
  type SignInPolicy,
  signInMethods,
} from "./sign-in.ts";

const organizationId = "lumen";
const open: SignInPolicy = { requireTwoFactor: false, signInMethods: null, requireSso: false };
const viewer = { organizationId, role: "viewer" } as const;
const owner = { organizationId, role: "owner" } as const;

function by(method: SignInMethod | null, more: Partial<SignedInBy> = {}): SignedInBy {
  const ssoOrganizationId = method === "sso" ? organizationId : null;
  return { method, hasSecondFactor: method === "passkey", ssoOrganizationId, ...more };
}

const anySession = fc.record<SignedInBy>({
  method: fc.constantFrom(...signInMethods, null),
  hasSecondFactor: fc.boolean(),
  ssoOrganizationId: fc.constantFrom(organizationId, "elsewhere", null),
});
const anyPolicy = fc.record<SignInPolicy>({
  requireTwoFactor: fc.boolean(),
  signInMethods: fc.option(fc.subarray([...signInMethods], { minLength: 1 })),
  requireSso: fc.boolean(),
});
const anyRole = fc.constantFrom(...roles).map((role) => ({ organizationId, role }));

test("an organization that wants nothing takes every session, also of before its way was noted", () => {
  fc.assert(
    fc.property(anyRole, anySession, (member, session) => {
      expect(refuseSignIn(open, member, session)).toBeNull();
    }),
  );
});

describe("two factors", () => {
  const policy = { ...open, requireTwoFactor: true };

  test.for([
    ["a password alone", by("password"), "two_factor_required"],
    ["a link alone", by("magic_link"), "two_factor_required"],
    ["a session of before", by(null), "two_factor_required"],
    ["a password with a code", by("password", { hasSecondFactor: true }), null],
    ["a passkey", by("passkey"), null],
    ["Auth0, which answers for it", by("auth0"), null],
    ["the organization's provider, which answers for it", by("sso"), null],
    ["another organization's provider", by("sso", { ssoOrganizationId: "elsewhere" }), "two_factor_required"],
  ] as const)("%s", ([, session, refusal]) => {
    for (const member of [viewer, owner]) expect(refuseSignIn(policy, member, session)).toBe(refusal);
  });
});

describe("ways of signing in", () => {
  test("what is not among them is refused, in each role", () => {
    fc.assert(
      fc.property(anyRole, anySession, anyPolicy, (member, session, policy) => {
        const taken = methodsTakenBy(policy);
        if (refuseSignIn(policy, member, session) !== null || taken.length === signInMethods.length) return;
        const isTaken = taken.some((method) => method === session.method);
        const breaksGlass = member.role === "owner" && session.hasSecondFactor;
        expect(isTaken || breaksGlass).toBe(true);
      }),
    );
    const policy = { ...open, signInMethods: ["passkey"] as const };
    expect(refuseSignIn(policy, owner, by("password", { hasSecondFactor: true }))).toBe(
      "sign_in_method_refused",
    );
    expect(refuseSignIn(policy, viewer, by("passkey"))).toBeNull();
    expect(refuseSignIn(policy, viewer, by(null))).toBe("sign_in_method_refused");
  });

  test("another organization's provider counts for none of them", () => {
    const policy = { ...open, signInMethods: ["sso"] as const };
    expect(refuseSignIn(policy, viewer, by("sso"))).toBeNull();
    expect(refuseSignIn(policy, viewer, by("sso", { ssoOrganizationId: "elsewhere" }))).toBe(
      "sign_in_method_refused",
    );
  });
});

describe("only the organization's own provider", () => {
  const policy = { ...open, requireSso: true };

  test("nothing else is taken, whatever else is allowed", () => {
    expect(refuseSignIn(policy, viewer, by("sso"))).toBeNull();
    for (const method of ["password", "magic_link", "passkey", "auth0", null] as const)
      for (const listed of [null, [method ?? "password"]])
        expect(refuseSignIn({ ...policy, signInMethods: listed }, viewer, by(method))).toBe("sso_required");
    expect(refuseSignIn(policy, viewer, by("sso", { ssoOrganizationId: "elsewhere" }))).toBe("sso_required");
  });

  test("an owner breaks the glass with two factors, and with no fewer", () => {
    for (const wanted of [policy, { ...policy, requireTwoFactor: true }]) {
      expect(refuseSignIn(wanted, owner, by("password", { hasSecondFactor: true }))).toBeNull();
      expect(refuseSignIn(wanted, owner, by("passkey"))).toBeNull();
      expect(refuseSignIn(wanted, owner, by("password"))).toBe("sso_required");
      expect(refuseSignIn(wanted, { organizationId, role: "admin" }, by("passkey"))).toBe("sso_required");
    }
    const providersOnly = { ...open, signInMethods: ["auth0", "sso"] as const };
    expect(refuseSignIn(providersOnly, owner, by("passkey"))).toBeNull();
    expect(refuseSignIn(providersOnly, viewer, by("passkey"))).toBe("sign_in_method_refused");
  });
});

test("a policy that wants more refuses no fewer", () => {
  fc.assert(
    fc.property(anyRole, anySession, anyPolicy, (member, session, policy) => {
      const strict = { ...policy, requireTwoFactor: true };
      if (refuseSignIn(policy, member, session) !== null)
        expect(refuseSignIn(strict, member, session)).not.toBeNull();
    }),
  );
});
