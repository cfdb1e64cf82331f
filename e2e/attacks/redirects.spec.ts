import { startServerProcess, startTestFanal, type TestFanal } from "@fanal/testing";
import { launchBrowser } from "@fanal/testing/browser";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { freePort, temporaryFolder } from "../faults/processes.ts";
import { foundHouse, type House, openWindow } from "../support/dashboard.ts";
import { payloads } from "./support/payloads.ts";
import { expectNothingFired, watch } from "./support/watch.ts";

let fanal: TestFanal;
let browser: Browser;
let house: House;
let database: pg.Client;

beforeAll(async () => {
  [fanal, browser] = await Promise.all([startTestFanal(inject("clusterUrl")), launchBrowser()]);
  house = await foundHouse(fanal, "lumen", ["API"]);
  database = new pg.Client(fanal.databaseUrl);
  await database.connect();
});
beforeEach(() => database.query("delete from rate_limits"));
afterAll(async () => {
  await database.end();
  await browser.close();
  await fanal[Symbol.asyncDispose]();
});

/** Addresses that look like one of ours to whoever looks too briefly. */
function elsewhere(url = fanal.url): string[] {
  const { host, origin } = new URL(url);
  return [
    "https://evil.example",
    "http://evil.example/app",
    "//evil.example",
    "///evil.example",
    "////evil.example/app",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "HTTPS://evil.example",
    "@evil.example",
    `${origin}@evil.example`,
    `${origin}.evil.example/app`,
    `//${host}@evil.example/app`,
    `https://${host}.evil.example`,
    `//evil.example#${host}`,
    `//evil.example?${host}`,
    "/%2fevil.example",
    "/%5cevil.example",
    "/%09/evil.example",
    "/app/..//evil.example",
    "/app/../..//evil.example",
    "/app/..;//evil.example",
    "/app/%2e%2e//evil.example",
    "/status/x/..//evil.example",
    "/status/lumen/../../\\evil.example",
    "/app%0d%0aLocation:%20https://evil.example",
    "/app\r\nLocation: https://evil.example",
    "javascript:pwn()",
    "JaVaScRiPt:pwn()",
    "java\tscript:pwn()",
    "data:text/html,<script>parent.pwn()</script>",
    "vbscript:pwn()",
    "blob:https://evil.example/1",
    "//evil%E3%80%82example",
    "/app/\u0000//evil.example",
    "//[::ffff:7f00:1]@evil.example",
  ];
}

/** Whether a browser at our address that is told to go there stays with us. */
function isOurs(target: string, url: string): boolean {
  return URL.parse(target, `${url}/sign-in`)?.origin === new URL(url).origin;
}

test("there are at least 40 of them", () => {
  expect(new Set(elsewhere()).size).toBeGreaterThanOrEqual(40);
});

test("signing in leads nowhere but to us, wherever the address says", async () => {
  const page = await openWindow(browser);
  const { fired } = await watch(page, fanal.url);
  for (const target of elsewhere()) {
    await database.query("delete from rate_limits");
    await page.context().clearCookies();
    await page.goto(`${fanal.url}/sign-in?return=${encodeURIComponent(target)}`);
    await page.getByLabel("E-mail").fill(house.person.email);
    await page.getByLabel("Password").fill(house.person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    expect({ target, origin: new URL(page.url()).origin }).toEqual({
      target,
      origin: new URL(fanal.url).origin,
    });
    expect({ target, fired }).toEqual({ target, fired: [] });
  }
}, 240_000);

test("no answer of sign-in sends a browser elsewhere, nor puts an address of elsewhere into a mail", async () => {
  // A process of its own: where Better Auth finds itself in a test, it lets every address pass.
  await using folder = await temporaryFolder();
  await using server = await startServerProcess({
    DATABASE_URL: fanal.databaseUrl,
    FANAL_SECRET: "a secret for tests only, 32 characters",
    FANAL_DATA_DIR: folder.path,
    FANAL_LOG_LEVEL: "silent",
    PORT: String(await freePort()),
    NODE_ENV: "development",
    TEST: "",
  });
  const { email, password, cookie } = house.person;
  const fields = [
    "callbackURL",
    "newUserCallbackURL",
    "errorCallbackURL",
    "redirectTo",
    "redirect",
    "returnPath",
    "next",
    "return",
  ];
  const paths: [string, object][] = [
    ["/sign-in/email", { email, password }],
    ["/sign-in/magic-link", { email }],
    ["/request-password-reset", { email }],
    ["/sign-up/email", { name: "Sly", email, password }],
    ["/change-email", { newEmail: "sly@example.com" }],
    ["/verify-email", { token: "x" }],
    ["/sign-up/confirm", { token: "x", password }],
    ["/magic-link/verify", { token: "x" }],
    ["/sign-out", {}],
  ];
  // The slow ones are slow on purpose, so all at once.
  for (const [path, body] of paths) {
    await database.query("delete from rate_limits");
    const tries = elsewhere(server.url).map(async (target) => {
      const more = Object.fromEntries(fields.map((field) => [field, target]));
      const query = new URLSearchParams(more);
      const response = await fetch(`${server.url}/api/auth${path}?${query}`, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          origin: server.url,
          ...(path === "/sign-out" ? {} : { cookie }),
        },
        body: JSON.stringify({ ...body, ...more }),
      });
      const location = response.headers.get("location");
      const answered: unknown = await response.json().catch(() => null);
      const url =
        typeof answered === "object" && answered !== null && "url" in answered ? answered.url : null;
      return [location, url]
        .filter((one) => typeof one === "string")
        .filter((one) => !isOurs(one, server.url));
    });
    expect({ path, led: (await Promise.all(tries)).flat() }).toEqual({ path, led: [] });
  }
  const { rows } = await database.query<{ text: string; html: string }>("select text, html from mails");
  expect(JSON.stringify(rows)).not.toContain("evil");
}, 120_000);

test("what an address says is shown nowhere as anything but text", async () => {
  const page = await openWindow(browser);
  const watched = await watch(page, fanal.url);
  const places = (text: string) => {
    const part = encodeURIComponent(text);
    return [
      `/sign-in?error=${part}&refusal=${part}&organization=${part}&return=${part}&callbackURL=${part}`,
      `/${part}`,
      `/app/${part}?q=${part}`,
      `/invitations/${part}`,
      `/reset-password?error=${part}&token=${part}#token=${part}`,
      `/status/${part}`,
      `/status/lumen/${part}?language=${part}`,
      `/status/lumen?q=${part}&page=${part}#${part}`,
      `/api/v1/${part}`,
      `/api/auth/error?error=${part}&error_description=${part}`,
      `/api/auth/auth0/callback?error=${part}&error_description=${part}`,
    ];
  };
  const sharp = payloads.filter((_, index) => index % 6 === 0);
  for (const payload of sharp) {
    for (const address of places(payload)) {
      await page.goto(fanal.url + address);
      await expectNothingFired(watched);
    }
  }
}, 240_000);
