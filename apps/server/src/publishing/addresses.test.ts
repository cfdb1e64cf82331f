import { newId } from "@fanal/database/schema";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { publicApiPaths } from "./public-api/index.ts";
import { ask, type RawAnswer } from "./test-helpers.ts";

const pagesDomain = "pages.example";
let fanal: TestFanal;
let mara: Person;
let serviceId: string;
let incidentId: string;
let goneId: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"), { pagesDomain });
  mara = await fanal.signUp("Mara Ilves");
  const { client } = mara;
  const organization = "acme";
  await client.organizations.create({ name: "Acme", slug: organization });
  ({ id: serviceId } = await client.services.create({ organization, name: "API" }));
  const declare = (title: string) =>
    client.incidents.create({
      organization,
      title,
      status: "investigating",
      message: "We look.",
      services: [{ serviceId, status: "major_outage" }],
    });
  ({ id: incidentId } = await declare("Nobody gets in"));
  ({ id: goneId } = await declare("Declared by mistake"));
  await client.incidents.delete({ organization, incidentId: goneId });
});
afterAll(() => fanal[Symbol.asyncDispose]());

const at = (path: string, options: Parameters<typeof ask>[2] = {}): Promise<RawAnswer> =>
  ask(fanal.url, path, options);
const hosted = (path: string, host = `acme.${pagesDomain}`, headers: Record<string, string> = {}) =>
  at(path, { headers: { host, ...headers } });
const thisMonth = () => new Date().toISOString().slice(0, 7);

const paths: [string, () => string, string][] = [
  ["the page", () => "", "text/html; charset=utf-8"],
  ["the history", () => "history", "text/html; charset=utf-8"],
  ["a month of it", () => `history/${thisMonth()}`, "text/html; charset=utf-8"],
  ["an incident", () => `incidents/${incidentId}`, "text/html; charset=utf-8"],
  ["a service", () => `services/${serviceId}`, "text/html; charset=utf-8"],
  ["the Atom feed", () => "history.atom", "application/atom+xml; charset=utf-8"],
  ["the RSS feed", () => "history.rss", "application/rss+xml; charset=utf-8"],
  ["the JSON feed", () => "feed.json", "application/feed+json; charset=utf-8"],
  ["the calendar", () => "maintenance.ics", "text/calendar; charset=utf-8"],
  ["the badge", () => "badge.svg", "image/svg+xml"],
  ...publicApiPaths.map((path): [string, () => string, string] => [
    path,
    () => path,
    "application/json; charset=utf-8",
  ]),
];

describe.each(paths)("%s", (_, path, type) => {
  test("is below the page's address, and again on a host of its own", async () => {
    const shared = await at(`/status/acme/${path()}`.replace(/\/$/, ""));
    const own = await hosted(`/${path()}`);
    for (const { status, headers } of [shared, own]) {
      expect(status).toBe(200);
      expect(headers["content-type"]).toBe(type);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["cache-control"]).toBe("no-cache");
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
    }
    if (type.startsWith("text/html")) {
      expect(own.body.toString()).toContain('<base href="/"');
      expect(shared.body.toString()).toContain('<base href="/status/acme/"');
      const canonical = (body: Buffer) => /<link rel="canonical" href="([^"]*)"/.exec(body.toString())?.[1];
      expect(canonical(shared.body)).toBe(canonical(own.body));
      expect(canonical(own.body)).toMatch(/^http:\/\/acme\.pages\.example:\d+/);
    }
  });

  test("has a tag, and who has it already gets no body", async () => {
    const url = `/status/acme/${path()}`.replace(/\/$/, "");
    const { etag = "" } = (await at(url)).headers;
    const again = await at(url, { headers: { "if-none-match": etag } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const head = await at(url, { method: "HEAD" });
    expect([head.status, head.headers.etag, head.body.length]).toEqual([200, etag, 0]);
    const post = await at(url, { method: "POST" });
    expect([post.status, post.headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  test("is the same however it is compressed, also once it was compressed well", async () => {
    const url = `/status/acme/${path()}`.replace(/\/$/, "");
    const plain = await at(url);
    for (let round = 0; round < 3; round++) {
      const response = await fetch(`${fanal.url}${url}`, { headers: { "accept-encoding": "br, gzip" } });
      expect(Buffer.from(await response.arrayBuffer()).equals(plain.body)).toBe(true);
    }
  });
});

describe("what is not there", () => {
  test("a story that was deleted is gone; one that never was is unknown", async () => {
    const link = '<a href="/status/acme">See the status page</a>';
    const expectNotice = async (path: string, status: number, title: string) => {
      const answer = await at(path);
      expect(answer.status, path).toBe(status);
      const html = answer.body.toString();
      expect(html).toContain(`<h1>${title}</h1>`);
      expect(html).toContain(link);
    };
    await expectNotice(`/status/acme/incidents/${goneId}`, 410, "This was taken down");
    await expectNotice(`/status/acme/incidents/${newId()}`, 404, "There is no such incident");
    await expectNotice(`/status/acme/maintenances/${incidentId}`, 404, "There is no such maintenance");
    await expectNotice(`/status/acme/services/${newId()}`, 404, "There is no such service");
    await expectNotice("/status/acme/kettle", 404, "There is nothing at this address");
  });

  test("is said in the visitor's language, and kept by nobody", async () => {
    const { status, headers, body } = await at("/status/acme/nothing", {
      headers: { "accept-language": "de" },
    });
    expect(status).toBe(404);
    expect(headers["content-language"]).toBe("de");
    expect(headers["cache-control"]).toBe("no-store");
    expect(body.toString()).toContain('lang="de"');
  });

  test.each([
    "/status/acme/../acme",
    "/status/acme/%2e%2e/acme",
    "/status/acme/..;/acme",
    "/status/acme/history.atom/",
    "/status/acme/history.atom/x.css",
    "/status/acme/x.css",
    "/status/acme//",
    "/status/acme//history",
    "/status/acme/history/2026-13",
    "/status/acme/history/0000-01",
    "/status/acme/history/2026-1",
    "/status/acme/HISTORY",
    "/status/acme/history%00",
    "/status/acme/history\\..",
    "/status/acme/images/..%2f..%2fetc%2fpasswd",
    "/status/acme/images/../../etc/passwd",
    `/status/acme/images/${"a".repeat(64)}.png`,
    "/status/acme/incidents/1",
    "/status/acme/incidents/%27%20or%201=1",
    "/status/acme/<script>alert(1)</script>",
    "/status/acme/live",
    "/status/",
    "/status//",
    "/status/ACME",
    "/status/__proto__",
    "/status/acme/__proto__",
    "/status/acme/constructor",
  ])("%s is unknown, and nothing of it stands in the answer", async (path) => {
    const { status, headers, body } = await at(path);
    expect(status).toBe(404);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body.toString()).not.toContain("alert(1)");
  });
});

describe("languages", () => {
  const languageOf = async (path: string, header?: string) => {
    const answer = await at(path, { headers: header === undefined ? {} : { "accept-language": header } });
    return [
      answer.headers["content-language"],
      /<html[^>]* lang="([^"]*)"/.exec(answer.body.toString())?.[1],
    ];
  };

  test.each([
    ["the page's own, when nobody says", "", undefined, "en"],
    ["the browser's", "", "de-AT,de;q=0.9,en;q=0.8", "de"],
    ["the most wanted that there is", "", "tlh, sv;q=0.9, fr;q=0.7, de;q=0.6", "fr"],
    ["a close one", "", "pt-PT", "pt-BR"],
    ["the script that is read there", "", "zh-CN", "zh-Hans"],
    ["the one that the address names", "?lang=ja", "de", "ja"],
    ["the browser's, when the address names none of ours", "?lang=tlh", "de", "de"],
    ["the page's own, when the browser speaks in riddles", "", ";;;q=,*;q=nan,--", "en"],
  ])("%s", async (_, query, header, expected) => {
    expect(await languageOf(`/status/acme${query}`, header)).toEqual([expected, expected]);
    expect(await languageOf(`/status/acme/history${query}`, header)).toEqual([expected, expected]);
  });

  test("caches on the way are told what the answer depends on", async () => {
    expect((await at("/status/acme")).headers.vary).toBe("Accept-Encoding, Accept-Language");
    expect((await at("/status/acme/history.atom")).headers.vary).toBe("Accept-Encoding");
  });
});

describe("hosts", () => {
  test("on a host of its own there is the page and nothing else", async () => {
    for (const path of ["/app", "/sign-in", "/api/v1/me", "/status/acme", "/healthz", "/metrics"]) {
      expect((await hosted(path)).status, path).toBe(404);
    }
  });

  test.each([
    ["in other letters", `ACME.Pages.Example`, 200],
    ["with a port", `acme.${pagesDomain}:8443`, 200],
    ["with the dot that ends a name", `acme.${pagesDomain}.`, 200],
    ["of a page that there is not", `nobody.${pagesDomain}`, 404],
    ["two names deep", `www.acme.${pagesDomain}`, 404],
    ["with nothing in front", `.${pagesDomain}`, 404],
    ["that leads outside", `acme/../x.${pagesDomain}`, 404],
  ])("a name %s", async (_, host, status) => {
    expect((await hosted("/", host)).status).toBe(status);
  });

  test("only the Host header counts", async () => {
    const clean = await at("/status/acme");
    for (const header of ["x-forwarded-host", "x-host", "x-original-url", "x-rewrite-url", "forwarded"]) {
      const answer = await at("/status/acme", { headers: { [header]: "evil.example" } });
      expect(answer.body.equals(clean.body), header).toBe(true);
    }
    const evil = await hosted("/status/acme", "evil.example");
    expect(evil.body.equals(clean.body)).toBe(true);
  });

  test("what a query says besides is no part of the answer", async () => {
    const clean = await at("/status/acme");
    const odd = await at('/status/acme?utm=1&x="><script>alert(1)</script>');
    expect(odd.body.equals(clean.body)).toBe(true);
    expect(odd.headers.etag).toBe(clean.headers.etag);
  });
});

describe("the badge", () => {
  test("looks and reads as its address asks, and nothing in it is markup", async () => {
    const badge = async (query: string) => (await at(`/status/acme/badge.svg${query}`)).body.toString();
    const plain = await badge("");
    expect(plain).toContain("Acme");
    expect(await badge("?style=flat-square")).not.toBe(plain);
    expect(await badge("?style=none-of-ours")).toBe(plain);
    const hostile = await badge(`?label=${encodeURIComponent("<script>alert(1)</script>\u0000\r\n")}`);
    expect(hostile).not.toContain("<script");
    expect(hostile).toContain("&lt;script");
    expect(await badge(`?label=${"x".repeat(5_000)}`)).not.toContain("x".repeat(100));
  });
});
