import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { errorOf, openAsSuperuser } from "../http/test-helpers.ts";
import { postSignIn, type SignInAnswer, type SignInOptions } from "./test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});

beforeEach(() => database.pool.query("delete from rate_limits"));

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("after ten wrong passwords nobody there tries this address for a while, not even with the right one", async () => {
  for (let count = 0; count < 10; count++) expect((await guess(mara.email)).status).toBe(401);
  const refused = await guess(mara.email);
  expect(refused.status).toBe(429);
  expect(errorOf(refused).code).toBe("rate_limited");
  const seconds = Number(refused.headers["retry-after"]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(15 * 60);
  expect(errorOf(refused).message).toContain(`${seconds} seconds`);
  expect((await postSignIn(fanal.fanal, mara)).status).toBe(429);
});

test("who guesses locks out nobody who signs in from elsewhere", async () => {
  for (let count = 0; count < 15; count++) await guess(mara.email, { from: "127.0.0.66" });
  expect((await guess(mara.email, { from: "127.0.0.66" })).status).toBe(429);
  expect((await postSignIn(fanal.fanal, mara, { from: "127.0.0.2" })).status).toBe(200);
});

test("guesses at once count like guesses one after the other", async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => guess(mara.email)));
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
  expect(answers.filter((answer) => answer.status === 429)).toHaveLength(20);
});

test("another spelling of address, path or network is the same one", async () => {
  const spellings: [email: string, options: SignInOptions][] = [
    [mara.email.toUpperCase(), {}],
    [mara.email, { headers: { "x-forwarded-for": "203.0.113.9" } }],
    [mara.email, { headers: { "x-real-ip": "203.0.113.9", forwarded: "for=203.0.113.9" } }],
    [mara.email, { headers: { "x-fanal-client-address": "203.0.113.9" } }],
    [mara.email, { path: "/api/auth/sign-in/email/" }],
    [mara.email, { path: "//api/auth/sign-in/email" }],
    [mara.email, { path: "/api/auth//sign-in/email" }],
    [mara.email, { path: "/api/auth/Sign-In/Email" }],
    [mara.email, { path: "/api/auth/sign-in/email?x=1" }],
    [mara.email, { path: "/api/auth/sign-in/%65mail" }],
  ];
  for (let count = 0; count < 10; count++) await guess(mara.email);
  for (const [email, options] of spellings) {
    const { status } = await guess(email, options);
    expect({ email, options, isStopped: status === 429 || status === 404 }).toEqual({
      email,
      options,
      isStopped: true,
    });
  }
});

test("the right password wipes out what was mistyped before", async () => {
  for (let round = 0; round < 3; round++) {
    for (let count = 0; count < 9; count++) expect((await guess(mara.email)).status).toBe(401);
    expect((await postSignIn(fanal.fanal, mara)).status).toBe(200);
  }
});

test("signing up is no way around: addresses that are taken count too", async () => {
  const path = "/api/auth/sign-up/email";
  const answers: number[] = [];
  for (let count = 0; count < 12; count++) {
    const body = { name: "Sly", email: mara.email, password: "another-horse-battery" };
    answers.push((await postSignIn(fanal.fanal, body, { path })).status);
  }
  expect(answers).toEqual([...Array(10).fill(422), 429, 429]);
});

// Hashes that many passwords.
test("one network makes 60 accounts at most in a while", { timeout: 120_000 }, async () => {
  await using crowded = await startTestFanal(inject("clusterUrl"));
  const signUp = async (email: string) => {
    const body = { name: "Many", email, password: "another-horse-battery" };
    return (await postSignIn(crowded.fanal, body, { path: "/api/auth/sign-up/email" })).status;
  };
  const emails = Array.from({ length: 62 }, (_, count) => `many-${count}@example.com`);
  // All at once: whoever waits for their turn holds nothing meanwhile.
  const answers = await Promise.all(emails.map(signUp));
  expect(answers.toSorted()).toEqual([...Array(60).fill(200), 429, 429]);
});

test("the table of limits does not know who tried", async () => {
  await guess(mara.email);
  const { rows } = await database.pool.query("select key from rate_limits");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("mara");
});

function guess(email: string, options: SignInOptions = {}): Promise<SignInAnswer> {
  return postSignIn(fanal.fanal, { email, password: "wrong-horse-battery" }, options);
}
