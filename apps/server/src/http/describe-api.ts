import { contract, type ProcedureMeta } from "@fanal/contract";
import { apiKeyScopes, scopes } from "@fanal/domain";
import { isContractProcedure, type OpenAPI } from "@orpc/contract";
import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { cookiePrefix } from "../cookie-prefix.ts";
import { longestIdempotencyKey } from "./api.ts";
import { describeDownload, downloads } from "./describe-downloads.ts";
import { errorSchema } from "./describe-errors.ts";
import { rateLimitPolicy } from "./rate-limit.ts";
import { recordedExamples } from "./recorded-examples.ts";

const idempotencyKey: OpenAPI.ParameterObject = {
  name: "Idempotency-Key",
  in: "header",
  description:
    "Makes the request safe to repeat for a day: the same key gives the same answer and has one effect, also when two arrive at once.",
  schema: { type: "string", minLength: 1, maxLength: longestIdempotencyKey },
};

const requestIdHeader: OpenAPI.HeaderObject = {
  description: "Quote this when asking for help: the server's log has it.",
  schema: { type: "string", format: "uuid" },
};

const retryAfter: OpenAPI.HeaderObject = {
  description: "Seconds to wait before the next try.",
  schema: { type: "integer", minimum: 1 },
};

/** By the draft of the HTTPAPI working group. */
const rateLimitHeaders: Record<string, OpenAPI.HeaderObject> = {
  "RateLimit-Policy": {
    description: "The quota `q` of whoever asks, and the window `w` in seconds that it is for.",
    schema: { type: "string" },
    example: rateLimitPolicy,
  },
  RateLimit: {
    description: "The requests `r` that remain, and the seconds `t` until they are all there again.",
    schema: { type: "string" },
    example: '"caller";r=5999;t=60',
  },
};

/** The description of the API, made from the contract, with the headers that HTTP adds to it. */
export async function describeApi(url: string): Promise<OpenAPI.Document> {
  const cookie = `${cookiePrefix(url.startsWith("https:"))}fanal.session_token`;
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: "Fanal",
      version: "1.0.0",
      description:
        "Services, incidents, maintenances and status pages of an organization: all that the dashboard does. A program comes with an API key, `Authorization: Bearer fanal_…`, which works in its own organization. Every POST takes an `Idempotency-Key`; a write that carries the `version` it read is refused when something came between. Lists that can be long have `limit` and `cursor`. Within version 1 only what old programs can overlook is added; what will go is marked as deprecated before.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: `${url}/api/v1` }],
    security: [{ session: [] }],
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: cookie },
        key: {
          type: "http",
          scheme: "bearer",
          description:
            "An API key of the organization. Beside each operation stand the scopes of which the key needs one.",
        },
      },
    },
    customErrorResponseBodySchema: (definedErrors) => errorSchema(definedErrors.map(([code]) => code)),
  });
  const permissions = permissionsOf(contract);
  for (const download of downloads) {
    document.paths = { ...document.paths, [download.path]: { get: describeDownload(download) } };
    permissions.set(download.operationId, download.permission);
  }
  for (const operation of operationsOf(document, ["get", "post", "put", "patch", "delete"])) {
    operation.security = securityOf(permissions.get(operation.operationId ?? ""));
  }
  for (const operation of operationsOf(document, ["get", "post", "put", "patch"])) showExample(operation);
  for (const operation of operationsOf(document, ["post"])) {
    operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
  }
  for (const operation of operationsOf(document, ["get", "post", "put", "patch", "delete"])) {
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      if ("$ref" in response) continue;
      // What has no body has no schema of one.
      if (status === "204") delete response.content;
      const passes = status === "429" || status === "503";
      response.headers = {
        "X-Request-Id": requestIdHeader,
        ...rateLimitHeaders,
        ...(passes ? { "Retry-After": retryAfter } : {}),
      };
    }
  }
  return document;
}

/** Shows what was sent and answered when the example of a procedure was run. */
function showExample({ operationId, requestBody, responses }: OpenAPI.OperationObject): void {
  const { request, response } = recordedExamples.get(operationId ?? "") ?? {};
  const asked = requestBody === undefined || "$ref" in requestBody ? undefined : requestBody.content;
  const answered = Object.entries(responses ?? {}).find(([status]) => status.startsWith("2"))?.[1];
  for (const [content, example] of [
    [asked, request],
    [answered === undefined || "$ref" in answered ? undefined : answered.content, response],
  ] as const) {
    const json = content?.["application/json"];
    if (json !== undefined && example !== undefined) json.example = example;
  }
}

/** What each procedure asks of its caller, by its name. */
function permissionsOf(router: object, prefix = ""): Map<string, ProcedureMeta["permission"]> {
  const permissions = new Map<string, ProcedureMeta["permission"]>();
  for (const [key, value] of Object.entries(router)) {
    const name = `${prefix}${key}`;
    if (isContractProcedure(value)) {
      const { permission }: ProcedureMeta = value["~orpc"].meta;
      permissions.set(name, permission);
    } else
      for (const [inner, permission] of permissionsOf(value, `${name}.`)) permissions.set(inner, permission);
  }
  return permissions;
}

/** Who may call: whoever has a session, or a key with one of these scopes; nothing is asked of anyone. */
function securityOf(permission: ProcedureMeta["permission"]): OpenAPI.SecurityRequirementObject[] {
  if (permission === "anyone") return [];
  const allowing =
    permission === undefined || permission === "signed_in"
      ? []
      : apiKeyScopes.filter((scope) => scopes[scope].includes(permission));
  return allowing.length === 0 ? [{ session: [] }] : [{ session: [] }, { key: allowing }];
}

type Method = "get" | "post" | "put" | "patch" | "delete";

function operationsOf(document: OpenAPI.Document, methods: Method[]): OpenAPI.OperationObject[] {
  return Object.values(document.paths ?? {})
    .flatMap((path) => methods.map((method) => path?.[method]))
    .filter((operation) => operation !== undefined);
}
