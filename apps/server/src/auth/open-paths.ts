import { isPostedFromElsewhere } from "./sso/addresses.ts";

/**
 * What the product uses of Better Auth. It has dozens of endpoints more: they would take passwords without our limits,
 * or change memberships without the event log, which only commands write.
 */
export const openPaths: ReadonlySet<string> = new Set([
  "/sign-up/email",
  "/sign-up/confirm",
  "/sign-in/email",
  "/sign-in/magic-link",
  "/magic-link/verify",
  "/sign-out",
  "/get-session",
  "/request-password-reset",
  "/reset-password",
  "/verify-email",
  "/change-email",
  "/change-password",
  "/delete-user",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/generate-backup-codes",
  "/passkey/generate-register-options",
  "/passkey/verify-registration",
  "/passkey/generate-authenticate-options",
  "/passkey/verify-authentication",
  "/passkey/list-user-passkeys",
  "/passkey/delete-passkey",
  "/passkey/update-passkey",
  "/auth0/sign-in",
  "/auth0/callback",
  "/sso/offers",
  "/sso/sign-in",
  "/sso/callback/:provider",
  "/sso/acs/:provider",
  "/sso/finish",
  "/sso/metadata/:provider",
]);

/** What is open of them where everybody signs in with Auth0: no way in of our own, whichever are added. */
export const pathsBesideAuth0: ReadonlySet<string> = new Set([
  "/sign-out",
  "/get-session",
  "/delete-user",
  "/auth0/sign-in",
  "/auth0/callback",
]);

/** Better Auth confirms by GET. Programs that look at what a mail links to use GET, so with us only a POST confirms. */
const confirmedByPost: ReadonlySet<string> = new Set(["/verify-email", "/magic-link/verify"]);

/**
 * The request that Better Auth is to see; `null` where ours is none that we answer.
 *
 * @param basePath of Better Auth's endpoints
 */
export async function asBetterAuthExpects(request: Request, basePath: string): Promise<Request | null> {
  const url = new URL(request.url);
  if (isPostedFromElsewhere(request)) return withoutSender(request);
  if (!confirmedByPost.has(url.pathname.slice(basePath.length))) return request;
  if (request.method !== "POST") return null;
  const body: unknown = await request.json().catch(() => null);
  const token = typeof body === "object" && body !== null && "token" in body ? body.token : null;
  url.search = typeof token === "string" ? `${new URLSearchParams({ token })}` : "";
  const headers = new Headers(request.headers);
  for (const name of ["content-type", "content-length"]) headers.delete(name);
  return new Request(url, { headers });
}

/** What a provider's page posts is nobody's of ours: it counts for what it holds, not for who sends it. */
function withoutSender(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of ["cookie", "origin", "referer"]) headers.delete(name);
  return new Request(request, { headers });
}
