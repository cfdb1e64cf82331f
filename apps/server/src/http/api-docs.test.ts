import { startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

let fanal: TestFanal;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
});
afterAll(() => fanal[Symbol.asyncDispose]());

test("the reference is a page that loads nothing but what this server has", async () => {
  const response = await fetch(`${fanal.url}/api/docs`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const html = await response.text();
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = ""]) => address);
  for (const address of loaded) {
    expect(address).toMatch(/^\/[^/]/);
    expect((await fetch(fanal.url + address)).status, address).toBe(200);
  }
  const policy = response.headers.get("content-security-policy") ?? "";
  const nonce = /<script nonce="([^"]+)"/.exec(html)?.[1] ?? "none";
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}'`);
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/https?:|unsafe/);
});

test("each answer has a nonce of its own", async () => {
  const pages = await Promise.all([1, 2].map(() => fetch(`${fanal.url}/api/docs`)));
  const policies = pages.map(({ headers }) => headers.get("content-security-policy"));
  expect(new Set(policies).size).toBe(2);
});

test("the viewer comes compressed, and is kept for a day", async () => {
  const response = await fetch(`${fanal.url}/api/docs/viewer.js`, { headers: { "accept-encoding": "br" } });
  expect(response.headers.get("content-encoding")).toBe("br");
  expect(response.headers.get("cache-control")).toBe("public, max-age=86400");
  expect(await response.text()).toContain("createApiReference");
});

test("below the reference there is nothing else", async () => {
  const response = await fetch(`${fanal.url}/api/docs/nothing-here`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: "not_found" });
});
