import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ask } from "./test-helpers.ts";

let fanal: TestFanal;
const page = "/status/acme";

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  const { client } = await fanal.signUp("Mara Ilves");
  await client.organizations.create({ name: "Acme", slug: "acme" });
  await client.services.create({ organization: "acme", name: "API" });
});
afterAll(() => fanal[Symbol.asyncDispose]());

const encodings = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};

test("a page comes plain, as gzip or as brotli, and is the same page", async () => {
  const plain = await ask(fanal.url, page);
  expect(plain.status).toBe(200);
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(plain.body.toString()).toContain("All Systems Operational");
  const tags = new Set([plain.headers.etag]);
  for (const [encoding, decode] of Object.entries(encodings)) {
    const answer = await ask(fanal.url, page, { headers: { "accept-encoding": encoding } });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(Number(answer.headers["content-length"])).toBe(answer.body.length);
    expect(answer.headers.vary).toBe("Accept-Encoding, Accept-Language");
    expect(answer.body.length).toBeLessThan(plain.body.length / 2);
    expect(decode(answer.body).equals(plain.body)).toBe(true);
    tags.add(answer.headers.etag);
  }
  expect(tags.size).toBe(3);
});

describe("who has the page already", () => {
  test.each([
    ["its tag", (tag: string) => tag],
    ["a tag that a proxy weakened", (tag: string) => `W/${tag}`],
    ["a list of tags", (tag: string) => `"other", W/${tag}, "third"`],
    ["any tag", () => "*"],
  ])("is told so by %s, without a body", async (_, make) => {
    const { headers } = await ask(fanal.url, page);
    const answer = await ask(fanal.url, page, { headers: { "if-none-match": make(headers.etag ?? "") } });
    expect(answer.status).toBe(304);
    expect(answer.body.length).toBe(0);
    expect(answer.headers.etag).toBe(headers.etag);
    expect(answer.headers["cache-control"]).toBe("no-cache");
  });

  test("gets it again with the tag of another encoding or of another page", async () => {
    const { headers } = await ask(fanal.url, page, { headers: { "accept-encoding": "gzip" } });
    for (const tag of [headers.etag ?? "", '"other"', "", "not a tag"]) {
      const answer = await ask(fanal.url, page, { headers: { "if-none-match": tag } });
      expect(answer.status, tag).toBe(200);
    }
  });
});

test("HEAD answers what GET would, without the body", async () => {
  const get = await ask(fanal.url, page);
  const head = await ask(fanal.url, page, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(head.body.length).toBe(0);
  const comparable = ({ date: _, connection: __, ...headers }: typeof head.headers) => headers;
  expect(comparable(head.headers)).toEqual(comparable(get.headers));
});

test.each(["POST", "PUT", "DELETE", "OPTIONS"])("%s is not what a page is for", async (method) => {
  const answer = await ask(fanal.url, page, { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe("GET, HEAD");
});

test.each([`${page}/`, `${page}?from=mail`, `${page}/?a=/b/`])("%s is the page, too", async (path) => {
  const answer = await ask(fanal.url, path);
  expect(answer.status).toBe(200);
  expect(answer.body.toString()).toContain("All Systems Operational");
});

test.each([
  "/status/nobody",
  "/status/",
  "/status//acme",
  "/status/acme/x.css",
  "/status/ACME",
  "/status/%61cme",
  "/status/acme%00",
  "/status/..%2facme",
  "/status/../status/nobody",
  "/status/__proto__",
  "/status/constructor",
  "/status/toString",
  `/status/${"a".repeat(8_000)}`,
  "/status/%E0%A4%A",
])("%s is a true 404 that nobody may cache", async (path) => {
  const answer = await ask(fanal.url, path);
  expect(answer.status).toBe(404);
  expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect(answer.body.toString()).not.toContain("%00");
});

test("every answer forbids what a page does not need", async () => {
  for (const path of [page, "/status/nobody"]) {
    const { headers } = await ask(fanal.url, path);
    const policy = String(headers["content-security-policy"]);
    expect(policy, path).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe-eval");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["set-cookie"]).toBeUndefined();
  }
});

test("what a proxy or a visitor adds to a request changes nothing of the page", async () => {
  const clean = await ask(fanal.url, page);
  const odd = await ask(fanal.url, page, {
    headers: {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      "x-original-url": "/status/nobody",
      cookie: "fanal.session_token=made-up",
    },
  });
  expect(odd.headers.etag).toBe(clean.headers.etag);
  expect(odd.body.equals(clean.body)).toBe(true);
});
