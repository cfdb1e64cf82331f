import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { routePath } from "hono/route";
import { v7 as uuidv7 } from "uuid";
import type { HeardAlerts } from "../alerts/hear.ts";
import { type Auth, authPath, sessionCookieOf } from "../auth/auth.ts";
import type { EvenAnswers } from "../auth/even-answers.ts";
import { asBetterAuthExpects } from "../auth/open-paths.ts";
import { clientAddressHeader } from "../auth/sign-in-limits.ts";
import { isPostedFromElsewhere } from "../auth/sso/addresses.ts";
import type { ClientAddress } from "../client-address.ts";
import type { Context } from "../context.ts";
import type { Counts } from "../counts.ts";
import { withRequestId } from "../log.ts";
import { safetyHeaders } from "../safety-headers.ts";
import { inScimErrorShape } from "../scim/refusal.ts";
import { inSpan } from "../tracing.ts";
import { createApi, toResponse, type UntilVisible } from "./api.ts";
import { apiDocsPath, createApiDocs } from "./api-docs.ts";
import { inErrorShape } from "./auth-answers.ts";
import { limitBody } from "./body-limit.ts";
import { loadDashboard, type SignInOffers } from "./dashboard.ts";
import { describeApi } from "./describe-api.ts";
import { createDocs, docsPath } from "./docs.ts";
import { embedPreviewPath, embedScriptPath, serveEmbedPreview, serveEmbedScript } from "./embed.ts";
import { answer, answerError } from "./errors.ts";
import type { Health } from "./health.ts";
import { isTooDeep } from "./json-depth.ts";
import { isAllowedOrigin } from "./origin.ts";
import { rateLimitApi, tooManyRequests } from "./rate-limit.ts";

/** Programs call these, with no cookie that another site could use. */
const heartbeatPath = "/api/v1/heartbeats/";
const alertPath = "/api/v1/alerts/";
const machinePaths = [heartbeatPath, alertPath];

interface AppOptions {
  context: Context;
  auth: Auth;
  evenAnswers: EvenAnswers;
  untilVisible: UntilVisible;
  /** A page as it would look, for those who edit it. */
  preview: (request: Request, page: { organization: string; pageId: string }) => Promise<Response>;
  /** Everything of an organization, for its owners. */
  exportOrganization: (
    request: Request,
    asked: { organization: string; address: string | null },
  ) => Promise<Response>;
  exportEvents: (request: Request, of: { organization: string }) => Promise<Response>;
  /** The report of a month. */
  exportReport: (request: Request, of: { organization: string; month: string }) => Promise<Response>;
  exportSubscribers: (request: Request, of: { organization: string; pageId: string }) => Promise<Response>;
  /** What a directory tells of people, and asks. */
  scim: (request: Request, address: string | null) => Promise<Response>;
  /** What providers of mail tell of it. */
  hearOfMail: (told: {
    provider: string;
    secret: string;
    body: string;
  }) => Promise<"noted" | "not_found" | "forbidden" | "bad_request">;
  /** Something calls the address of a heartbeat. */
  hearHeartbeat: (token: string) => Promise<"heard" | "not_found" | { retryAfterSeconds: number }>;
  /** Something posts alerts. */
  hearAlerts: (posted: { token: string; body: string }) => Promise<HeardAlerts>;
  trustedOrigins: string[];
  clientAddress: ClientAddress;
  counts: Pick<Counts, "answered">;
  health: Health;
  offers: SignInOffers;
}

interface Env {
  Bindings: HttpBindings;
  Variables: { requestId: string };
}

/** Everything that is no finished page and no socket: API, sign-in, dashboard, health. */
export async function createApp({
  context,
  auth,
  evenAnswers,
  untilVisible,
  preview,
  exportOrganization,
  exportEvents,
  exportReport,
  exportSubscribers,
  scim,
  hearOfMail,
  hearHeartbeat,
  hearAlerts,
  trustedOrigins,
  clientAddress,
  counts,
  health,
  offers,
}: AppOptions) {
  const { log } = context;
  const app = new Hono<Env>();
  const handleApi = createApi({ context, auth, untilVisible });
  const description = await describeApi(context.url);
  const dashboard = await loadDashboard(offers);
  const apiDocs = createApiDocs();

  app.use(async (c, next) => {
    const requestId = uuidv7();
    c.set("requestId", requestId);
    const startedAt = performance.now();
    const { method } = c.req;
    const attributes = { "fanal.request_id": requestId, "http.request.method": method };
    await inSpan(`HTTP ${method}`, { kind: "serves", attributes }, (note) =>
      withRequestId(requestId, async () => {
        await next();
        const { status } = c.res;
        const seconds = (performance.now() - startedAt) / 1_000;
        counts.answered({ method, status, seconds });
        log.debug({ method, status, seconds }, "answered");
        // As the route is written, without what is in it.
        note({ "http.response.status_code": status, "http.route": routePath(c, -1) });
      }),
    );
    c.header("x-request-id", requestId);
    for (const [name, value] of safetyHeaders()) if (!c.res.headers.has(name)) c.header(name, value);
  });
  app.onError((error, c) => toResponse(answerError(error, c.get("requestId"), log)));
  app.notFound((c) => toResponse(answer("not_found", c.get("requestId"))));

  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    const readiness = await health.readiness();
    return c.json(readiness, readiness.status === "ready" ? 200 : 503);
  });
  app.get("/metrics", async (c) =>
    c.text(await health.metrics(), 200, { "content-type": health.metricsType }),
  );

  app.use("/api/*", async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  });
  app.use("/api/*", async (c, next) => {
    const mayComeFromAnywhere =
      isPostedFromElsewhere(c.req.raw) || machinePaths.some((path) => c.req.path.startsWith(path));
    if (!mayComeFromAnywhere && !isAllowedOrigin(c.req.raw, trustedOrigins)) {
      const message = `This request does not come from ${trustedOrigins[0]}, so it was not carried out. If that is not the address of this server, set FANAL_URL.`;
      return toResponse(answer("forbidden", c.get("requestId"), message));
    }
    return next();
  });
  app.use("/scim/*", async (c, next) => {
    await next();
    c.res = await inScimErrorShape(c.res);
  });
  const limitRate = rateLimitApi(await sessionCookieOf(auth), clientAddress);
  for (const path of ["/api/*", "/scim/*", "/mail-events/*"]) app.use(path, limitBody(), limitRate);
  app.get("/api/openapi.json", (c) => c.json(description));
  for (const path of [apiDocsPath, `${apiDocsPath}/*`]) {
    app.get(path, (c) => apiDocs(c.req.raw) ?? toResponse(answer("not_found", c.get("requestId"))));
  }
  app.all("/api/auth/*", async (c) => {
    const headers = new Headers(auth.signAnew(c.req.raw.headers));
    headers.set(clientAddressHeader, clientAddress(c.env.incoming) ?? "unknown");
    const sent = await readWhole(c.req.raw, headers);
    if (sent === null) return toResponse(tooDeep(c.get("requestId")));
    const request = await asBetterAuthExpects(sent, authPath);
    if (request === null) return toResponse(answer("not_found", c.get("requestId")));
    const answered = await evenAnswers.answer(() => auth.handler(request));
    return inErrorShape(answered, c.get("requestId"));
  });
  app.on(["GET", "POST"], "/api/v1/organizations/:organization/status-pages/:pageId/preview", (c) =>
    preview(c.req.raw, c.req.param()),
  );
  app.get("/api/v1/organizations/:organization/export", (c) =>
    exportOrganization(c.req.raw, {
      ...c.req.param(),
      address: clientAddress(c.env.incoming),
    }),
  );
  app.get("/api/v1/organizations/:organization/events/export", (c) => exportEvents(c.req.raw, c.req.param()));
  app.get("/api/v1/organizations/:organization/reports/:month/export", (c) =>
    exportReport(c.req.raw, c.req.param()),
  );
  app.get("/api/v1/organizations/:organization/status-pages/:pageId/subscribers/export", (c) =>
    exportSubscribers(c.req.raw, c.req.param()),
  );
  app.on(["GET", "POST"], `${heartbeatPath}:token`, async (c) => {
    const heard = await hearHeartbeat(c.req.param("token"));
    if (heard === "heard") return c.text("ok");
    if (heard === "not_found") return toResponse(answer(heard, c.get("requestId")));
    return toResponse(tooManyRequests(c.get("requestId"), heard.retryAfterSeconds));
  });
  app.post(`${alertPath}:token`, async (c) => {
    const requestId = c.get("requestId");
    const request = await readWhole(c.req.raw);
    if (request === null) return toResponse(tooDeep(requestId));
    const heard = await hearAlerts({ token: c.req.param("token"), body: await request.text() });
    if (heard === "not_found") return toResponse(answer(heard, requestId));
    if ("retryAfterSeconds" in heard) return toResponse(tooManyRequests(requestId, heard.retryAfterSeconds));
    const { problem, ...taken } = heard.taken;
    return problem === null ? c.json(taken) : toResponse(answer("bad_request", requestId, problem));
  });
  app.all("/api/v1/*", (c) =>
    handleApi(c.req.raw, {
      requestId: c.get("requestId"),
      address: clientAddress(c.env.incoming),
    }),
  );

  app.post("/mail-events/:provider/:secret", async (c) => {
    const request = await readWhole(c.req.raw);
    if (request === null) return toResponse(tooDeep(c.get("requestId")));
    const heard = await hearOfMail({ ...c.req.param(), body: await request.text() });
    return heard === "noted" ? c.body(null, 204) : toResponse(answer(heard, c.get("requestId")));
  });

  app.all("/scim/*", async (c) => {
    const request = await readWhole(c.req.raw);
    if (request === null) return toResponse(tooDeep(c.get("requestId")));
    return scim(request, clientAddress(c.env.incoming));
  });

  app.route(docsPath, createDocs());
  app.get(embedScriptPath, (c) => serveEmbedScript(c.req.raw));
  app.get(embedPreviewPath, (c) => serveEmbedPreview(c.req.raw, context.url));
  app.get("*", (c) => dashboard(c.req.raw) ?? toResponse(answer("not_found", c.get("requestId"))));
  return app;
}

/** The request with its body read; `null` where that is nested too deeply to be parsed. */
async function readWhole(request: Request, headers: Headers = request.headers): Promise<Request | null> {
  const { method, url } = request;
  const body = await request.text();
  if (isTooDeep(body)) return null;
  return new Request(url, body === "" ? { method, headers } : { method, headers, body });
}

function tooDeep(requestId: string) {
  return answer("bad_request", requestId, "The body is nested too deeply.");
}
