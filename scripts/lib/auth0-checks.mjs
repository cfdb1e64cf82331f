import { randomBytes } from "node:crypto";

/** @typedef {(ok: boolean, words: string) => boolean} Say Tells of a check, and gives back whether it went well. */
/** @typedef {{ authorization_endpoint: string, token_endpoint: string, jwks_uri: string }} Endpoints */
/** @typedef {{ client_id: string, client_secret: string, callback: string }} Client */

/**
 * What can be seen from outside of how Auth0 and Fanal are set up, in the order in which a sign-in needs it.
 *
 * @param {Record<string, string | undefined>} env
 * @param {(check: { ok: boolean, words: string }) => void} tell Told of each check.
 * @returns {Promise<boolean>} Whether all is well.
 */
export async function checkAuth0(env, tell) {
  let isWell = true;
  /** @type {Say} */
  const say = (ok, words) => {
    isWell &&= ok;
    tell({ ok, words });
    return ok;
  };
  const missing = ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"].filter((name) => !env[name]);
  if (missing.length > 0) {
    say(false, `${missing.join(", ")} must be set. They stand under Settings of the application at Auth0.`);
    return false;
  }
  const given = env.AUTH0_DOMAIN ?? "";
  const address = parse(/^https?:\/\//.test(given) ? given : `https://${given}`);
  if (address === null || address.pathname !== "/") {
    say(false, `AUTH0_DOMAIN is “${given}”; it must be a host name, like acme.eu.auth0.com.`);
    return false;
  }
  const url = (env.FANAL_URL || `http://localhost:${env.PORT || 3000}`).replace(/\/+$/, "");
  if (!env.FANAL_URL) tell({ ok: true, words: `FANAL_URL is not set, so this looks at ${url}.` });

  const discovery = await discover(address.origin, say);
  if (discovery === null) return false;
  await checkKeys(discovery, say);
  const client = {
    client_id: env.AUTH0_CLIENT_ID ?? "",
    client_secret: env.AUTH0_CLIENT_SECRET ?? "",
    callback: `${url}/api/auth/auth0/callback`,
  };
  await checkClient(discovery, client, say);
  await checkCallback(discovery, client, say);
  await checkLogout(address.origin, client, `${url}/sign-in`, say);
  return isWell;
}

/**
 * @param {string} origin
 * @param {Say} say
 * @returns {Promise<Endpoints | null>}
 */
async function discover(origin, say) {
  const at = `${origin}/.well-known/openid-configuration`;
  const response = await ask(at, {}, say);
  if (response === null) return null;
  const found = response.ok ? await response.json().catch(() => null) : null;
  if (found === null) {
    say(false, `${at} answers ${response.status}, and nothing that describes a tenant. Is the domain right?`);
    return null;
  }
  say(true, `${new URL(origin).host} answers.`);
  const isIssuer = new URL(String(found.issuer), origin).href === `${origin}/`;
  if (
    !say(
      isIssuer,
      isIssuer
        ? "It is the issuer of its tokens."
        : `Its tokens say that they are of ${found.issuer}. Set AUTH0_DOMAIN to that name.`,
    )
  )
    return null;
  const wanted = ["authorization_endpoint", "token_endpoint", "jwks_uri"].filter((name) => !found[name]);
  if (wanted.length === 0) return found;
  say(false, `Its description lacks ${wanted.join(", ")}.`);
  return null;
}

/**
 * @param {Endpoints} endpoints
 * @param {Say} say
 */
async function checkKeys({ jwks_uri }, say) {
  const response = await ask(jwks_uri, {}, say);
  if (response === null) return;
  const { keys = [] } = await response.json().catch(() => ({}));
  /** @type {{ kty: string, alg?: string }[]} */
  const published = keys;
  const isThere = published.some(({ kty, alg = "RS256" }) => kty === "RSA" && alg === "RS256");
  say(
    isThere,
    isThere
      ? "It publishes a key for RS256."
      : "It publishes no key for RS256. Set the signing algorithm of the application to RS256 (Settings, Advanced, OAuth).",
  );
}

/**
 * A code that cannot exist is refused as a code only from an application that may redeem one.
 *
 * @param {Endpoints} endpoints
 * @param {Client} client
 * @param {Say} say
 */
async function checkClient({ token_endpoint }, { callback, ...client }, say) {
  const body = new URLSearchParams({
    ...client,
    grant_type: "authorization_code",
    code: `check-${randomBytes(12).toString("hex")}`,
    redirect_uri: callback,
    code_verifier: randomBytes(32).toString("base64url"),
  });
  const response = await ask(token_endpoint, { method: "POST", body }, say);
  if (response === null) return;
  const { error } = await response.json().catch(() => ({}));
  if (error === "invalid_grant") say(true, "It takes the client id and the client secret.");
  else if (error === "unauthorized_client") {
    say(false, "The application may not use authorization codes. It must be a Regular Web Application.");
  } else {
    say(
      false,
      "It refuses AUTH0_CLIENT_ID with AUTH0_CLIENT_SECRET. Copy both anew; the application must authenticate by client_secret_post (Credentials).",
    );
  }
}

/**
 * @param {Endpoints} endpoints
 * @param {Client} client
 * @param {Say} say
 */
async function checkCallback({ authorization_endpoint }, { client_id, callback }, say) {
  const at = new URL(authorization_endpoint);
  at.search = new URLSearchParams({
    client_id,
    redirect_uri: callback,
    response_type: "code",
    scope: "openid profile email",
    prompt: "none",
    state: "check",
    nonce: "check",
    code_challenge: randomBytes(32).toString("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const response = await ask(at, { redirect: "manual" }, say);
  if (response === null) return;
  const isAllowed = response.headers.get("location")?.startsWith(`${callback}?`) ?? false;
  say(
    isAllowed,
    isAllowed
      ? `It comes back to ${callback}.`
      : `It does not come back to ${callback}. Add exactly that to Allowed Callback URLs.`,
  );
}

/**
 * @param {string} origin
 * @param {Client} client
 * @param {string} returnTo
 * @param {Say} say
 */
async function checkLogout(origin, { client_id }, returnTo, say) {
  const query = new URLSearchParams({ client_id, returnTo }).toString();
  const response = await ask(`${origin}/v2/logout?${query}`, { redirect: "manual" }, say);
  if (response === null) return;
  const isAllowed = response.headers.get("location") === returnTo;
  say(
    isAllowed,
    isAllowed
      ? `After sign-out it comes back to ${returnTo}.`
      : `After sign-out it does not come back to ${returnTo}. Add exactly that to Allowed Logout URLs.`,
  );
}

/**
 * Its answer; `null` where there is none, and then that is told.
 *
 * @param {string | URL} at
 * @param {RequestInit} options
 * @param {Say} say
 */
async function ask(at, options, say) {
  try {
    return await fetch(at, { ...options, signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    const failure = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const cause = failure instanceof Error ? failure.message || failure.name : String(failure);
    say(
      false,
      `${new URL(at).host} cannot be reached (${cause}). Check AUTH0_DOMAIN, and the way out of this network.`,
    );
    return null;
  }
}

/** @param {string} address */
function parse(address) {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
