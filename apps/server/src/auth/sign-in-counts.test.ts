import { createTestDatabase, type TestDatabase } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { clientAddressHeader, createSignInLimits, type SignInLimits } from "./sign-in-limits.ts";

let testDatabase: TestDatabase;
let database: ReturnType<typeof openAsSuperuser>;
/** Those of two servers on one database. */
let limits: [SignInLimits, SignInLimits];

beforeAll(async () => {
  testDatabase = await createTestDatabase(inject("clusterUrl"));
  database = openAsSuperuser(testDatabase.url);
  limits = [createSignInLimits(database), createSignInLimits(database)];
});

beforeEach(() => database.pool.query("delete from rate_limits"));

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await testDatabase[Symbol.asyncDispose]();
});

const email = "mara@example.com";

test("who guesses from everywhere reaches an address a hundred times", async () => {
  expect(await countReached(150, (index) => [`192.0.2.${index % 50}`, email])).toBe(100);
});

test("a network guesses sixty times, whatever addresses it tries", async () => {
  expect(await countReached(70, (index) => ["192.0.2.1", `nobody.${index}@example.com`])).toBe(60);
  expect(await attempt("192.0.2.2", email)).toBe(true);
});

test("one network guesses at one address ten times, on all servers together", async () => {
  expect(await countReached(15, () => ["192.0.2.1", email])).toBe(10);
  expect(await attempt("192.0.2.2", email)).toBe(true);
});

test("the addresses of one household are one network", async () => {
  const household = [
    (index: number) => `2001:db8:1:2:${index.toString(16)}::9`,
    (index: number) => `2001:db8:1:2::${index.toString(16)}`,
    (index: number) => `2001:db8:1:2:a:b:c:${index.toString(16)}`,
  ];
  expect(await countReached(30, (index) => [household[index % 3]?.(index) ?? "", email])).toBe(10);
  expect(await attempt("2001:db8:1:3::1", email)).toBe(true);
});

test("an IPv4 address that is written as IPv6 is the same one", async () => {
  const spellings = ["192.0.2.1", "::ffff:192.0.2.1", "::FFFF:192.0.2.1"];
  expect(await countReached(15, (index) => [spellings[index % 3] ?? "", email])).toBe(10);
});

test("an address of e-mail is the same in any letter case", async () => {
  const spellings = [email, email.toUpperCase(), ` ${email} `];
  expect(await countReached(15, (index) => ["192.0.2.1", spellings[index % 3] ?? ""])).toBe(10);
});

test("people who know their passwords are never held up, however many share a network", async () => {
  for (let count = 0; count < 200; count++) {
    expect(await attempt("192.0.2.1", email)).toBe(true);
    await limits[0].afterSuccess("/sign-in/email", from("192.0.2.1"), { email });
  }
});

test("whoever signs in does not give a guesser elsewhere more tries", async () => {
  expect(await countReached(10, () => ["192.0.2.66", email])).toBe(10);
  expect(await attempt("192.0.2.1", email)).toBe(true);
  await limits[0].afterSuccess("/sign-in/email", from("192.0.2.1"), { email });
  expect(await attempt("192.0.2.66", email)).toBe(false);
});

test("beginning a sign-in with a provider has a limit of its own, which holds up no password", async () => {
  const begin = () =>
    limits[0].beforeAttempt("/auth0/sign-in", { headers: from("192.0.2.1"), body: {}, findSession });
  for (let count = 0; count < 1_000; count++) await begin();
  await expect(begin()).rejects.toMatchObject({ statusCode: 429 });
  expect(await attempt("192.0.2.1", email)).toBe(true);
});

test("other addresses of sign-in are not counted", async () => {
  for (let count = 0; count < 100; count++) {
    await limits[0].beforeAttempt("/get-session", {
      headers: from("192.0.2.1"),
      body: undefined,
      findSession,
    });
  }
  expect(await attempt("192.0.2.1", email)).toBe(true);
});

const findSession = () => Promise.resolve(null);

function from(address: string): Headers {
  return new Headers({ [clientAddressHeader]: address });
}

/** Whether an attempt comes as far as the password. */
async function attempt(address: string, email: string, server = limits[0]): Promise<boolean> {
  try {
    await server.beforeAttempt("/sign-in/email", { headers: from(address), body: { email }, findSession });
    return true;
  } catch (error) {
    expect(error).toMatchObject({
      statusCode: 429,
      headers: { "Retry-After": expect.stringMatching(/^\d+$/) },
    });
    return false;
  }
}

async function countReached(
  count: number,
  attemptOf: (index: number) => [address: string, email: string],
): Promise<number> {
  let reached = 0;
  for (let index = 0; index < count; index++) {
    const [address, email] = attemptOf(index);
    if (await attempt(address, email, limits[index % 2])) reached++;
  }
  return reached;
}
