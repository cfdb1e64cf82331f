import { actions } from "@fanal/domain";
import { type AnyContractProcedure, isContractProcedure } from "@orpc/contract";
import { expect, test } from "vitest";
import { z } from "zod";
import { contract, errors, limits, type ProcedureMeta } from "./index.ts";

const procedures = walk(contract).map(([name, procedure]) => {
  const { route, errorMap, inputSchema, outputSchema } = procedure["~orpc"];
  const meta: ProcedureMeta = procedure["~orpc"].meta;
  const { method = "", path = "", successStatus = 200, summary = "", tags = [] } = route;
  const params = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  return {
    name,
    method,
    path,
    params,
    successStatus,
    summary,
    tags,
    meta,
    errorMap,
    inputSchema,
    outputSchema,
  };
});

/** What makes one more of something that there may be only so many of. */
const limited = [
  "organizations.update",
  "invitations.create",
  "teams.create",
  "noticeTargets.create",
  "services.create",
  "services.restore",
  "heartbeats.create",
  "checks.create",
  "checks.update",
  "uptimeCorrections.create",
  "alertSources.create",
  "incidentTemplates.create",
  "pageDomains.add",
  "announcements.create",
  "announcements.restore",
  "metrics.create",
  "subscriberImports.create",
  "imports.create",
  "apiKeys.create",
  "scimTokens.create",
  "ssoProviders.create",
  "emailDomains.add",
];

test("the contract has procedures, and the walk finds them all", () => {
  const resources = Object.values(contract).map((resource) => Object.keys(resource).length);
  expect(procedures).toHaveLength(resources.reduce((sum, count) => sum + count, 0));
});

test.for(procedures)(
  "$name has an address, words and a permission",
  ({ method, path, summary, tags, meta }) => {
    expect(["GET", "POST", "PUT", "PATCH", "DELETE"]).toContain(method);
    expect(path).toMatch(/^(\/[a-z]+(-[a-z]+)*|\/\{[a-z]+([A-Z][a-z]+)*\})+$/);
    expect(summary).not.toBe("");
    expect(tags).toHaveLength(1);
    const { permission } = meta;
    expect(permission).toBeDefined();
    if (path.startsWith("/organizations/{organization}")) expect(actions).toContain(permission);
    else expect(["signed_in", "anyone"]).toContain(permission);
  },
);

test("no two procedures share an address", () => {
  const addresses = procedures.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test.for(procedures)(
  "$name answers with the status that its method promises",
  ({ name, method, successStatus }) => {
    const created = method === "POST" && !/restore|preview/i.test(name);
    expect(successStatus).toBe(method === "DELETE" ? 204 : created ? 201 : 200);
  },
);

test.for(procedures)(
  "$name declares the refusals that it can make, as the catalogue has them",
  (procedure) => {
    const { name, method, params, meta, errorMap, inputSchema } = procedure;
    const declared = Object.keys(errorMap);
    const expected = ["bad_request", "rate_limited", "internal_error", "unavailable"];
    if (meta.permission !== "anyone") expected.push("unauthorized");
    if (
      params.includes("organization") ||
      namesIn(inputSchema).some((field) => ["token", "sessionId"].includes(field))
    )
      expected.push("not_found");
    if (params.includes("organization") || method !== "GET") expected.push("forbidden");
    // An organization may ask how its members sign in.
    if (params.includes("organization"))
      expected.push("sign_in_method_refused", "sso_required", "two_factor_required");
    if (method !== "GET") expected.push("payload_too_large");
    if (method === "POST") expected.push("idempotency_conflict");
    if (namesIn(inputSchema).includes("version")) expected.push("version_conflict");
    if (fieldsOf(inputSchema).some(([name]) => name === "slug")) expected.push("name_taken");
    if (limited.includes(name)) expected.push("limit_reached");
    if (
      [
        "teams.create",
        "teams.update",
        "noticeTargets.create",
        "noticeTargets.update",
        "pageDomains.add",
        "pageDomains.verify",
        "emailDomains.add",
        "emailDomains.verify",
        "signIn.update",
        "subscribers.create",
      ].includes(name)
    )
      expected.push("name_taken");
    if (name === "subscribers.create") expected.push("unsubscribed");
    if (["ssoProviders.create", "ssoProviders.update"].includes(name)) expected.push("provider_refused");
    if (["ssoProviders.delete", "emailDomains.remove"].includes(name)) expected.push("sso_in_use");
    if (["pageDomains.verify", "emailDomains.verify"].includes(name)) expected.push("domain_unproven");
    expect(declared.toSorted()).toEqual(expected.toSorted());
    for (const [code, item] of Object.entries(errorMap)) {
      const known: Record<string, { status: number; message: string }> = errors;
      expect(item, code).toMatchObject(known[code] ?? { code: "of the catalogue" });
    }
  },
);

test.for(
  procedures.filter(({ outputSchema }) => fieldsOf(outputSchema).some(([name]) => name === "version")),
)("$name gives a version, so what changes or deletes it takes one", ({ path }) => {
  // An image and a place in a team have no version: they are put as a whole, and what is answered is what they are put in.
  if (/\/(images\/\{kind\}|members\/\{memberId\})$/.test(path)) return;
  const changing = procedures.filter((one) => one.path === path && ["PATCH", "DELETE"].includes(one.method));
  for (const { name, inputSchema } of changing) expect(namesIn(inputSchema), name).toContain("version");
});

test.for(procedures)("$name takes every parameter of its address as a field", ({ params, inputSchema }) => {
  expect(fieldsOf(inputSchema).map(([name]) => name)).toEqual(expect.arrayContaining(params));
});

test.for(procedures)("$name writes all names in camelCase", ({ inputSchema, outputSchema }) => {
  for (const schema of [inputSchema, outputSchema]) {
    for (const name of namesIn(schema)) expect(name).toMatch(/^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$/);
  }
});

test.for(procedures)(
  "$name has a greatest length for every text and list that it takes",
  ({ inputSchema }) => {
    expect(boundless(inputSchema)).toEqual([]);
  },
);

test("the limits are those that forms and documents name", () => {
  expect(limits).toMatchObject({ title: 200, message: 25_000, name: 100 });
  const declare = contract.incidents.create["~orpc"].inputSchema;
  const parse = (title: number, message: number) =>
    declare?.safeParse({ organization: "acme", title: "x".repeat(title), message: "x".repeat(message) })
      .success;
  expect([parse(200, 25_000), parse(201, 1), parse(1, 25_001), parse(0, 1), parse(1, 0)]).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

function walk(router: object, prefix = ""): [string, AnyContractProcedure][] {
  return Object.entries(router).flatMap(([key, value]: [string, object]) =>
    isContractProcedure(value) ? [[`${prefix}${key}`, value]] : walk(value, `${prefix}${key}.`),
  );
}

function fieldsOf(schema: unknown): [string, unknown][] {
  return schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
}

/** JSON Schema of what a procedure takes or gives, to be looked through. */
function jsonOf(schema: unknown): object {
  if (!(schema instanceof z.ZodType) || schema instanceof z.ZodVoid) return {};
  return z.toJSONSchema(schema, { io: "input" });
}

function nodesIn(value: unknown, path = "", parent = ""): { path: string; parent: string; node: object }[] {
  if (typeof value !== "object" || value === null) return [];
  return [
    { path, parent, node: value },
    ...Object.entries(value).flatMap(([key, child]) => nodesIn(child, `${path}/${key}`, key)),
  ];
}

function namesIn(schema: unknown): string[] {
  return nodesIn(jsonOf(schema))
    .filter(({ parent }) => parent === "properties")
    .flatMap(({ node }) => Object.keys(node));
}

function boundless(schema: unknown): string[] {
  const isText = (node: object) => "type" in node && node.type === "string";
  const isBounded = (node: object) =>
    "maxLength" in node || "enum" in node || "const" in node || "format" in node;
  return nodesIn(jsonOf(schema))
    .filter(
      ({ node }) =>
        (isText(node) && !isBounded(node)) ||
        ("type" in node && node.type === "array" && !("maxItems" in node)),
    )
    .map(({ path }) => path);
}
