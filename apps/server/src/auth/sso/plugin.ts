import { safeReturnPath } from "@fanal/domain";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, getSessionFromCtx } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { Logger } from "pino";
import { z } from "zod";
import type { Outgoing } from "../../outgoing.ts";
import type { SecretBox } from "../../secret-box.ts";
import { flowMinutes, hashOf, keepFlow, newBrowser, reserve, takeFlow } from "../flows.ts";
import { clientAddressHeader } from "../sign-in-limits.ts";
import { oidcCallbackUrl, samlServiceOf } from "./addresses.ts";
import type { SsoIdentity } from "./identity.ts";
import { mayTest } from "./may-test.ts";
import { offersForAddress, offersOfOrganization } from "./offers.ts";
import { createOidcProtocol } from "./oidc.ts";
import { findProvider, isOidc, isSaml, type SsoProviderRow } from "./providers.ts";
import { refuseSso, SsoRefusal } from "./refusal.ts";
import { readSamlAnswer, samlRequestUrl, samlServiceMetadata } from "./saml.ts";
import { type SettleContext, settleSso, testSso } from "./sign-in.ts";

const providerId = z.uuid();
const offersInput = z.union([
  z.object({ email: z.string().max(254) }),
  z.object({ organization: z.string().max(64) }),
]);
const beginInput = z.object({
  provider: providerId,
  email: z.email().max(254).optional(),
  returnPath: z.string().max(2_000).optional(),
  /** Signs nobody in: says only whether it would. */
  isTest: z.boolean().default(false),
});

/** What a sign-in was begun for. */
const purpose = z.object({
  provider: providerId,
  /** As it was set then: what it has become since may be another's. */
  version: z.int(),
  /** A path of ours. */
  returnPath: z.string().nullable(),
  /** Who tries a provider out; `null`: somebody signs in. */
  tester: z.object({ id: z.uuid(), name: z.string(), organization: z.string() }).nullable(),
});
type Purpose = z.infer<typeof purpose>;

const oidcFlow = purpose.extend({ nonce: z.string(), codeVerifier: z.string() });
/** An answer that is posted from elsewhere comes without our cookies: what binds it to its browser is asked later. */
const samlFlow = purpose.extend({ browser: z.string() });
const samlTicket = purpose.extend({
  identity: z.object({
    subject: z.string(),
    email: z.string().nullable(),
    isEmailVerified: z.boolean().nullable(),
    name: z.string().nullable(),
  }),
});

interface SsoOptions extends SettleContext {
  url: string;
  box: SecretBox;
  outgoing: Outgoing;
  log: Logger;
}

/** Sign-in by the providers that organizations bring along: OpenID Connect and SAML. */
export function singleSignOn({ url, box, outgoing, log, ...context }: SsoOptions) {
  const { database, now } = context;
  const oidc = createOidcProtocol(outgoing);

  async function find(id: string, version?: number): Promise<SsoProviderRow> {
    const provider = await findProvider(database.db, box, id);
    if (provider === null) return refuseSso("sso_unknown");
    return version === undefined || version === provider.version ? provider : refuseSso("sso_flow_unknown");
  }

  const offers = createAuthEndpoint(
    "/sso/offers",
    { method: "POST", body: offersInput, requireHeaders: true },
    async (request) => {
      const { body } = request;
      const sources = { database, box };
      const found =
        "email" in body
          ? await offersForAddress(sources, body.email)
          : await offersOfOrganization(sources, body.organization);
      return request.json({ offers: found });
    },
  );

  const begin = createAuthEndpoint(
    "/sso/sign-in",
    { method: "POST", body: beginInput, requireHeaders: true },
    async (request) => {
      const { body } = request;
      const browser = await rememberBrowser(request);
      return request.json(
        await orRefusal(async () => {
          const provider = await find(body.provider);
          const asked: Purpose = {
            provider: provider.id,
            version: provider.version,
            returnPath: safeReturnPath(body.returnPath),
            tester: body.isTest ? await requireTester(request, provider) : null,
          };
          return { url: await send(provider, asked, browser, body.email ?? null) };
        }),
      );
    },
  );

  async function send(
    provider: SsoProviderRow,
    asked: Purpose,
    browser: string,
    loginHint: string | null,
  ): Promise<string> {
    if (isOidc(provider)) {
      const redirectUri = oidcCallbackUrl(url, provider.id);
      const { url: address, secrets } = await oidc.begin(provider, { redirectUri, loginHint });
      const { state, ...kept } = secrets;
      const value: z.infer<typeof oidcFlow> = { ...asked, ...kept };
      await keepFlow(database, { kind: "oidc", state, browser, value, now: now() });
      return address;
    }
    if (!isSaml(provider)) return refuseSso("sso_unknown");
    // An id in XML may not begin with a digit.
    const requestId = `_${newBrowser()}`;
    const value: z.infer<typeof samlFlow> = { ...asked, browser };
    await keepFlow(database, { kind: "saml", state: requestId, browser: "", value, now: now() });
    return samlRequestUrl(provider, samlServiceOf(url, provider.id), requestId);
  }

  const callback = createAuthEndpoint(
    "/sso/callback/:provider",
    { method: "GET", requireHeaders: true },
    async (request) => {
      const at = request.params.provider;
      const answer = new URL(oidcCallbackUrl(url, at));
      // As it came: what Better Auth made of the query may be something else.
      if (request.request !== undefined) answer.search = new URL(request.request.url).search;
      const state = answer.searchParams.get("state") ?? "";
      const browser = await knownBrowser(request);
      const to = await arrive(async (began) => {
        const flow = began(oidcFlow, await takeFlow(database, { kind: "oidc", state, browser, now: now() }));
        if (flow.provider !== at) refuseSso("sso_answer_invalid");
        const provider = await find(flow.provider, flow.version);
        if (!isOidc(provider)) return refuseSso("sso_flow_unknown");
        const { nonce, codeVerifier } = flow;
        return finish(
          request,
          provider,
          flow,
          await oidc.redeem(provider, answer, { state, nonce, codeVerifier }),
        );
      });
      throw request.redirect(to);
    },
  );

  const consume = createAuthEndpoint(
    "/sso/acs/:provider",
    {
      method: "POST",
      body: z.object({ SAMLResponse: z.string() }),
      requireHeaders: true,
      metadata: { allowedMediaTypes: ["application/x-www-form-urlencoded"] },
    },
    async (request) => {
      const at = request.params.provider;
      const to = await arrive(async (began) => {
        const provider = await find(at);
        if (!isSaml(provider)) return refuseSso("sso_unknown");
        const answer = await readSamlAnswer(provider, samlServiceOf(url, at), request.body.SAMLResponse);
        const name = `saml assertion ${provider.id} ${answer.assertionId}`;
        if (!(await reserve(database, { name, until: answer.until, now: now() })))
          refuseSso("sso_answer_replayed");
        const state = answer.requestId;
        const flow = began(
          samlFlow,
          await takeFlow(database, { kind: "saml", state, browser: "", now: now() }),
        );
        if (flow.provider !== provider.id || flow.version !== provider.version) refuseSso("sso_flow_unknown");
        const { browser, ...asked } = flow;
        const ticket = newBrowser();
        const value: z.infer<typeof samlTicket> = { ...asked, identity: answer.identity };
        await keepFlow(database, { kind: "saml-ticket", state: ticket, browser, value, now: now() });
        // To our own address by GET, since only there the browser sends what it is known by.
        return `/api/auth/sso/finish?${new URLSearchParams({ ticket }).toString()}`;
      });
      throw request.redirect(to);
    },
  );

  const finishSaml = createAuthEndpoint(
    "/sso/finish",
    { method: "GET", query: z.object({ ticket: z.string().max(100) }), requireHeaders: true },
    async (request) => {
      const { ticket: state } = request.query;
      const browser = await knownBrowser(request);
      const to = await arrive(async (began) => {
        const kept = await takeFlow(database, { kind: "saml-ticket", state, browser, now: now() });
        const flow = began(samlTicket, kept);
        return finish(request, await find(flow.provider, flow.version), flow, flow.identity);
      });
      throw request.redirect(to);
    },
  );

  const metadata = createAuthEndpoint("/sso/metadata/:provider", { method: "GET" }, async (request) => {
    const { provider: id } = request.params;
    const provider = providerId.safeParse(id).success ? await findProvider(database.db, box, id) : null;
    if (provider === null || !isSaml(provider)) throw request.error("NOT_FOUND");
    const xml = samlServiceMetadata(provider, samlServiceOf(url, id));
    return new Response(xml, { headers: { "content-type": "application/samlmetadata+xml" } });
  });

  /** Where to go on. */
  async function finish(
    request: EndpointContext,
    provider: SsoProviderRow,
    { tester, returnPath }: Purpose,
    identity: SsoIdentity,
  ): Promise<string> {
    const address = request.headers?.get(clientAddressHeader) ?? null;
    if (tester !== null) {
      await testSso(context, provider, identity, tester, address);
      return settingsOf(tester.organization, { tested: provider.id });
    }
    const { person, slug, until } = await settleSso(context, provider, identity, address);
    const { internalAdapter } = request.context;
    const user = await internalAdapter.findUserById(person.id);
    if (user === null) throw new Error("Somebody was deleted while signing in");
    const session = await internalAdapter.createSession(person.id, true, {
      method: "sso",
      endsAt: until,
      ssoOrganizationId: provider.organizationId,
      ssoProviderId: provider.id,
    });
    const maxAge = Math.floor((until.getTime() - now().getTime()) / 1000);
    await setSessionCookie(request, { session, user }, true, { maxAge });
    return returnPath ?? `/app/${slug}`;
  }

  /**
   * Where an answer leads. What is refused leads to words about it: to the settings where somebody tries a provider out.
   *
   * @param work is given what reads the flow that the answer belongs to
   */
  async function arrive(
    work: (began: <Flow extends Purpose>(schema: z.ZodType<Flow>, kept: unknown) => Flow) => Promise<string>,
  ): Promise<string> {
    let flow: Purpose | null = null;
    try {
      return await work((schema, kept) => {
        if (kept === null) return refuseSso("sso_flow_unknown");
        const read = schema.parse(kept);
        flow = read;
        return read;
      });
    } catch (error) {
      if (!(error instanceof SsoRefusal)) throw error;
      return refusedAt(error, flow);
    }
  }

  function refusedAt({ code, cause }: SsoRefusal, flow: Purpose | null): string {
    const reason = cause instanceof Error ? cause.message : undefined;
    log.info({ refusal: code, reason, provider: flow?.provider }, "single sign-on was refused");
    const { tester = null } = flow ?? {};
    return tester === null
      ? `/sign-in?${new URLSearchParams({ refusal: code }).toString()}`
      : settingsOf(tester.organization, { refusal: code });
  }

  async function requireTester(
    request: EndpointContext,
    { organizationId }: SsoProviderRow,
  ): Promise<NonNullable<Purpose["tester"]>> {
    const session = await getSessionFromCtx(request);
    const organization = session === null ? null : await mayTest(database, organizationId, session);
    if (session === null || organization === null) return refuseSso("sso_unknown");
    return { id: session.user.id, name: session.user.name, organization };
  }

  return {
    id: "fanal-sso",
    endpoints: {
      listSsoOffers: offers,
      signInWithSso: begin,
      finishOidc: callback,
      consumeSaml: consume,
      finishSaml,
      describeSamlService: metadata,
    },
  } satisfies BetterAuthPlugin;
}

type EndpointContext = Parameters<typeof setSessionCookie>[0];

/** Its own address in the settings, where the outcome of a try is shown. */
function settingsOf(organization: string, outcome: Record<string, string>): string {
  return `/app/${organization}/settings/sign-in?${new URLSearchParams(outcome).toString()}`;
}

/** Binds sign-ins to the browser that begins them; one for all its tabs. */
function browserCookie({ context }: EndpointContext) {
  return context.createAuthCookie("sso_browser", { maxAge: flowMinutes * 60 });
}

async function rememberBrowser(request: EndpointContext): Promise<string> {
  const { name, attributes } = browserCookie(request);
  const { secret } = request.context;
  const browser = (await request.getSignedCookie(name, secret)) || newBrowser();
  await request.setSignedCookie(name, browser, secret, attributes);
  return hashOf(browser);
}

async function knownBrowser(request: EndpointContext): Promise<string> {
  const browser = await request.getSignedCookie(browserCookie(request).name, request.context.secret);
  return hashOf(browser || "");
}

/** The browser stays where it is, and is told why. */
async function orRefusal<Answer>(work: () => Promise<Answer>): Promise<Answer | { refusal: string }> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SsoRefusal)) throw error;
    return { refusal: error.code };
  }
}
