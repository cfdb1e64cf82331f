/**
 * Whether a browser may send this request from where it comes. Reading is free; a change must come from one of our
 * own origins. Programs send no `Origin` and no `Sec-Fetch-Site`; they have no cookies that another site could use.
 */
export function isAllowedOrigin(request: Request, trustedOrigins: readonly string[]): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  const origin = request.headers.get("origin");
  if (origin !== null) return trustedOrigins.includes(origin);
  const site = request.headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}
