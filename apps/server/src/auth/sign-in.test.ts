import { createClient } from "@fanal/contract/client";
import { cookieOf, type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { postSignIn, type SignInAnswer } from "./test-helpers.ts";

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
});

beforeEach(async () => {
  await database.pool.query("delete from rate_limits");
  mara = await fanal.signUp("Mara Ilves");
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test("a person who signed up signs in again, in any letter case of the address", async () => {
  for (const email of [mara.email, mara.email.toUpperCase()]) {
    const cookie = await signIn({ ...mara, email });
    expect((await as(cookie).me.get()).email).toBe(mara.email);
  }
});

test("signing out ends this session at once, and no other one", async () => {
  const other = await signIn(mara);
  await signOut(mara.cookie);
  await expect(mara.client.me.get()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  expect((await as(other).me.get()).name).toBe("Mara Ilves");
});

test("a session that has expired or was deleted is nobody's", async () => {
  const expired = await signIn(mara);
  const { id } = await as(expired).me.get();
  await database.pool.query(
    "update auth.session set expires_at = now() - interval '1 second' where user_id = $1",
    [id],
  );
  await expect(as(expired).me.get()).rejects.toMatchObject({ code: "unauthorized" });
  const deleted = await signIn(mara);
  await database.pool.query("delete from auth.session where user_id = $1", [id]);
  await expect(as(deleted).me.get()).rejects.toMatchObject({ code: "unauthorized" });
});

test("a cookie that was tampered with is nobody's", async () => {
  const [name, value = ""] = mara.cookie.split("=");
  const token = decodeURIComponent(value).split(".")[0];
  for (const forged of [
    `${name}=${token}`,
    `${name}=${token}.${"A".repeat(43)}%3D`,
    `${name}=`,
    `${name}=x.y`,
  ]) {
    await expect(as(forged).me.get()).rejects.toMatchObject({ code: "unauthorized" });
  }
});

test("the session's cookie is out of reach of scripts and other sites", async () => {
  const { headers } = await postSignIn(fanal.fanal, mara);
  const flags = flagsOf(headers["set-cookie"]);
  expect(flags).toMatchObject({ name: "fanal.session_token", httponly: "", samesite: "lax", path: "/" });
  expect(flags).not.toHaveProperty("domain");
  expect(flags).not.toHaveProperty("secure");
});

test("under https the cookie is sent over https only", async () => {
  await using safe = await startTestFanal(inject("clusterUrl"), { url: "https://status.example" });
  const response = await fetch(`http://localhost:${safe.fanal.port}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: "https://status.example" },
    body: JSON.stringify({ name: "Mara", email: "mara@example.com", password: "correct-horse-battery" }),
  });
  expect(response.status).toBe(200);
  const flags = flagsOf(response.headers.getSetCookie());
  expect(flags).toMatchObject({ secure: "", httponly: "", samesite: "lax", path: "/" });
  expect(flags.name).toBe("__Host-fanal.session_token");
  expect(response.headers.get("strict-transport-security")).toMatch(/max-age=31536000/);
  const me = await fetch(`http://localhost:${safe.fanal.port}/api/v1/me`, {
    headers: { cookie: cookieOf(response) },
  });
  expect(me.status).toBe(200);
});

test("a wrong password and an unknown address get the same answer", async () => {
  const wrong = await postSignIn(fanal.fanal, { ...mara, password: "wrong-horse-battery" });
  const unknown = await postSignIn(fanal.fanal, { ...mara, email: "nobody@example.com" });
  expect(wrong.status).toBe(401);
  expect(withoutIds(wrong)).toEqual(withoutIds(unknown));
  expect(wrong.headers["set-cookie"]).toBeUndefined();
});

test("an unknown address takes as much work as a wrong password", async () => {
  const wrong: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 7; round++) {
    wrong.push(await timeOf({ ...mara, password: "wrong-horse-battery" }));
    unknown.push(await timeOf({ ...mara, email: `nobody.${round}@example.com` }));
  }
  const ratio = median(unknown) / median(wrong);
  expect(ratio).toBeGreaterThan(1 / 3);
  expect(ratio).toBeLessThan(3);
});

test("signing up with an address that has an account tells no more than that, and changes nothing", async () => {
  const path = "/api/auth/sign-up/email";
  const sly = { name: "Sly", password: "another-horse-battery" };
  const taken = await postSignIn(fanal.fanal, { ...sly, email: mara.email.toUpperCase() }, { path });
  expect(taken.status).toBe(422);
  expect(taken.headers["set-cookie"]).toBeUndefined();
  expect(JSON.stringify(taken.body)).not.toMatch(/mara/i);
  expect((await postSignIn(fanal.fanal, { ...sly, email: mara.email })).status).toBe(401);
  expect((await mara.client.me.get()).name).toBe("Mara Ilves");
});

test.for(["short", "x".repeat(129), ""])("%j is no password for an account", async (password) => {
  const body = { name: "Nils", email: "nils@example.com", password };
  const answer = await postSignIn(fanal.fanal, body, { path: "/api/auth/sign-up/email" });
  expect(answer.status).toBe(400);
  expect((await postSignIn(fanal.fanal, body)).status).not.toBe(200);
});

test("a password is kept as a slow hash, a token is not what the cookie says", async () => {
  const { rows } = await database.pool.query("select * from auth.account where password is not null");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(mara.password);
});

test("a person cannot change what is not theirs to change", async () => {
  const before = await mara.client.me.get();
  for (const [path, body] of [
    ["update-user", { email: "other@example.com" }],
    ["update-user", { image: "https://evil.example/pixel.png" }],
    ["update-user", { name: "x".repeat(101) }],
    ["update-user", { id: "01a20738-eb79-70d5-a745-adbc68a99696" }],
    ["delete-user", { password: "wrong-horse-battery" }],
    ["organization/list", {}],
  ] as const) {
    const response = await fetch(`${fanal.url}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: mara.cookie, origin: fanal.url },
      body: JSON.stringify(body),
    });
    expect({ path, refused: response.status >= 400 && response.status < 500 }).toEqual({
      path,
      refused: true,
    });
  }
  expect(await mara.client.me.get()).toEqual(before);
});

function as(cookie: string) {
  return createClient({ url: fanal.url, headers: () => ({ cookie }) });
}

async function signIn({ email, password }: { email: string; password: string }): Promise<string> {
  const response = await fetch(`${fanal.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: fanal.url },
    body: JSON.stringify({ email, password }),
  });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

async function signOut(cookie: string): Promise<void> {
  const response = await fetch(`${fanal.url}/api/auth/sign-out`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie, origin: fanal.url },
    body: "{}",
  });
  expect(response.status).toBe(200);
}

/** Name and flags of the one cookie that an answer sets, in lower case. */
function flagsOf(cookies: string[] | string | undefined): Record<string, string> {
  expect(cookies).toHaveLength(1);
  const [pair = "", ...flags] = String(cookies).split("; ");
  return Object.fromEntries([
    ["name", pair.split("=")[0]],
    ...flags.map((flag) => {
      const [key = "", value = ""] = flag.toLowerCase().split("=");
      return [key, value];
    }),
  ]);
}

function withoutIds({ status, headers, body }: SignInAnswer): object {
  const { "x-request-id": _id, date: _date, ratelimit: _counted, ...rest } = headers;
  return { status, headers: rest, body: { ...Object(body), requestId: "" } };
}

async function timeOf(body: { email: string; password: string }): Promise<number> {
  const start = performance.now();
  expect((await postSignIn(fanal.fanal, body)).status).toBe(401);
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
