import { createHash } from "node:crypto";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import type { Auth } from "../auth/auth.ts";
import type { Context } from "../context.ts";
import type { RequestContext } from "../request-context.ts";
import { inSpan } from "../tracing.ts";
import { answer, answerError } from "./errors.ts";
import { isTooDeep } from "./json-depth.ts";
import { router } from "./router.ts";

/** Resolves once what an event changed is served to visitors, or after a short while. */
export type UntilVisible = (organizationId: string, position: number) => Promise<void>;

interface ApiOptions {
  context: Context;
  auth: Auth;
  untilVisible: UntilVisible;
}

/** In characters. */
export const longestIdempotencyKey = 200;
const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** The REST API below `/api/v1`: takes a request whose body has been limited, answers in JSON. */
export function createApi({ context, auth, untilVisible }: ApiOptions) {
  const handler = new OpenAPIHandler(router, {
    clientInterceptors: [({ path, next }) => inSpan(path.join("."), {}, () => next())],
    interceptors: [
      async ({ next, context: { requestId } }) => {
        try {
          return await next();
        } catch (error) {
          return { matched: true, response: answerError(error, requestId, context.log) };
        }
      },
    ],
  });

  return async function handle(
    request: Request,
    { requestId, address }: Pick<RequestContext, "requestId" | "address">,
  ): Promise<Response> {
    if (!methods.has(request.method)) return toResponse(answer("not_found", requestId));
    const body = await request.text();
    const refused = refuseMalformed(request, body, requestId);
    if (refused !== null) return refused;
    const commits: Promise<void>[] = [];
    let committed = 0;
    const cookies: string[] = [];
    const requestContext: RequestContext & { auth: Auth } = {
      ...context,
      auth,
      requestId,
      address,
      headers: request.headers,
      setCookies: (more) => cookies.push(...more),
      idempotency: idempotencyOf(request, body),
      onCommit: (organizationId, position) => {
        committed = position;
        commits.push(untilVisible(organizationId, position));
      },
    };
    const { response } = await handler.handle(withBody(request, body), {
      prefix: "/api/v1",
      context: requestContext,
    });
    await Promise.all(commits);
    // Sockets tell of it once pages show it.
    if (committed > 0) response?.headers.set("fanal-position", String(committed));
    for (const cookie of cookies) response?.headers.append("set-cookie", cookie);
    return response ?? toResponse(answer("not_found", requestId));
  };
}

export function toResponse({ status, headers, body }: ReturnType<typeof answer>): Response {
  return Response.json(body, { status, headers });
}

function refuseMalformed(request: Request, body: string, requestId: string): Response | null {
  const key = request.headers.get("idempotency-key");
  if (key !== null && (key === "" || key.length > longestIdempotencyKey)) {
    const message = `An Idempotency-Key has 1 to ${longestIdempotencyKey} characters.`;
    return toResponse(answer("bad_request", requestId, message));
  }
  if (body === "") return null;
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    return toResponse(
      answer("bad_request", requestId, "Send the body as JSON, with Content-Type: application/json."),
    );
  }
  if (isTooDeep(body)) return toResponse(answer("bad_request", requestId, "The body is nested too deeply."));
  try {
    JSON.parse(body);
    return null;
  } catch {
    return toResponse(answer("bad_request", requestId, "The body is not valid JSON."));
  }
}

function idempotencyOf(request: Request, body: string): RequestContext["idempotency"] {
  const key = request.headers.get("idempotency-key");
  if (request.method !== "POST" || key === null) return null;
  const { pathname } = new URL(request.url);
  return { key, requestHash: createHash("sha256").update(`${pathname}\n${body}`).digest("base64url") };
}

/** HEAD is asked like GET; its body is left out on the way to the wire. */
function withBody(request: Request, body: string): Request {
  const { headers, url } = request;
  const method = request.method === "HEAD" ? "GET" : request.method;
  return new Request(url, body === "" ? { method, headers } : { method, headers, body });
}
