import type { SamlService } from "./saml.ts";

const base = "/api/auth/sso";

const acsPattern = /^\/api\/auth\/sso\/acs\/[0-9a-f-]{36}$/;

/** Whether a request is an answer of SAML, which comes from a page of its provider. */
export function isPostedFromElsewhere({ method, url }: Pick<Request, "method" | "url">): boolean {
  return method === "POST" && acsPattern.test(new URL(url).pathname);
}

/** Each provider comes back to an address of its own: an answer of another one is known by where it arrives. */
export function oidcCallbackUrl(url: string, providerId: string): string {
  return `${url}${base}/callback/${providerId}`;
}

export function samlServiceOf(url: string, providerId: string): SamlService {
  return {
    entityId: `${url}${base}/metadata/${providerId}`,
    callbackUrl: `${url}${base}/acs/${providerId}`,
  };
}
