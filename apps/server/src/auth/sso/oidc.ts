import type { SsoRefusalCode } from "@fanal/contract";
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  genericGrantRequest,
  type IDToken,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ServerMetadata,
} from "openid-client";
import { z } from "zod";
import { type Outgoing, PrivateAddressError } from "../../outgoing.ts";
import type { SsoIdentity } from "./identity.ts";
import type { OidcProvider, OidcSettings } from "./providers.ts";
import { refuseSso, SsoRefusal } from "./refusal.ts";

/** Secrets of one sign-in, by which its answer is known. */
export interface OidcSecrets {
  state: string;
  nonce: string;
  codeVerifier: string;
}

export interface OidcProtocol {
  /** Where to send the browser, and what its answer has to fit. Throws an {@link SsoRefusal}. */
  begin: (
    provider: OidcProvider,
    asked: { redirectUri: string; loginHint: string | null },
  ) => Promise<{ url: string; secrets: OidcSecrets }>;
  /** Trades the code for an ID token and verifies it. Throws an {@link SsoRefusal}. */
  redeem: (provider: OidcProvider, answer: URL, expected: OidcSecrets) => Promise<SsoIdentity>;
  /** Looks at a provider as it is to be set; what is wrong with it is in words for its admin. */
  inspect: (asked: Asked, redirectUri: string) => Promise<Inspected>;
}

interface Asked {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export type Inspected =
  | { isFit: true; issuer: string; authentication: ClientAuthentication }
  | { isFit: false; fault: string };

/** How a client shows its secret. Providers list what they know, not what they take from this client. */
type ClientAuthentication = OidcSettings["authentication"];

/** Signatures by a key that only the provider has. With `HS256` the client's secret would sign, and `none` is none. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const scope = "openid email profile";
const timeoutSeconds = 10;
const clockToleranceSeconds = 30;
const rediscoverMs = 3_600_000;
const mostKept = 500;
/** What `fetch` says when nobody answered. */
const fetchFailed = "fetch failed";

/**
 * Everybody who has an account at Google shares its issuer, also with an address that was theirs once. Who is in a Workspace
 * has the claim `hd`, and Google lets a Workspace have addresses only of domains that it has proved.
 */
const googleIssuer = "https://accounts.google.com";

/**
 * OpenID Connect as a relying party of whichever provider. `openid-client` checks issuer, audience, times, nonce, state and
 * PKCE; that the ID token is signed, and by which kinds of keys, is what is asked of it here.
 */
export function createOidcProtocol({ ask, allowsHttp }: Outgoing): OidcProtocol {
  const fetch = fetchBy(ask);
  const kept = new Map<string, { at: number; configuration: Promise<Configuration> }>();

  /** As it was set at this version: another issuer or secret is asked for anew. */
  function configurationOf({ id, version, issuer, settings }: OidcProvider): Promise<Configuration> {
    const key = `${id} ${version}`;
    const known = kept.get(key);
    if (known !== undefined && Date.now() - known.at < rediscoverMs) return known.configuration;
    if (kept.size >= mostKept) kept.clear();
    const configuration = configure({ ...settings, issuer });
    kept.set(key, { at: Date.now(), configuration });
    // What failed is asked again by the next who comes.
    configuration.catch(() => kept.delete(key));
    return configuration;
  }

  async function configure({
    issuer,
    clientId,
    clientSecret,
    authentication,
  }: Asked & { authentication: ClientAuthentication }): Promise<Configuration> {
    const execute = allowsHttp
      ? [enableNonRepudiationChecks, allowInsecureRequests]
      : [enableNonRepudiationChecks];
    const found = await discovery(new URL(issuer), clientId, undefined, undefined, {
      timeout: timeoutSeconds,
      execute,
      [customFetch]: fetch,
    });
    const { supportsPKCE: _, ...metadata } = found.serverMetadata();
    requireUsable(metadata, issuer, allowsHttp);
    const configuration = new Configuration(
      { ...metadata, id_token_signing_alg_values_supported: signaturesOf(metadata) },
      clientId,
      { [clockTolerance]: clockToleranceSeconds },
      authenticationBy[authentication](clientSecret),
    );
    configuration.timeout = timeoutSeconds;
    configuration[customFetch] = fetch;
    for (const extend of execute) extend(configuration);
    return configuration;
  }

  return {
    begin: async (provider, { redirectUri, loginHint }) => {
      const configuration = await configurationOf(provider).catch((error: unknown) =>
        refuseFailure(error, "sso_misconfigured"),
      );
      const secrets = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        response_type: "code",
        scope,
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await calculatePKCECodeChallenge(secrets.codeVerifier),
        code_challenge_method: "S256",
        ...(loginHint === null ? {} : { login_hint: loginHint }),
      });
      return { url: url.href, secrets };
    },
    redeem: async (provider, answer, { state, nonce, codeVerifier }) => {
      try {
        const configuration = await configurationOf(provider);
        const tokens = await authorizationCodeGrant(configuration, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims() ?? refuseSso("sso_answer_invalid");
        const more =
          claims.email === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
            ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
            : {};
        return readIdentity({ ...more, ...claims }, provider.issuer);
      } catch (error) {
        return refuseFailure(error, "sso_answer_invalid");
      }
    },
    inspect: async (asked, redirectUri) => {
      try {
        const { issuer } = (await configure({ ...asked, authentication: "basic" })).serverMetadata();
        for (const authentication of ["basic", "post"] as const) {
          const configuration = await configure({ ...asked, authentication });
          if (await takesClient(configuration, redirectUri)) return { isFit: true, issuer, authentication };
        }
        const fault = "It does not take this client id with this client secret. Copy both again.";
        return { isFit: false, fault };
      } catch (error) {
        return { isFit: false, fault: faultOf(error, asked.issuer) };
      }
    },
  };
}

/** Why a discovery cannot be used, in words for whoever typed its issuer. */
class UnusableError extends Error {}

function requireUsable(metadata: ServerMetadata, issuer: string, allowsHttp: boolean): void {
  // The library lets Entra's shared addresses pass, where every tenant would be let in.
  if (new URL(metadata.issuer).href !== new URL(issuer).href) throw new UnusableError(otherIssuer(metadata));
  const { authorization_endpoint, token_endpoint, jwks_uri } = metadata;
  for (const [name, address] of Object.entries({ authorization_endpoint, token_endpoint, jwks_uri })) {
    if (address === undefined) throw new UnusableError(`Its discovery has no ${name}.`);
    const protocol = URL.parse(address)?.protocol;
    // Browsers are sent to the first of them: no other scheme is an address to go to.
    if (protocol !== "https:" && !(allowsHttp && protocol === "http:"))
      throw new UnusableError(`Its ${name} does not begin with https://.`);
  }
  if (signaturesOf(metadata).length === 0)
    throw new UnusableError("It signs its tokens by no kind of key that is safe. Have it sign with RS256.");
}

function otherIssuer({ issuer }: { issuer: unknown }): string {
  return `It calls itself ${String(issuer)}. Write exactly that as the issuer.`;
}

function signaturesOf({ id_token_signing_alg_values_supported: offered }: ServerMetadata): string[] {
  return (offered ?? ["RS256"]).filter((algorithm) => algorithms.includes(algorithm));
}

const authenticationBy: Record<ClientAuthentication, (secret: string) => ClientAuth> = {
  basic: ClientSecretBasic,
  post: ClientSecretPost,
};

/** A code that nobody gave is refused for itself only where the client is right. */
async function takesClient(configuration: Configuration, redirectUri: string): Promise<boolean> {
  const made = { code: "fanal-asks-whether-the-client-is-right", redirect_uri: redirectUri };
  try {
    await genericGrantRequest(configuration, "authorization_code", made);
  } catch (error) {
    if (isUnreachable(error) || privateHostOf(error) !== null) throw error;
    const isRefused =
      (error instanceof ResponseBodyError && error.error === "invalid_client") ||
      (error instanceof Error && "status" in error && error.status === 401);
    return !isRefused;
  }
  return true;
}

function faultOf(error: unknown, issuer: string): string {
  const { host } = new URL(issuer);
  const privateHost = privateHostOf(error);
  if (privateHost !== null) {
    return `${privateHost} leads into a private network, where this server does not ask. Whoever runs it can allow that with FANAL_PRIVATE_NETWORKS=1.`;
  }
  if (error instanceof UnusableError) return error.message;
  if (isUnreachable(error)) return `${host} does not answer. Check the address, and try again.`;
  const cause = error instanceof Error ? error.cause : undefined;
  const discovered = z.object({ body: z.object({ issuer: z.string() }) }).safeParse(cause);
  if (discovered.success) return otherIssuer(discovered.data.body);
  return `There is no OpenID Connect discovery at ${issuer.replace(/\/$/, "")}/.well-known/openid-configuration. Check the issuer.`;
}

/** Claims as they are; whatever is of another type than it should be counts as not said. */
function readIdentity(claims: Partial<IDToken> & Record<string, unknown>, issuer: string): SsoIdentity {
  const email = z.email().max(254).nullable().catch(null).parse(claims.email)?.toLowerCase() ?? null;
  const text = z.string().min(1).nullable().catch(null);
  if (issuer === googleIssuer && typeof claims.hd !== "string") refuseSso("sso_domain_foreign");
  return {
    subject: z.string().min(1).max(255).parse(claims.sub),
    email,
    isEmailVerified: readVerified(claims.email_verified),
    name: text.parse(claims.name) ?? text.parse(claims.preferred_username),
  };
}

/** Some providers say it as a text. */
function readVerified(claim: unknown): boolean | null {
  if (claim === undefined || claim === null) return null;
  return claim === true || claim === "true";
}

function refuseFailure(error: unknown, otherwise: SsoRefusalCode): never {
  if (error instanceof SsoRefusal || !(error instanceof Error)) throw error;
  throw new SsoRefusal(codeOf(error, otherwise), { cause: error });
}

function codeOf(error: Error, otherwise: SsoRefusalCode): SsoRefusalCode {
  if (error instanceof AuthorizationResponseError) {
    return error.error === "access_denied" || /_required$/.test(error.error)
      ? "sso_denied"
      : "sso_misconfigured";
  }
  if (error instanceof ResponseBodyError)
    return error.error === "invalid_grant" ? "sso_flow_unknown" : "sso_misconfigured";
  if (isUnreachable(error)) return "sso_unreachable";
  return otherwise;
}

/** In the words of `fetch`, which `openid-client` understands. */
function fetchBy(ask: Outgoing["ask"]): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const content = body == null || body instanceof Uint8Array ? body : await new Response(body).bytes();
    const answer = await ask(address, { method, headers, body: content, signal }).catch((cause) => {
      throw new TypeError(fetchFailed, { cause });
    });
    const { status } = answer;
    const answered = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
    // Some statuses may not have even an empty one.
    return new Response(answer.content.byteLength === 0 ? null : answer.content, {
      status,
      headers: Object.fromEntries(answered),
    });
  };
}

function privateHostOf(error: unknown): string | null {
  if (error instanceof PrivateAddressError) return error.host;
  return error instanceof Error && error.cause !== undefined ? privateHostOf(error.cause) : null;
}

/** No answer, or one that says that the server is unwell. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof TypeError) return error.message === fetchFailed;
  if (!(error instanceof ClientError)) return false;
  const { cause } = error;
  return (
    error.code === "OAUTH_TIMEOUT" ||
    (cause instanceof Response && cause.status >= 500) ||
    (cause instanceof Error && isUnreachable(cause))
  );
}
