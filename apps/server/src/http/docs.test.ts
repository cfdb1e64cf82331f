import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDocs, docsPath } from "./docs.ts";

let folder: string;
let app: Hono;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "fanal-docs-"));
  await writeFile(path.join(folder, "secret.html"), "outside");
  app = new Hono().route(docsPath, createDocs(path.join(folder, "site")));
});
afterEach(() => rm(folder, { recursive: true }));

async function build() {
  const files: Record<string, string | Buffer> = {
    "index.html": "<h1>Fanal, explained</h1>",
    "start.html": "<h1>Start</h1>",
    "start.html.br": brotliCompressSync("<h1>Start</h1>"),
    "decisions/001-event-log.html": "<h1>The log</h1>",
    "404.html": "<h1>Not here</h1>",
    "hashmap.json": "{}",
    "assets/app.1a2b.js": "start()",
    "assets/tour.3c4d.webm": "0123456789",
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, "site", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

test("a page is at its name without an ending, the first one at the door", async () => {
  await build();
  const bodies = ["/docs/", "/docs/start", "/docs/decisions/001-event-log"].map(async (address) =>
    (await app.request(address)).text(),
  );
  expect(await Promise.all(bodies)).toEqual([
    "<h1>Fanal, explained</h1>",
    "<h1>Start</h1>",
    "<h1>The log</h1>",
  ]);
  const withoutSlash = await app.request("/docs");
  expect([withoutSlash.status, withoutSlash.headers.get("location")]).toEqual([308, "/docs/"]);
});

test("a page comes compressed to whoever takes it, under a policy that runs nothing inline", async () => {
  await build();
  const response = await app.request("/docs/start", { headers: { "accept-encoding": "gzip, br" } });
  expect(response.headers.get("content-encoding")).toBe("br");
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(response.headers.get("content-security-policy")).toContain("script-src 'self';");
  expect(response.headers.get("content-security-policy")).not.toContain("unsafe");
});

test("a page that has not changed is not sent again, and keeps its policy", async () => {
  await build();
  const first = await app.request("/docs/start");
  const tag = first.headers.get("etag") ?? "";
  const again = await app.request("/docs/start", { headers: { "if-none-match": tag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe("");
  const policyOf = ({ headers }: Response) => headers.get("content-security-policy");
  expect(policyOf(again)).toBe(policyOf(first));
});

test("what has a hash in its name is kept for a year, pages are asked for each time", async () => {
  await build();
  const kept = async (address: string) => (await app.request(address)).headers.get("cache-control");
  expect(await kept("/docs/assets/app.1a2b.js")).toBe("public, max-age=31536000, immutable");
  expect(await kept("/docs/start")).toBe("no-cache");
});

test("a video can be read from the middle", async () => {
  await build();
  const response = await app.request("/docs/assets/tour.3c4d.webm", { headers: { range: "bytes=4-6" } });
  expect(response.status).toBe(206);
  expect(await response.text()).toBe("456");
});

test.for(["/docs/nowhere", "/docs/%2e%2e/secret", "/docs/..%2fsecret", "/docs/%252e%252e/secret.html"])(
  "nothing but the site is there: %s",
  async (address) => {
    await build();
    expect((await app.request(address)).status).toBe(404);
  },
);

test("until the site is built, its addresses say so, and then they answer", async () => {
  const early = await app.request("/docs/start");
  expect([early.status, early.headers.get("retry-after")]).toEqual([503, "3"]);
  expect(await early.text()).toContain("still being built");
  await build();
  expect((await app.request("/docs/start")).status).toBe(200);
});
