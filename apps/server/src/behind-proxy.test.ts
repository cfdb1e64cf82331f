import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { postSignIn } from "./auth/test-helpers.ts";
import { openAsSuperuser } from "./http/test-helpers.ts";

const [office, elsewhere] = ["203.0.113.7", "198.51.100.4"];

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"), { trustedProxies: ["127.0.0.1"] });
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
});

beforeEach(() => database.pool.query("delete from rate_limits"));

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

const through = (address: string) => ({ headers: { "x-forwarded-for": address } });

test("behind a trusted proxy who guesses locks out their own network alone", async () => {
  const guess = { ...through(office), path: "/api/auth/verify-email" };
  for (let count = 0; count < 60; count++) await postSignIn(fanal.fanal, mara, guess);
  expect((await postSignIn(fanal.fanal, mara, through(office))).status).toBe(429);
  expect((await postSignIn(fanal.fanal, mara, through(elsewhere))).status).toBe(200);
});

test("what a client wrote before the proxy gives it no other network, and neither does another machine", async () => {
  for (let count = 0; count < 10; count++) {
    const wrong = { ...mara, password: "not the password" };
    await postSignIn(fanal.fanal, wrong, through(`192.0.2.${count}, ${office}`));
    await postSignIn(fanal.fanal, wrong, { ...through(`192.0.2.${count}`), from: "127.0.0.66" });
  }
  expect((await postSignIn(fanal.fanal, mara, through(`192.0.2.99, ${office}`))).status).toBe(429);
  expect((await postSignIn(fanal.fanal, mara, { ...through("192.0.2.99"), from: "127.0.0.66" })).status).toBe(
    429,
  );
  expect((await postSignIn(fanal.fanal, mara, through(elsewhere))).status).toBe(200);
});

test("the log and the list of sessions say where somebody was, not where the proxy is", async () => {
  const headers = { ...through(office).headers, cookie: mara.cookie, origin: fanal.url };
  const body = JSON.stringify({ name: "Harbour", slug: "harbour" });
  const made = await fetch(`${fanal.url}/api/v1/organizations`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body,
  });
  expect(made.status).toBe(201);
  const { items } = await mara.client.events.list({ organization: "harbour" });
  expect(items.map(({ address }) => address)).toEqual([office, office]);
  await postSignIn(fanal.fanal, mara, through(elsewhere));
  const sessions = await mara.client.sessions.list();
  expect(sessions.map(({ address }) => address)).toContain(elsewhere);
});
