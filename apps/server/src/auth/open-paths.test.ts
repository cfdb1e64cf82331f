import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { betterAuth } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import { organization } from "better-auth/plugins/organization";
import { twoFactor } from "better-auth/plugins/two-factor";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openPaths } from "./open-paths.ts";
import { passkeys } from "./passkeys.ts";

/** Every endpoint that Better Auth has with what we use of it, so that those of a later version are found too. */
const plugins = [
  organization(),
  twoFactor(),
  passkeys("https://fanal.example"),
  magicLink({ sendMagicLink: () => {} }),
];
const endpoints = Object.values(betterAuth({ baseURL: "https://fanal.example", plugins }).api).flatMap(
  (endpoint) =>
    "path" in endpoint && typeof endpoint.path === "string"
      ? [endpoint.options.method ?? "GET"].flat().map((method) => ({ method, path: endpoint.path }))
      : [],
);
/** What would tell tokens of sessions, take a picture from anywhere, or send codes that no limit counts. */
const closed = [
  "/list-sessions",
  "/revoke-sessions",
  "/update-user",
  "/organization/list",
  "/two-factor/send-otp",
];

let fanal: TestFanal;
let mara: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
afterAll(() => fanal[Symbol.asyncDispose]());

test("of what Better Auth offers only that is there which Fanal uses", async () => {
  const answering: string[] = [];
  for (const { method, path } of endpoints) {
    const response = await fetch(`${fanal.url}/api/auth${path.replace(/:\w+/g, "x")}`, {
      method,
      redirect: "manual",
      headers: { cookie: mara.cookie, origin: fanal.url, "content-type": "application/json" },
      ...(method === "GET" ? {} : { body: "{}" }),
    });
    if (response.status !== 404 && !openPaths.has(path))
      answering.push(`${method} ${path} ${response.status}`);
  }
  expect(endpoints.length).toBeGreaterThan(50);
  expect(closed.filter((path) => openPaths.has(path))).toEqual([]);
  expect(answering).toEqual([]);
});
