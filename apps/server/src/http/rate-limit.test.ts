import { startTestFanal } from "@fanal/testing";
import { Hono } from "hono";
import { serializeSigned } from "hono/utils/cookie";
import { expect, inject, test } from "vitest";
import { createClientAddress } from "../client-address.ts";
import { rateLimitApi } from "./rate-limit.ts";
import { errorOf } from "./test-helpers.ts";

const allowed = 6_000;
const name = "fanal.session_token";
const secret = "a secret for tests only, 32 characters";

const sessionOf = (token: string) => serializeSigned(name, token, secret);

function createLimited() {
  const app = new Hono<{ Variables: { requestId: string } }>();
  app.use(async (c, next) => {
    c.set("requestId", "request-1");
    await next();
  });
  app.use(rateLimitApi({ name, secret }, createClientAddress([])));
  app.get("/", (c) => c.json({}));
  return (headers: Record<string, string>, remoteAddress = "192.0.2.1") =>
    app.request("/", { headers }, { incoming: { socket: { remoteAddress } } });
}

test("one caller gets 6,000 answers a minute, then is told when to come back", async () => {
  const request = createLimited();
  const cookie = { cookie: await sessionOf("mara") };
  for (let count = 0; count < allowed; count++) expect((await request(cookie)).status).toBe(200);
  const refused = await request(cookie);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  expect(errorOf({ body: await refused.json() })).toMatchObject({
    code: "rate_limited",
    requestId: "request-1",
  });
  // What stands beside the session makes it no other caller.
  expect((await request({ cookie: `junk=1; ${cookie.cookie}; ${name}=other.signature` })).status).toBe(429);
  expect((await request({ cookie: await sessionOf("nils") })).status).toBe(200);
  expect((await request({}, "192.0.2.2")).status).toBe(200);
});

test("every answer tells what is left of the quota, the refusal too", async () => {
  const request = createLimited();
  const cookie = { cookie: await sessionOf("mara") };
  const left = (answer: Response) => answer.headers.get("ratelimit")?.replace(/t=\d+$/, "t=…");
  const first = await request(cookie);
  expect(first.headers.get("ratelimit-policy")).toBe('"caller";q=6000;w=60');
  expect(left(first)).toBe('"caller";r=5999;t=…');
  for (let count = 1; count < allowed; count++) await request(cookie);
  const refused = await request(cookie);
  expect(refused.status).toBe(429);
  expect(left(refused)).toBe('"caller";r=0;t=…');
});

test("callers without credentials are told apart by their addresses, and so are those who invent some", async () => {
  const request = createLimited();
  const invented = [
    (count: number) => ({ cookie: `${name}=invented${count}.${"a".repeat(43)}=` }),
    (count: number) => ({ cookie: `junk=${count}` }),
    (count: number) => ({ authorization: `Bearer fanal_${String(count).padStart(49, "0")}` }),
    () => ({}),
  ];
  for (let count = 0; count < allowed; count++) await request(invented[count % 4]?.(count) ?? {});
  for (const one of invented) expect((await request(one(allowed))).status).toBe(429);
  expect((await request({}, "192.0.2.2")).status).toBe(200);
});

test("the running server answers 429 with the time to wait, in the shape of every error", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  const ask = () => fetch(`${fanal.url}/api/v1/me`);
  const atOnce = 60;
  for (let asked = 0; asked < allowed; asked += atOnce) {
    const answers = await Promise.all(Array.from({ length: atOnce }, ask));
    for (const answer of answers) expect(answer.status).toBe(401);
  }
  const refused = await ask();
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(await refused.json()).toEqual({
    code: "rate_limited",
    message: `Too many requests. Wait ${seconds} seconds.`,
    requestId: refused.headers.get("x-request-id"),
  });
  expect((await fetch(`${fanal.url}/healthz`)).status).toBe(200);
}, 60_000);
