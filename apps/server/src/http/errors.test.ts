import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { errors } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Answer, ask, errorOf } from "./test-helpers.ts";

let fanal: TestFanal;
let mara: Person;
let acme: string;
let serviceId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  const { slug } = await mara.client.organizations.create({ name: "Acme" });
  acme = `/api/v1/organizations/${slug}`;
  ({ id: serviceId } = await mara.client.services.create({ organization: slug, name: "API" }));
});

afterAll(() => fanal[Symbol.asyncDispose]());

interface Case {
  method?: string;
  path: (acme: string) => string;
  body?: unknown;
  headers?: Record<string, string>;
  expected: [status: number, code: string];
}

const cases: Record<string, Case> = {
  "a body that is no JSON": {
    method: "POST",
    path: (o) => `${o}/services`,
    body: '{"name":',
    expected: [400, "bad_request"],
  },
  "a body of another type": {
    method: "POST",
    path: (o) => `${o}/services`,
    body: "name=API",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    expected: [400, "bad_request"],
  },
  "JSON that says it is plain text": {
    method: "POST",
    path: (o) => `${o}/services`,
    body: '{"name":"API"}',
    headers: { "content-type": "text/plain", "sec-fetch-site": "same-origin" },
    expected: [400, "bad_request"],
  },
  "a list where an object belongs": {
    method: "POST",
    path: (o) => `${o}/services`,
    body: "[]",
    expected: [400, "bad_request"],
  },
  "an address that the API does not have": { path: () => "/api/v1/nothing", expected: [404, "not_found"] },
  "an address beside the API": { path: () => "/api/v2/me", expected: [404, "not_found"] },
  "a post to where nothing is": { method: "POST", path: () => "/nothing", expected: [404, "not_found"] },
  "an address with a broken escape": {
    path: () => "/api/v1/organizations/%ff/services",
    expected: [404, "not_found"],
  },
  "a NUL character for an organization": {
    path: () => "/api/v1/organizations/a%00b/services",
    expected: [404, "not_found"],
  },
  "a method that the address does not have": {
    method: "DELETE",
    path: (o) => `${o}/services`,
    expected: [404, "not_found"],
  },
  "a method that nobody has": {
    method: "PROPFIND",
    path: (o) => `${o}/services`,
    expected: [404, "not_found"],
  },
  "an id that is none": { path: (o) => `${o}/services/api`, expected: [400, "bad_request"] },
  "an Idempotency-Key that is too long": {
    method: "POST",
    path: (o) => `${o}/services`,
    body: { name: "API" },
    headers: { "idempotency-key": "k".repeat(201) },
    expected: [400, "bad_request"],
  },
  "an account with a name that is no line": {
    method: "POST",
    path: () => "/api/auth/sign-up/email",
    body: { name: "Mara\nIlves", email: "mara.line@example.com", password: "correct-horse-battery" },
    expected: [400, "invalid_name"],
  },
  "an account with an endless name": {
    method: "POST",
    path: () => "/api/auth/sign-up/email",
    body: { name: "x".repeat(101), email: "mara.long@example.com", password: "correct-horse-battery" },
    expected: [400, "invalid_name"],
  },
  "an endless address of e-mail": {
    method: "POST",
    path: () => "/api/auth/sign-up/email",
    body: { name: "Mara", email: `${"m".repeat(250)}@example.com`, password: "correct-horse-battery" },
    expected: [400, "invalid_email"],
  },
  "a sign-in that is no JSON": {
    method: "POST",
    path: () => "/api/auth/sign-in/email",
    body: "{",
    expected: [400, "bad_request"],
  },
  "a sign-in without a password": {
    method: "POST",
    path: () => "/api/auth/sign-in/email",
    body: { email: "mara@example.com" },
    expected: [400, "validation_error"],
  },
  "an address that sign-in does not have": { path: () => "/api/auth/nothing", expected: [404, "not_found"] },
  "memberships by the way around the log": {
    method: "POST",
    path: () => "/api/auth/organization/create",
    body: { name: "Sly", slug: "sly" },
    expected: [404, "not_found"],
  },
};

test.for(Object.entries(cases))("%s is answered in the one shape of errors", async ([, one]) => {
  const [status, code] = one.expected;
  // Sign-in answers cookies from our own origin only.
  const headers = { origin: fanal.url, ...one.headers };
  const answer = await askAsMara({ ...one, path: one.path(acme), headers });
  expect({ status: answer.status, code: errorOf(answer).code }).toEqual({ status, code });
  expectErrorHeaders(answer);
});

test("every problem of a request is named, with its path", async () => {
  const services = [
    { serviceId: "x", status: "degraded_performance" },
    { serviceId, status: "purple" },
  ];
  const answer = await askAsMara({
    method: "POST",
    path: `${acme}/incidents`,
    body: { title: "x".repeat(201), message: "x".repeat(25_001), services },
  });
  expect(answer.status).toBe(400);
  expect(errorOf(answer).issues).toEqual([
    { path: ["title"], message: "At most 200 characters." },
    { path: ["message"], message: "At most 25,000 characters." },
    { path: ["services", 0, "serviceId"], message: expect.any(String) },
    { path: ["services", 1, "status"], message: expect.any(String) },
  ]);
});

test("texts of exactly the greatest length are taken", async () => {
  const body = { title: "x".repeat(200), message: "x".repeat(25_000) };
  expect((await askAsMara({ method: "POST", path: `${acme}/incidents`, body })).status).toBe(201);
});

test("a request id is new for each request, and stands in the answer's header too", async () => {
  const first = await askAsMara({ path: "/api/v1/nothing", headers: { "x-request-id": "chosen-by-me" } });
  const second = await askAsMara({ path: "/api/v1/nothing" });
  expect(errorOf(first).requestId).not.toBe(errorOf(second).requestId);
  for (const answer of [first, second]) expectErrorHeaders(answer);
  const fine = await askAsMara({ path: "/api/v1/me" });
  expect(fine.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
});

test("what went wrong inside is not told to the outside", async () => {
  const answer = await askAsMara({ path: `${acme}/services/${serviceId}x` });
  expect(JSON.stringify(answer.body)).not.toMatch(/select|postgres|node_modules|at \w+ \(/i);
});

test("answers of the API are private and never kept", async () => {
  for (const path of ["/api/v1/me", `${acme}/services`, "/api/v1/nothing", "/api/auth/get-session"]) {
    expect((await askAsMara({ path })).headers.get("cache-control")).toBe("no-store");
  }
});

test("HEAD is answered like GET, without the body", async () => {
  const answer = await askAsMara({ method: "HEAD", path: `${acme}/services` });
  expect(answer).toMatchObject({ status: 200, body: null });
  expect((await askAsMara({ method: "HEAD", path: `${acme}/services/x` })).status).toBe(400);
});

test("methods that no client library sends are refused too", async () => {
  const trace = await sendRaw(`TRACE ${acme}/services HTTP/1.1`);
  expect(trace).toMatch(/^HTTP\/1\.1 404 /);
  expect(trace).toContain(errors.not_found.message);
  expect(await sendRaw(`SING ${acme}/services HTTP/1.1`)).toMatch(/^HTTP\/1\.1 400 /);
});

async function sendRaw(line: string): Promise<string> {
  const socket = connect(fanal.fanal.port, "127.0.0.1");
  socket.write(`${line}\r\nHost: localhost\r\nCookie: ${mara.cookie}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

function askAsMara(request: Parameters<typeof ask>[1]): Promise<Answer> {
  return ask(fanal.url, { ...request, headers: { cookie: mara.cookie, ...request.headers } });
}

function expectErrorHeaders(answer: Answer): void {
  expect(answer.headers.get("x-request-id")).toBe(errorOf(answer).requestId);
  expect(answer.headers.get("content-type")).toMatch(/^application\/json\b/);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
}
