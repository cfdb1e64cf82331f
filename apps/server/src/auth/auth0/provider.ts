import type { Auth0RefusalCode } from "@fanal/contract";
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
} from "openid-client";
import type { Logger } from "pino";
import type { Auth0Config } from "../../config.ts";
import { type Auth0Claims, readClaims } from "./claims.ts";
import { Auth0Refusal, refuseSignIn } from "./refusal.ts";

export interface Auth0Provider {
  /** Where to send the browser; it comes back to the callback with a code, or with a refusal. */
  authorizationUrl: (request: AuthorizationRequest) => Promise<URL>;
  /** Trades the code for an ID token and verifies it. Throws an {@link Auth0Refusal}. */
  redeem: (answer: URL, expected: ExpectedAnswer) => Promise<Auth0Claims>;
  /** Where to send the browser to end its session at Auth0 too; it comes back to `returnTo`. */
  logoutUrl: (returnTo: string) => string;
}

export interface AuthorizationRequest extends ExpectedAnswer {
  organization?: string | undefined;
  invitation?: string | undefined;
  /** Answers at once, from the session that the browser has at Auth0, and asks nothing. */
  isSilent?: boolean;
}

/** Secrets of one sign-in, by which its answer is known. */
export interface ExpectedAnswer {
  state: string;
  nonce: string;
  codeVerifier: string;
}

const timeoutSeconds = 10;
const clockToleranceSeconds = 30;
const rediscoverMs = 3_600_000;

/**
 * Auth0 as an OpenID Connect provider. `openid-client` checks issuer, audience, times, nonce and state; that the ID token
 * is signed, with RS256 and by a key that Auth0 publishes now, is what is asked of it here.
 */
export function createAuth0Provider(
  { origin, clientId, clientSecret, rolesClaim }: Auth0Config,
  { redirectUri, log }: { redirectUri: string; log: Logger },
): Auth0Provider {
  let discovered: { at: number; configuration: Promise<Configuration> } | null = null;

  function configuration(): Promise<Configuration> {
    if (discovered !== null && Date.now() - discovered.at < rediscoverMs) return discovered.configuration;
    const isLocal = origin.startsWith("http:");
    const asked = discovery(
      new URL(origin),
      clientId,
      { id_token_signed_response_alg: "RS256", [clockTolerance]: clockToleranceSeconds },
      ClientSecretPost(clientSecret),
      {
        timeout: timeoutSeconds,
        execute: isLocal ? [enableNonRepudiationChecks, allowInsecureRequests] : [enableNonRepudiationChecks],
      },
    );
    discovered = { at: Date.now(), configuration: asked };
    // What failed is asked again by the next who comes.
    asked.catch(() => {
      discovered = null;
    });
    return asked;
  }

  return {
    authorizationUrl: async ({ state, nonce, codeVerifier, organization, invitation, isSilent = false }) => {
      const known = await configuration().catch((error: unknown) =>
        refuseFailure(error, log, "auth0_misconfigured"),
      );
      return buildAuthorizationUrl(known, {
        redirect_uri: redirectUri,
        response_type: "code",
        scope: "openid profile email",
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: "S256",
        ...(organization === undefined ? {} : { organization }),
        ...(invitation === undefined ? {} : { invitation }),
        ...(isSilent ? { prompt: "none" } : {}),
      });
    },
    redeem: async (answer, { state, nonce, codeVerifier }) => {
      try {
        const tokens = await authorizationCodeGrant(await configuration(), answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        return readClaims(tokens.claims() ?? refuseSignIn("auth0_answer_invalid"), rolesClaim);
      } catch (error) {
        return refuseFailure(error, log, "auth0_answer_invalid");
      }
    },
    logoutUrl: (returnTo) =>
      `${origin}/v2/logout?${new URLSearchParams({ client_id: clientId, returnTo }).toString()}`,
  };
}

/** Puts a failure into one of our words. The log gets the library's, without what holds codes and tokens. */
function refuseFailure(error: unknown, log: Logger, otherwise: Auth0RefusalCode): never {
  if (error instanceof Auth0Refusal) throw error;
  if (!(error instanceof Error)) throw error;
  log.warn({ reason: error.message, code: "code" in error ? error.code : undefined }, "Auth0 sign-in failed");
  if (error instanceof AuthorizationResponseError) refuseAnswer(error);
  if (error instanceof ResponseBodyError) {
    refuseSignIn(error.error === "invalid_grant" ? "auth0_flow_unknown" : "auth0_misconfigured");
  }
  refuseSignIn(isUnreachable(error) ? "auth0_unreachable" : otherwise);
}

/** Auth0 has one code for all that it does not allow; only the words tell who is no member. */
function refuseAnswer({ error, error_description: words = "" }: AuthorizationResponseError): never {
  if (/invitation/i.test(words)) refuseSignIn("auth0_invitation_invalid");
  if (error !== "access_denied" && !isAskingForMore.test(error)) refuseSignIn("auth0_misconfigured");
  refuseSignIn(/not (a member|part) of/i.test(words) ? "auth0_not_a_member" : "auth0_denied");
}

/** What a request that may ask nothing is answered where there would be something to ask. */
const isAskingForMore = /^(login|consent|interaction|account_selection)_required$/;

/** No answer, or one that says that the server is unwell. `fetch` has one error for everything before an answer. */
function isUnreachable(error: Error): boolean {
  const { cause } = error;
  if (error instanceof TypeError) return error.message === "fetch failed";
  return (
    error instanceof ClientError &&
    (error.code === "OAUTH_TIMEOUT" || (cause instanceof Response && cause.status >= 500))
  );
}
