import { safeReturnPath } from "@fanal/domain";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthEndpoint, createAuthMiddleware } from "better-auth/api";
import { deleteSessionCookie, setSessionCookie } from "better-auth/cookies";
import type { Logger } from "pino";
import { z } from "zod";
import type { Auth0Config } from "../../config.ts";
import { flowMinutes, newBrowser } from "../flows.ts";
import { clientAddressHeader } from "../sign-in-limits.ts";
import { beginFlow, type Purpose, takeFlow } from "./flows.ts";
import { findByAuth0Id, findBySlug, type LinkedOrganization } from "./links.ts";
import { type AuthorizationRequest, createAuth0Provider } from "./provider.ts";
import { Auth0Refusal, refuseSignIn } from "./refusal.ts";
import { type SignInContext, settleRefusal, settleSignIn } from "./sign-in.ts";

export const auth0CallbackPath = "/api/auth/auth0/callback";

const beginInput = z.object({
  /** A slug of ours, or an id of Auth0 as its links of invitation have it. */
  organization: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
  invitation: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/)
    .optional(),
  returnPath: z.string().max(2_000).optional(),
});

/** Sign-in with Auth0, beside the other ways in: where to send a browser, its way back in, and out of both. */
export function auth0(
  config: Auth0Config,
  { url, log, ...context }: SignInContext & { url: string; log: Logger },
) {
  const provider = createAuth0Provider(config, { redirectUri: `${url}${auth0CallbackPath}`, log });
  const { database, now } = context;

  async function begin(
    what: Purpose & Pick<AuthorizationRequest, "invitation">,
    browser: string,
  ): Promise<string> {
    const { invitation, ...purpose } = what;
    const secrets = await beginFlow(database, { ...purpose, browser, now: now() });
    const { isIdentifying, organization } = purpose;
    const asked = isIdentifying ? { isSilent: true } : { organization: organization?.auth0Id, invitation };
    return (await provider.authorizationUrl({ ...secrets, ...asked })).href;
  }

  const signIn = createAuthEndpoint(
    "/auth0/sign-in",
    { method: "POST", body: beginInput, requireHeaders: true },
    async (request) => {
      const { organization: named, invitation, returnPath } = request.body;
      const cookie = browserCookie(request);
      const known = await request.getSignedCookie(cookie.name, request.context.secret);
      const browser = known || newBrowser();
      await request.setSignedCookie(cookie.name, browser, request.context.secret, cookie.attributes);
      return request.json(
        await orRefusal(async () => {
          const organization = named === undefined ? null : await findNamed(context, named);
          if (organization === null && invitation !== undefined) refuseSignIn("auth0_organization_unknown");
          const purpose = { organization, returnPath: safeReturnPath(returnPath), isIdentifying: false };
          return { url: await begin({ ...purpose, invitation }, browser) };
        }),
      );
    },
  );

  const callback = createAuthEndpoint(
    "/auth0/callback",
    { method: "GET", requireHeaders: true },
    async (request) => {
      const answer = new URL(`${url}${auth0CallbackPath}`);
      // As it came: what Better Auth made of the query may be something else.
      if (request.request !== undefined) answer.search = new URL(request.request.url).search;
      const address = request.headers.get(clientAddressHeader);
      const browser = await request.getSignedCookie(browserCookie(request).name, request.context.secret);

      async function finish(): Promise<string> {
        const state = answer.searchParams.get("state") ?? "";
        const flow = await takeFlow(database, { state, browser: browser || "", now: now() });
        try {
          const claims = await provider.redeem(answer, flow);
          if (flow.isIdentifying) {
            await settleRefusal(context, flow, claims, address);
            return refuseSignIn("auth0_not_a_member");
          }
          const { person, organization, until } = await settleSignIn(context, flow, claims, address);
          await startSession(person.id, until);
          return flow.returnPath ?? (organization === null ? "/" : `/app/${organization.slug}`);
        } catch (error) {
          if (!(error instanceof Auth0Refusal)) throw error;
          if (flow.isIdentifying) return refuseSignIn("auth0_not_a_member");
          if (error.code !== "auth0_not_a_member" || flow.organization === null) throw error;
          // Auth0 does not say whom it refused: asked again, for no organization, it does.
          return begin({ ...flow, isIdentifying: true }, browser || "");
        }
      }

      async function startSession(userId: string, endsAt: Date): Promise<void> {
        const { internalAdapter } = request.context;
        const user = await internalAdapter.findUserById(userId);
        if (user === null) throw new Error("Somebody was deleted while signing in");
        const session = await internalAdapter.createSession(userId, true, { method: "auth0", endsAt });
        const maxAge = Math.floor((endsAt.getTime() - now().getTime()) / 1000);
        await setSessionCookie(request, { session, user }, true, { maxAge });
      }

      throw request.redirect(await finish().catch(toSignInPage));
    },
  );

  return {
    id: "auth0",
    endpoints: { signInWithAuth0: signIn, finishAuth0: callback },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/sign-out",
          /** Ends the session here, and leads to where that of Auth0 ends; others are ended as always. */
          handler: createAuthMiddleware(async (request) => {
            const { authCookies, internalAdapter, secret } = request.context;
            const token = await request.getSignedCookie(authCookies.sessionToken.name, secret);
            const found = token ? await internalAdapter.findSession(token) : null;
            if (!token || found?.session.method !== "auth0") return;
            await internalAdapter.deleteSession(token);
            deleteSessionCookie(request);
            return request.json({
              success: true,
              url: provider.logoutUrl(`${url}/sign-in`),
              redirect: true,
            });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** Binds sign-ins to the browser that begins them; one for all its tabs. */
function browserCookie(request: {
  context: { createAuthCookie: (name: string, attributes: { maxAge: number }) => BrowserCookie };
}): BrowserCookie {
  return request.context.createAuthCookie("auth0_browser", { maxAge: flowMinutes * 60 });
}

type BrowserCookie = ReturnType<Parameters<typeof setSessionCookie>[0]["context"]["createAuthCookie"]>;

/** Ids of Auth0's organizations have a `_`, our slugs never. */
function findNamed({ database }: SignInContext, named: string): Promise<LinkedOrganization | null> {
  return named.includes("_") ? findByAuth0Id(database, named) : findBySlug(database, named);
}

/** The browser stays where it is, and is told why. */
async function orRefusal<Answer>(work: () => Promise<Answer>): Promise<Answer | { refusal: string }> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Auth0Refusal)) throw error;
    return { refusal: error.code };
  }
}

function toSignInPage(error: unknown): string {
  if (!(error instanceof Auth0Refusal)) throw error;
  return `/sign-in?${new URLSearchParams({ refusal: error.code }).toString()}`;
}
