import { contract } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openPaths } from "../auth/open-paths.ts";
import { everyAddress } from "./addresses.fixture.ts";
import { addressOf, exampleBody, furnish, type Ids } from "./examples.fixture.ts";
import {
  ask,
  changedAside,
  errorOf,
  openAsSuperuser,
  proceduresOf,
  writtenByReaders,
  writtenFor,
} from "./test-helpers.ts";

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

/** Everything that is asked by another method than GET: of the contract, of Better Auth, and beside them. */
function everyWrite(): { method: string; path: string; body: object | undefined }[] {
  const own = `/api/v1/organizations/${acme.slug}`;
  return [
    ...writes.map(({ name, method, path }) => ({
      method,
      path: addressOf(path, acme.slug, ids),
      body: exampleBody(name, ids),
    })),
    ...[...openPaths].map((path) => ({ method: "POST", path: `/api/auth${path}`, body: {} })),
    { method: "POST", path: `${own}/status-pages/${ids.pageId}/preview`, body: {} },
  ];
}

test.for([
  ["a foreign origin", { origin: "https://evil.example" }],
  ["an opaque origin", { origin: "null" }],
  ["no origin at all", {}],
] as const)("a form with %s writes nothing anywhere, whatever type it pretends to have", async ([, from]) => {
  const before = await writtenFor(database, acme.id);
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    for (const { method, path, body } of everyWrite()) {
      const headers = { cookie: mara.cookie, "content-type": type, ...from };
      const answer = await ask(fanal.url, { method, path, body: body ?? {}, headers });
      expect({ type, path, status: answer.status }).toEqual({ type, path, status: 403 });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
  expect(await writtenFor(database, acme.id)).toBe(before);
  expect((await mara.client.me.get()).name).toBe("Mara Ilves");
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

test("no address changes a row by being read, whoever reads it", async () => {
  const pages = await mara.client.statusPages.list({ organization: acme.slug });
  const pageSlug = pages.find(({ id }) => id === ids.pageId)?.slug ?? "";
  const addresses = await everyAddress(fanal.databaseUrl, { organization: acme.slug, ids, pageSlug });
  const before = await everyRow(database);
  for (const address of addresses) {
    for (const method of ["GET", "HEAD"]) {
      for (const cookie of [mara.cookie, ""]) {
        await fetch(fanal.url + address, { method, headers: { cookie }, redirect: "manual" });
      }
    }
  }
  expect(addresses.length).toBeGreaterThan(100);
  expect(await everyRow(database)).toEqual(before);
});

/**
 * Every row of every table that is written by requests, by a hash for each table. Readers of the log go on with what was
 * done before. When servers looked for late heartbeats is kept by the clock. That an export was made is noted, that a browser asked for a passkey is kept for its answer, and tries are
 * counted.
 */
async function everyRow({ pool }: typeof database): Promise<Record<string, string>> {
  const aside = new Set([...writtenByReaders, "heartbeat_watch", "verification", "rate_limits"]);
  const { rows: tables } = await pool.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'`,
  );
  const hashes: Record<string, string> = {};
  for (const { schema, name } of tables.filter((table) => !aside.has(table.name))) {
    const { rows } = await pool.query<{ hash: string }>(
      `select md5(coalesce(string_agg(row::text, ',' order by row::text), '')) as hash
       from (select to_jsonb(t) - $1::text[] as row from ${schema}.${name} t) as rows
       where not coalesce(row->>'type', '') = any ('{status_page.published,organization.exported}')`,
      [changedAside],
    );
    hashes[name] = rows[0]?.hash ?? "";
  }
  expect(Object.keys(hashes).length).toBeGreaterThan(20);
  return hashes;
}
