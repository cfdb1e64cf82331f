/**
 * Whether a browser may send this request from where it comes. Reading is free; a change must come from one of our
 * own origins. Programs send no `Origin` and no `Sec-Fetch-Site`, and no forms; they have no cookies that another site
 * could use.
 */
export function isAllowedOrigin(request: Request, trustedOrigins: readonly string[]): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  const origin = request.headers.get("origin");
  if (origin !== null) return trustedOrigins.includes(origin);
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  return !isForm(request);
}

/** What a page can send anywhere without being asked. A browser so old that it names no origin could be made to. */
function isForm({ headers }: Request): boolean {
  const type = headers.get("content-type") ?? "";
  return /^\s*(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type);
}
