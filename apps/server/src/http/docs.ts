import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { etag } from "hono/etag";

/** Where the documents are. */
export const docsPath = "/docs";

const builtSite = fileURLToPath(new URL("../../../../docs/dist/", import.meta.url));

/** The site brings everything along, and nothing in its pages is written inline. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="3">
<title>Documentation of Fanal</title>
<p>The documentation is still being built. This page loads anew by itself.</p>
</html>
`;

/**
 * The documents of this version as a site, from the files that `npm run build -w @fanal/docs` leaves. They are built after
 * the first start, so they may come while the server runs.
 *
 * @param site folder of the built site
 */
export function createDocs(site: string = builtSite): Hono<Env> {
  let serve: MiddlewareHandler<Env> | undefined;
  // Written after all pages.
  const isBuilt = () => existsSync(path.join(site, "hashmap.json"));
  return new Hono<Env>()
    .use(async (c, next) => {
      await next();
      // Also of what has not changed: a browser takes the headers of that answer for those it has.
      c.header("content-security-policy", policy);
    })
    .get("/", (c, next) => (c.req.path === docsPath ? c.redirect(`${docsPath}/`, 308) : next()))
    .use(etag())
    .use(async (c) => {
      if (!isBuilt()) return c.html(notBuilt, 503, { "retry-after": "3", "cache-control": "no-store" });
      serve ??= serveStatic<Env>({
        root: site,
        rewriteRequestPath: fileOf,
        precompressed: true,
        onFound: (file, found) => found.set("file", file),
      });
      const response = await serve(c, async () => {});
      if (!(response instanceof Response))
        return c.html(await readFile(path.join(site, "404.html"), "utf8"), 404);
      const { mtimeMs, size } = statSync(c.get("file"));
      // Another encoding is another file, so it has another tag.
      response.headers.set("etag", `"${mtimeMs.toString(36)}-${size.toString(36)}"`);
      // Files under assets/ carry a hash of their content in the name.
      const isImmutable = c.req.path.startsWith(`${docsPath}/assets/`);
      response.headers.set("cache-control", isImmutable ? "public, max-age=31536000, immutable" : "no-cache");
      response.headers.set("vary", "accept-encoding");
      return response;
    });
}

interface Env {
  Variables: { file: string };
}

/** Addresses of pages have no ending. */
function fileOf(address: string): string {
  const below = address.slice(docsPath.length);
  if (below === "/") return "/index.html";
  return path.extname(below) === "" ? `${below}.html` : below;
}
