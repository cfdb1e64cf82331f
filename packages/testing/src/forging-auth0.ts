import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

/** A token that is made in place of the right one. */
export type Forgery = (right: {
  claims: JWTPayload;
  /** The key that is published, and the id that it is published by. */
  key: CryptoKey;
  publicKey: JWK;
  kid: string;
}) => Promise<string> | string;

/** A server that says that it is Auth0, and makes whatever token it is told to. */
export interface ForgingAuth0 extends AsyncDisposable {
  origin: string;
  clientId: string;
  clientSecret: string;
  /** What the next tokens are; `null`: right ones. */
  forge: (forgery: Forgery | null) => void;
  /** Claims that the right token has beside those that it must have. */
  say: (claims: JWTPayload) => void;
  /** Another issuer than its own stands in its discovery. */
  claimIssuer: (issuer: string | null) => void;
  /** Its discovery promises that each of its answers names its issuer (RFC 9207). None does by itself. */
  promiseIssuer: () => void;
  /** Publishes another key, and signs with it, as Auth0 does when keys are rotated. */
  rotate: () => Promise<void>;
  /** What was sent to the token endpoint, newest last. */
  redeemed: URLSearchParams[];
}

export async function startForgingAuth0(): Promise<ForgingAuth0> {
  const clientId = "fanal";
  const clientSecret = "a client secret for tests only";
  let forgery: Forgery | null = null;
  let said: JWTPayload = {};
  let claimedIssuer: string | null = null;
  let isIssuerPromised = false;
  let keys = await makeKeys("first");
  const nonces = new Map<string, string>();
  const redeemed: URLSearchParams[] = [];

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", origin);
    const json = (body: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/.well-known/openid-configuration") {
      json({
        issuer: claimedIssuer ?? `${origin}/`,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/oauth/token`,
        jwks_uri: `${origin}/.well-known/jwks.json`,
        id_token_signing_alg_values_supported: ["HS256", "RS256"],
        authorization_response_iss_parameter_supported: isIssuerPromised,
      });
    } else if (pathname === "/.well-known/jwks.json") json({ keys: [keys.publicKey] });
    else if (pathname === "/authorize") {
      const code = `code${nonces.size + 1}`;
      nonces.set(code, searchParams.get("nonce") ?? "");
      const back = new URL(searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("code", code);
      back.searchParams.set("state", searchParams.get("state") ?? "");
      response.writeHead(302, { location: back.href }).end();
    } else {
      void text(request).then(async (body) => {
        const form = new URLSearchParams(body);
        redeemed.push(form);
        const now = Math.floor(Date.now() / 1000);
        const claims = {
          iss: `${origin}/`,
          aud: clientId,
          sub: "auth0|1",
          iat: now,
          exp: now + 600,
          nonce: nonces.get(form.get("code") ?? ""),
          ...said,
        };
        const id_token = await (forgery ?? sign)({ claims, ...keys });
        json({ access_token: "opaque", token_type: "Bearer", expires_in: 600, id_token });
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens at a port.
  const origin = `http://localhost:${port}`;

  return {
    origin,
    clientId,
    clientSecret,
    forge: (next) => {
      forgery = next;
    },
    say: (claims) => {
      said = claims;
    },
    claimIssuer: (issuer) => {
      claimedIssuer = issuer;
    },
    promiseIssuer: () => {
      isIssuerPromised = true;
    },
    rotate: async () => {
      keys = await makeKeys("second");
    },
    redeemed,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const sign: Forgery = ({ claims, key, kid }) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key);

async function makeKeys(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return {
    key: privateKey,
    publicKey: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" },
    kid,
  };
}
