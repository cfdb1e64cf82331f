import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { everyAddress } from "./http/addresses.fixture.ts";
import { furnish } from "./http/examples.fixture.ts";
import { safetyHeaders } from "./safety-headers.ts";

let fanal: TestFanal;
let mara: Person;
let addresses: string[];

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await mara.client.organizations.create({ name: "Acme" });
  const ids = await furnish(mara.client, organization, await fanal.signUp("Gita Guest"));
  const pages = await mara.client.statusPages.list({ organization });
  const pageSlug = pages.find(({ id }) => id === ids.pageId)?.slug ?? "";
  addresses = await everyAddress(fanal.databaseUrl, { organization, ids, pageSlug });
});
afterAll(() => fanal[Symbol.asyncDispose]());

interface Asked {
  what: string;
  response: Response;
}

/** Every address as it is answered to a member, to a stranger, and to what is sent there from another site. */
async function everyAnswer(): Promise<Asked[]> {
  const ways: RequestInit[] = [
    { headers: { cookie: mara.cookie } },
    {},
    { method: "HEAD" },
    { method: "OPTIONS" },
    { method: "POST", headers: { origin: "https://evil.example" } },
    { method: "POST", headers: { "content-type": "application/json" }, body: "{" },
    { method: "DELETE" },
  ];
  const asked: Asked[] = [];
  for (const way of ways) {
    const answers = addresses.map(async (address) => ({
      what: `${way.method ?? "GET"} ${address}`,
      response: await fetch(fanal.url + address, { redirect: "manual", ...way }),
    }));
    asked.push(...(await Promise.all(answers)));
  }
  return asked;
}

test("every answer of every address tells browsers what it may not do", async () => {
  const answers = await everyAnswer();
  const statuses = new Set(answers.map(({ response }) => response.status));
  expect([200, 400, 401, 403, 404, 405].filter((status) => !statuses.has(status))).toEqual([]);
  const bare = answers.flatMap(({ what, response: { headers, status } }) => {
    const missing = safetyHeaders().filter(([name]) => !headers.has(name));
    return missing.map(([name]) => `${what} ${status} has no ${name}`);
  });
  expect(bare).toEqual([]);
  const loose = answers.filter(({ response: { headers } }) => {
    return headers.get("x-content-type-options") !== "nosniff" || headers.has("strict-transport-security");
  });
  expect(loose.map(({ what }) => what)).toEqual([]);
});

test("no policy of any answer has a weakness that Google's evaluator knows to be grave", async () => {
  const policies = new Set(
    (await everyAnswer()).map(({ response }) => response.headers.get("content-security-policy") ?? ""),
  );
  // The closed one, those of the dashboard, of pages, of notices and doors, of feeds, and of previews.
  expect(policies.size).toBeGreaterThanOrEqual(5);
  for (const policy of policies) {
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
    const grave = findings.filter(({ severity }) => severity <= Severity.MEDIUM);
    expect({ policy, grave: grave.map(({ description }) => description) }).toEqual({ policy, grave: [] });
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors '(none|self)'/);
    // A drawing may style itself: nothing runs in it, and nothing else is there to be styled.
    if (!policy.split("; ").includes("sandbox")) expect(policy).not.toMatch(/'unsafe-/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe/);
  }
});

test("styles are let into the dashboard by a nonce that no other answer has", async () => {
  const nonces = new Set<string>();
  for (let answers = 0; answers < 3; answers += 1) {
    const response = await fetch(`${fanal.url}/sign-in`);
    const policy = response.headers.get("content-security-policy") ?? "";
    const [, nonce = ""] = /style-src 'self' 'nonce-([^']{22,})';/.exec(policy) ?? [];
    nonces.add(nonce);
    expect(await response.text()).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
  }
  expect(nonces.size).toBe(3);
});

test("a socket that is refused says the same", async () => {
  const socket = connect(fanal.fanal.port, "127.0.0.1");
  socket.write(
    "GET /api/v1/organizations/acme/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  for (const [name, value] of safetyHeaders()) expect(answer).toContain(`${name}: ${value}\r\n`);
});
