import { contract, errors } from "@fanal/contract";
import { apiKeyScopes, scopes } from "@fanal/domain";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { downloads } from "./describe-downloads.ts";
import { ask, proceduresOf } from "./test-helpers.ts";

const schema = z.looseObject({
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.looseObject({ enum: z.array(z.string()).optional() })).optional(),
});
const answer = z.object({
  description: z.string().optional(),
  content: z.record(z.string(), z.object({ schema: z.looseObject({}) })).optional(),
  headers: z.record(z.string(), z.looseObject({})),
});
const operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  responses: z.record(z.string(), answer),
});
const description = z.object({
  openapi: z.string(),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

let fanal: TestFanal;
let document: Record<string, unknown>;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  const { status, body } = await ask(fanal.url, { path: "/api/openapi.json" });
  expect(status).toBe(200);
  document = z.looseObject({}).parse(body);
});

afterAll(() => fanal[Symbol.asyncDispose]());

test("the description is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("Redocly finds nothing against its recommended rules", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  // One of them wants no localhost, where a test has to run.
  const source = JSON.stringify(document).replaceAll(fanal.url, "https://fanal.test");
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
    [],
  );
});

test("it says where the API is", () => {
  expect(description.parse(document).servers).toEqual([{ url: `${fanal.url}/api/v1` }]);
});

test.for(proceduresOf(contract))("$name is described with its success and all its refusals", (procedure) => {
  const found = operationOf(procedure.path, procedure.method);
  expect(found.operationId).toBe(procedure.name);
  expect(found.responses).toHaveProperty(String(procedure.successStatus));
  const byStatus = Map.groupBy(procedure.errorCodes, (code) => statusOf(code));
  for (const [status, codes] of byStatus) {
    const body = found.responses[status]?.content?.["application/json"]?.schema;
    expect(body, `${procedure.name} ${status}`).toBeDefined();
    const shape = schema.parse(body);
    expect(shape.required).toEqual(["code", "message", "requestId"]);
    expect(Object.keys(shape.properties ?? {})).toEqual(["code", "message", "issues", "requestId"]);
    expect(shape.properties?.code?.enum?.toSorted()).toEqual(codes.toSorted());
  }
});

test.for(proceduresOf(contract))(
  "$name is described with the headers that it takes and gives",
  (procedure) => {
    const { parameters, responses } = operationOf(procedure.path, procedure.method);
    const taken = parameters.flatMap((parameter) => (parameter.in === "header" ? [parameter.name] : []));
    expect(taken).toEqual(procedure.method === "POST" ? ["Idempotency-Key"] : []);
    for (const [status, { headers }] of Object.entries(responses)) {
      const passes = status === "429" || status === "503";
      expect(Object.keys(headers), status).toEqual([
        "X-Request-Id",
        "RateLimit-Policy",
        "RateLimit",
        ...(passes ? ["Retry-After"] : []),
      ]);
    }
  },
);

test.for(proceduresOf(contract))(
  "$name is described with who may call it",
  ({ path, method, permission }) => {
    const { security } = operationOf(path, method);
    if (permission === "anyone") return expect(security).toEqual([]);
    const allowing = apiKeyScopes.filter((scope) => scopes[scope].some((action) => action === permission));
    expect(security).toEqual(
      allowing.length === 0 ? [{ session: [] }] : [{ session: [] }, { key: allowing }],
    );
  },
);

test("a key is described as a bearer, and no operation asks for a scheme that is not described", () => {
  const { components } = z
    .looseObject({ components: z.looseObject({ securitySchemes: z.record(z.string(), z.looseObject({})) }) })
    .parse(document);
  expect(components.securitySchemes.key).toMatchObject({ type: "http", scheme: "bearer" });
  const asked = Object.values(description.parse(document).paths)
    .flatMap((operations) => Object.values(operations))
    .flatMap(({ security }) => security.flatMap((one) => Object.keys(one)));
  expect(Object.keys(components.securitySchemes).toSorted()).toEqual([...new Set(asked)].toSorted());
});

test.for(downloads)(
  "$operationId is a file of a described type, and nothing for whoever may not have it",
  async (download) => {
    const { security, responses } = operationOf(download.path, "GET");
    const allowing = apiKeyScopes.filter((scope) => scopes[scope].includes(download.permission));
    expect(security).toEqual(
      allowing.length === 0 ? [{ session: [] }] : [{ session: [] }, { key: allowing }],
    );
    const { cookie, client } = await fanal.signUp("Mara Ilves");
    const { slug } = await client.organizations.create({ name: "Acme" });
    const [page] = await client.statusPages.list({ organization: slug });
    const path = download.path
      .replace("{organization}", slug)
      .replace("{pageId}", page?.id ?? "")
      .replace("{month}", new Date().toISOString().slice(0, 7));
    const address = `${fanal.url}/api/v1${path}?format=json`;
    expect((await fetch(address)).status).toBe(401);
    const answered = await fetch(address, { headers: { cookie } });
    expect(answered.status).toBe(200);
    const type = answered.headers.get("content-type")?.split(";")[0] ?? "";
    expect(Object.keys(responses["200"]?.content ?? {})).toContain(type);
    if (type === "application/json") await answered.json();
    else await answered.text();
  },
);

test("it describes nothing that is not there", () => {
  const described = Object.entries(description.parse(document).paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const inContract = proceduresOf(contract).map(({ method, path }) => `${method} ${path}`);
  const files = downloads.map(({ path }) => `GET ${path}`);
  expect(described.sort()).toEqual([...inContract, ...files].sort());
});

function operationOf(path: string, method: string): z.infer<typeof operation> {
  const found = description.parse(document).paths[path]?.[method.toLowerCase()];
  if (found === undefined) throw new Error(`${method} ${path} is not described`);
  return found;
}

function statusOf(code: string): string {
  const known: Record<string, { status: number }> = errors;
  return String(known[code]?.status);
}
