/** Where to go after sign-in: only a path of this dashboard, an invitation, or of a status page for members, whatever the address said. */
export function safeReturnPath(wanted: unknown): string | null {
  if (typeof wanted !== "string") return null;
  const url = parse(wanted);
  // Looked at after parsing, since "/app/..//elsewhere.example" starts well and ends on another site.
  if (url?.origin !== base || !/^\/(app|new|invitations|status\/[a-z0-9-]+)(\/|$)/.test(url.pathname))
    return null;
  return url.pathname + url.search;
}

const base = "https://fanal.invalid";

function parse(path: string): URL | null {
  return path.startsWith("/") ? URL.parse(path, base) : null;
}
