import { createHmac } from "node:crypto";
import type { Forgery, ForgingAuth0 } from "@fanal/testing";
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT } from "jose";

/** The right token with something changed, and signed all the same. */
export const signed =
  (change: object, header: object = {}): Forgery =>
  ({ claims, key, kid }) =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: "RS256", kid, ...header }).sign(key);

export const unsigned = (header: object, claims: object) =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");

export const past = Math.floor(Date.now() / 1000) - 3600;

/** Tokens that nobody may be let in by, whatever the provider is. */
export function forgedTokens(
  server: () => Pick<ForgingAuth0, "clientSecret" | "origin">,
): Record<string, Forgery> {
  return {
    "for another application": signed({ aud: "another" }),
    "for two applications, without a word for whom": signed({ aud: ["another", "fanal"] }),
    "of another issuer": signed({ iss: "https://evil.example/" }),
    "that has expired": signed({ iat: past, exp: past + 60 }),
    "that never expires": signed({ exp: undefined }),
    "of the future": signed({ nbf: past + 7200 }),
    "without a nonce": signed({ nonce: undefined }),
    "with the nonce of another sign-in": signed({ nonce: "another" }),
    "without a subject": signed({ sub: undefined }),
    "with no signature": ({ claims, kid }) => `${unsigned({ alg: "none", kid }, claims)}.`,
    "with no signature, oddly spelled": ({ claims, kid }) => `${unsigned({ alg: "nOnE", kid }, claims)}.`,
    "signed by HS256 with the public key": async ({ claims, publicKey, kid }) => {
      const key = await importJWK(publicKey, "RS256", { extractable: true });
      const pem = key instanceof Uint8Array ? "" : await exportSPKI(key);
      const token = unsigned({ alg: "HS256", kid }, claims);
      return `${token}.${createHmac("sha256", pem).update(token).digest("base64url")}`;
    },
    "signed by HS256 with the client's secret": ({ claims, kid }) => {
      const token = unsigned({ alg: "HS256", kid }, claims);
      return `${token}.${createHmac("sha256", server().clientSecret).update(token).digest("base64url")}`;
    },
    "of another algorithm, by the right key": async ({ claims, key, kid }) => {
      const jwk = { ...(await exportJWK(key)), alg: "PS256" };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: "PS256", kid })
        .sign(await importJWK(jwk, "PS256"));
    },
    "signed by a key that nobody published": async ({ claims }) => {
      const { privateKey } = await generateKeyPair("RS256");
      return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "unknown" }).sign(privateKey);
    },
    "signed by another key under the name of the right one": async ({ claims, kid }) => {
      const { privateKey } = await generateKeyPair("RS256");
      return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
    },
    "that brings its own key along": async ({ claims, kid }) => {
      const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
      const jwk = await exportJWK(publicKey);
      return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid, jwk }).sign(privateKey);
    },
    "that names a place for its key": async ({ claims }) => {
      const { privateKey } = await generateKeyPair("RS256");
      const header = {
        alg: "RS256",
        kid: "../../jwks",
        jku: `${server().origin}/mine`,
        x5u: "https://evil.example",
      };
      return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    },
    "that was changed after it was signed": async (right) => {
      const [head, , signature] = (await signed({})(right)).split(".");
      const claims = { ...right.claims, email: "mara@acme.example" };
      return `${head}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.${signature}`;
    },
    "that is none": () => "not.a.token",
  };
}
