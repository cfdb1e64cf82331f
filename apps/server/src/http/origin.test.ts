import { contract } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addressOf, exampleBody, furnish, type Ids } from "./examples.fixture.ts";
import { ask, errorOf, openAsSuperuser, proceduresOf, writtenFor } from "./test-helpers.ts";

const writes = proceduresOf(contract).filter(({ method }) => method !== "GET");

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let acme: { id: string; slug: string };
let ids: Ids;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  acme = await mara.client.organizations.create({ name: "Acme" });
  ids = await furnish(mara.client, acme.slug, await fanal.signUp("Gita Guest"));
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

/** What a browser says of a request that another site started. */
const fromElsewhere: Record<string, () => Record<string, string>> = {
  "a foreign origin": () => ({ origin: "https://evil.example" }),
  "an opaque origin": () => ({ origin: "null" }),
  "an origin that looks like ours": () => ({ origin: `${fanal.url}.evil.example` }),
  "our host at another port": () => ({ origin: "http://localhost:1" }),
  "our host by another scheme": () => ({ origin: fanal.url.replace("http:", "https:") }),
  "a foreign origin that claims to be ours": () => ({
    origin: "https://evil.example",
    "sec-fetch-site": "same-origin",
  }),
  "no origin, but from another site": () => ({ "sec-fetch-site": "cross-site" }),
  "no origin, but from a sister site": () => ({ "sec-fetch-site": "same-site" }),
};

test.for(Object.entries(fromElsewhere))("with %s nothing can be changed", async ([, headers]) => {
  const before = await writtenFor(database, acme.id);
  for (const { name, method, path } of writes) {
    const answer = await ask(fanal.url, {
      method,
      path: addressOf(path, acme.slug, ids),
      body: exampleBody(name, ids),
      headers: { cookie: mara.cookie, ...headers() },
    });
    expect({ name, status: answer.status, code: errorOf(answer).code }).toEqual({
      name,
      status: 403,
      code: "forbidden",
    });
  }
  expect(await writtenFor(database, acme.id)).toBe(before);
});

test.for(Object.entries(fromElsewhere))("with %s nobody is signed in, up or out", async ([, headers]) => {
  const { email, password, cookie } = mara;
  const requests: [path: string, body: object][] = [
    ["/api/auth/sign-in/email", { email, password }],
    ["/api/auth/sign-up/email", { name: "Sly", email: "sly@example.com", password }],
    ["/api/auth/sign-out", {}],
    ["/api/auth/update-user", { name: "Sly" }],
  ];
  for (const [path, body] of requests) {
    const answer = await ask(fanal.url, { method: "POST", path, body, headers: { cookie, ...headers() } });
    expect({ path, status: answer.status }).toEqual({ path, status: 403 });
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  expect((await mara.client.me.get()).name).toBe("Mara Ilves");
});

test("a form that another site sends is refused, whatever type it pretends to have", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    const answer = await ask(fanal.url, {
      method: "POST",
      path: `/api/v1/organizations/${acme.slug}/services`,
      body: '{"name":"Sly"}',
      headers: { cookie: mara.cookie, "content-type": type, origin: "https://evil.example" },
    });
    expect(answer.status).toBe(403);
  }
});

test.for([
  ["our own origin", () => ({ origin: fanal.url, "sec-fetch-site": "same-origin" })],
  ["our own origin by its other name", () => ({ origin: fanal.url.replace("localhost", "127.0.0.1") })],
  ["no origin, as programs send", () => ({})],
  ["no origin, typed by a person", () => ({ "sec-fetch-site": "none" })],
] as const)("with %s a change is carried out", async ([, headers]) => {
  const answer = await ask(fanal.url, {
    method: "PATCH",
    path: `/api/v1/organizations/${acme.slug}/services/${ids.serviceId}`,
    body: { name: "API" },
    headers: { cookie: mara.cookie, ...headers() },
  });
  expect(answer.status).toBe(200);
});

test("another site may not read either: no answer allows it", async () => {
  for (const method of ["GET", "OPTIONS"]) {
    const answer = await ask(fanal.url, {
      method,
      path: "/api/v1/me",
      headers: {
        cookie: mara.cookie,
        origin: "https://evil.example",
        "access-control-request-method": "PATCH",
      },
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  }
});

test("a method in a header or in the query does not make a write of a read", async () => {
  const before = await writtenFor(database, acme.id);
  const path = `/api/v1/organizations/${acme.slug}/services/${ids.serviceId}`;
  for (const query of ["", "?_method=DELETE"]) {
    const answer = await ask(fanal.url, {
      path: `${path}${query}`,
      headers: { cookie: mara.cookie, "x-http-method-override": "DELETE", "x-method-override": "DELETE" },
    });
    expect(answer.status).toBe(200);
  }
  expect(await writtenFor(database, acme.id)).toBe(before);
});

test("no read of the contract changes anything", async () => {
  const before = await writtenFor(database, acme.id);
  for (const { method, path } of proceduresOf(contract)) {
    const asked = addressOf(path, acme.slug, ids);
    for (const one of method === "GET" ? ["GET", "HEAD"] : ["GET"]) {
      await ask(fanal.url, { method: one, path: asked, headers: { cookie: mara.cookie } });
    }
  }
  expect(await writtenFor(database, acme.id)).toBe(before);
});
