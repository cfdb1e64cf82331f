import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair } from "jose";
import Provider, { interactionPolicy } from "oidc-provider";

/** Somebody with an account at the stand-in. */
export interface Auth0Person {
  email: string;
  name: string;
  isEmailVerified?: boolean;
}

/** `oidc-provider`, a certified OpenID Connect server, with what Auth0 has beyond the standard. */
export interface Auth0StandIn extends AsyncDisposable {
  origin: string;
  clientId: string;
  clientSecret: string;
  /** What is set at an application of Auth0. */
  allowed: { callbacks: Set<string>; logouts: Set<string> };
  addPerson: (person: Auth0Person) => void;
  /** Roles of a member in an organization, by address; who is not in it is refused. */
  setMember: (organization: string, email: string, roles: string[]) => void;
  removeMember: (organization: string, email: string) => void;
  /** Makes an invitation to an organization; returns its ticket. */
  invite: (organization: string, email: string) => string;
  /** Signs in there as a person would, from the address that Fanal leads to; returns where it leads back to. */
  signIn: (authorizationUrl: string, email: string, cookies?: Map<string, string>) => Promise<URL>;
}

export const rolesClaim = "https://fanal.dev/roles";
const clientId = "fanal";
const clientSecret = "a client secret for tests only";

export async function startAuth0StandIn(): Promise<Auth0StandIn> {
  const people = new Map<string, Auth0Person>();
  const members = new Map<string, Map<string, string[]>>();
  const invitations = new Map<string, { organization: string; email: string }>();
  const allowed = { callbacks: new Set<string>(), logouts: new Set<string>() };
  /** Codes that were given out, with the organization that they were given for. */
  const organizationsOfCodes = new Map<string, string>();

  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens at a port.
  const origin = `http://localhost:${port}`;

  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const policy = interactionPolicy.base();
  policy.add(
    new interactionPolicy.Prompt(
      { name: "organization", requestable: false },
      new interactionPolicy.Check("organization_asked", "an organization was asked for", ({ oidc }) => {
        const isAsked = oidc.params?.organization !== undefined;
        return isAsked && oidc.result?.organization === undefined;
      }),
    ),
  );
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        token_endpoint_auth_method: "client_secret_post",
        redirect_uris: ["https://never.example/callback"],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: "first", alg: "RS256", use: "sig" }] },
    cookies: { keys: ["keys for tests only"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    extraParams: ["organization", "invitation"],
    conformIdTokenClaims: false,
    claims: {
      openid: ["sub", "org_id", rolesClaim],
      email: ["email", "email_verified"],
      profile: ["name"],
    },
    interactions: { policy, url: (_ctx, { uid }) => `/u/login/${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
    findAccount: (_ctx, email, token) => {
      const person = people.get(email);
      if (person === undefined) return undefined;
      const organization = token === undefined ? undefined : organizationsOfCodes.get(token.jti);
      const roles = members.get(organization ?? "")?.get(email);
      return {
        accountId: email,
        claims: () => ({
          sub: email,
          email,
          email_verified: person.isEmailVerified ?? true,
          name: person.name,
          ...(organization === undefined ? {} : { org_id: organization }),
          ...(roles === undefined ? {} : { [rolesClaim]: roles }),
        }),
      };
    },
    renderError: (ctx, out) => {
      ctx.type = "text";
      ctx.body = `${out.error}: ${out.error_description}`;
    },
  });
  provider.Client.prototype.redirectUriAllowed = (uri: string) => allowed.callbacks.has(uri);
  provider.on("authorization.success", ({ oidc }, answer) => {
    const organization = oidc.params?.organization;
    if (typeof organization !== "string" || answer === undefined || !("code" in answer)) return;
    organizationsOfCodes.set(String(answer.code), organization);
  });

  provider.use(async (ctx, next) => {
    if (ctx.path === "/v2/logout") {
      const returnTo = String(ctx.query.returnTo);
      if (ctx.query.client_id !== clientId || !allowed.logouts.has(returnTo)) {
        ctx.status = 400;
        ctx.body = "returnTo is not an allowed logout URL";
        return;
      }
      await (await provider.Session.get(ctx)).destroy();
      return ctx.redirect(returnTo);
    }
    if (!ctx.path.startsWith("/u/login/")) return next();
    const { prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res);
    if (prompt.name === "organization") {
      const result = enter(String(params.organization), session?.accountId ?? "", params.invitation);
      return provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
    }
    if (ctx.method === "POST") {
      const email = new URLSearchParams(await text(ctx.req)).get("email") ?? "";
      if (people.has(email)) {
        return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: email } });
      }
    }
    ctx.type = "html";
    ctx.body = `<!doctype html><title>Auth0 stand-in</title><form method="post">
      <label>E-mail <input name="email" type="email" autofocus></label><button>Continue</button></form>`;
  });

  /** As Auth0 does: an invitation makes a member, and who is none is refused with its words. */
  function enter(organization: string, email: string, ticket: unknown) {
    const invitation = invitations.get(String(ticket));
    if (invitation?.organization === organization && invitation.email === email) {
      invitations.delete(String(ticket));
      setMember(organization, email, []);
    }
    if (members.get(organization)?.has(email)) return { organization: { id: organization } };
    const words = `user ${email} is not part of the ${organization} organization`;
    return { error: "access_denied", error_description: words };
  }

  function setMember(organization: string, email: string, roles: string[]): void {
    const those = members.get(organization) ?? new Map<string, string[]>();
    members.set(organization, those.set(email, roles));
  }

  server.on("request", provider.callback());

  return {
    origin,
    clientId,
    clientSecret,
    allowed,
    addPerson: (person) => people.set(person.email, person),
    setMember,
    removeMember: (organization, email) => members.get(organization)?.delete(email),
    invite: (organization, email) => {
      const ticket = `ticket${invitations.size + 1}`;
      invitations.set(ticket, { organization, email });
      return ticket;
    },
    signIn: (authorizationUrl, email, cookies = new Map()) => walk(origin, authorizationUrl, email, cookies),
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Follows redirects as a browser does, fills in the one form, and stops where it is led away. */
async function walk(origin: string, from: string, email: string, cookies: Map<string, string>): Promise<URL> {
  let at = new URL(from);
  let body: URLSearchParams | null = null;
  for (let step = 0; step < 12; step++) {
    const response: Response = await fetch(at, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(body === null ? {} : { method: "POST", body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get("location");
    body = null;
    if (location !== null) {
      at = new URL(location, at);
      if (at.origin !== origin) return at;
    } else if (at.pathname.startsWith("/u/login/") && response.ok) body = new URLSearchParams({ email });
    else throw new Error(`${at.pathname} answered ${response.status}: ${await response.text()}`);
  }
  throw new Error("The stand-in leads in circles");
}
