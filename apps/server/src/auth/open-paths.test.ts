import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { betterAuth } from "better-auth";
import { organization } from "better-auth/plugins/organization";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

/** Every endpoint that Better Auth has with what we use of it, so that those of a later version are found too. */
const endpoints = Object.values(betterAuth({ plugins: [organization()] }).api).flatMap((endpoint) =>
  "path" in endpoint && typeof endpoint.path === "string"
    ? [endpoint.options.method ?? "GET"].flat().map((method) => ({ method, path: endpoint.path }))
    : [],
);
const open = ["/sign-up/email", "/sign-in/email", "/sign-out", "/get-session"];

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
    if (response.status !== 404 && !open.includes(path))
      answering.push(`${method} ${path} ${response.status}`);
  }
  expect(endpoints.length).toBeGreaterThan(30);
  expect(answering).toEqual([]);
});
