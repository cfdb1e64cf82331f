import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Auth0StandIn, startAuth0StandIn, startForgingAuth0 } from "@fanal/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const script = fileURLToPath(new URL("../../../../../scripts/auth0-check.mjs", import.meta.url));
const url = "http://localhost:3000";

let auth0: Auth0StandIn;
let right: Record<string, string>;

beforeAll(async () => {
  auth0 = await startAuth0StandIn();
  auth0.allowed.callbacks.add(`${url}/api/auth/auth0/callback`);
  auth0.allowed.logouts.add(`${url}/sign-in`);
  right = {
    FANAL_URL: url,
    AUTH0_DOMAIN: auth0.origin,
    AUTH0_CLIENT_ID: auth0.clientId,
    AUTH0_CLIENT_SECRET: auth0.clientSecret,
  };
});
afterAll(() => auth0[Symbol.asyncDispose]());

function check(env: Record<string, string>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env: { PATH: process.env.PATH, ...env } }, (error, stdout) =>
      resolve({ code: error === null ? 0 : 1, said: stdout }),
    );
  });
}

test("what is set up rightly is said to be", async () => {
  const { code, said } = await check(right);
  expect(said).not.toContain("✗");
  expect(said).toContain("Auth0 is set up.");
  expect(code).toBe(0);
});

test.for([
  ["no settings", { AUTH0_DOMAIN: "" }, "AUTH0_DOMAIN must be set"],
  ["a path in the domain", { AUTH0_DOMAIN: "https://acme.eu.auth0.com/authorize" }, "must be a host name"],
  ["a domain that nobody answers at", { AUTH0_DOMAIN: "http://localhost:1" }, "cannot be reached"],
  ["another client id", { AUTH0_CLIENT_ID: "another" }, "refuses AUTH0_CLIENT_ID"],
  ["another client secret", { AUTH0_CLIENT_SECRET: "another" }, "refuses AUTH0_CLIENT_ID"],
  [
    "an address of ours that Auth0 does not know",
    { FANAL_URL: "https://status.acme.example" },
    "Add exactly that to Allowed Callback URLs",
  ],
  [
    "an address to come back to after sign-out that it does not know",
    { FANAL_URL: "https://status.acme.example" },
    "Add exactly that to Allowed Logout URLs",
  ],
] as const)("with %s it says what to do", async ([, wrong, words]) => {
  const { code, said } = await check({ ...right, ...wrong });
  expect(said).toContain(words);
  expect(said).not.toContain(auth0.clientSecret);
  expect(code).toBe(1);
});

test("a tenant that says that it is another is found out", async () => {
  await using forging = await startForgingAuth0();
  forging.claimIssuer("https://login.acme.example/");
  const { said } = await check({ ...right, AUTH0_DOMAIN: forging.origin });
  expect(said).toContain("Its tokens say that they are of https://login.acme.example/");
});
