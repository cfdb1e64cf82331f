import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { respond, type StaticFile } from "./static-file.ts";

const builtDashboard = fileURLToPath(new URL("../../../dashboard/dist/", import.meta.url));

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};
const compressible = new Set([".html", ".js", ".css", ".svg", ".json", ".webmanifest"]);

/** What the sign-in page offers; its head tells it. */
export interface SignInOffers {
  /** Filled in while the demo runs. */
  demoLogin: { email: string; password: string } | null;
  /** Beside our own ways in, or as the only one; `null`: not at all. */
  auth0: "beside" | "only" | null;
  /** Whether whoever comes may make an account. */
  isSignUpOpen: () => Promise<boolean>;
}

/**
 * The built dashboard, read once. Answers its files, and its one HTML page for every address that the dashboard's
 * own router knows; `null` for the rest.
 */
export async function loadDashboard(
  offers: SignInOffers,
): Promise<(request: Request) => Promise<Response> | null> {
  const files = await readFiles(builtDashboard);
  const index = indexPage(await readFile(path.join(builtDashboard, "index.html"), "utf8"), offers);
  return (request) => {
    const { pathname } = new URL(request.url);
    const file = files.get(pathname);
    if (file !== undefined) return respond(request, file);
    return isDashboardAddress(pathname) ? index().then((page) => respond(request, page)) : null;
  };
}

/** Those outside an organization. */
const pages: ReadonlySet<string> = new Set(
  [
    "sign-in",
    "sign-up",
    "confirm-sign-up",
    "single-sign-on",
    "second-factor",
    "magic-link",
    "forgot-password",
    "reset-password",
    "verify-email",
    "account",
    "new",
  ].map((name) => `/${name}`),
);

/** Whether the dashboard's own router knows an address: somebody may load it anew there. */
export function isDashboardAddress(pathname: string): boolean {
  return /^\/($|invitations\/|app($|\/))/.test(pathname) || pages.has(pathname);
}

async function readFiles(directory: string): Promise<Map<string, StaticFile>> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && entry.name !== "index.html");
  const read = files.map(async (entry): Promise<[string, StaticFile]> => {
    const name = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(directory, name).split(path.sep).join("/")}`;
    const extension = path.extname(name);
    // Files under /assets/ carry a hash of their content in the name.
    const cacheControl = address.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    const headers = {
      "content-type": types[extension] ?? "application/octet-stream",
      "cache-control": cacheControl,
      vary: "accept-encoding",
    };
    return [
      address,
      { bytes: await readFile(name), headers, encoded: new Map(), canCompress: compressible.has(extension) },
    ];
  });
  return new Map(await Promise.all(read));
}

/** Makes the page anew for each answer: only who got it knows the nonce with which its scripts may write styles. */
function indexPage(
  html: string,
  { demoLogin, auth0, isSignUpOpen }: SignInOffers,
): () => Promise<StaticFile> {
  const metas = [
    demoLogin === null ? "" : `<meta name="fanal-demo" content="${demoLogin.email} ${demoLogin.password}">`,
    auth0 === null ? "" : `<meta name="fanal-auth0" content="${auth0}">`,
  ];
  return async () => {
    const signUp = (await isSignUpOpen()) ? "" : `<meta name="fanal-sign-up" content="closed">`;
    const nonce = randomBytes(16).toString("base64");
    const nonceMeta = `<meta property="csp-nonce" nonce="${nonce}">`;
    const page = html.replace("<!--fanal-head-->", [...metas, signUp, nonceMeta].join(""));
    return {
      bytes: Buffer.from(page),
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
        "content-security-policy": contentSecurityPolicy(page, nonce),
        "x-frame-options": "DENY",
        vary: "accept-encoding",
      },
      encoded: new Map(),
      canCompress: true,
    };
  };
}

function contentSecurityPolicy(html: string, styleNonce: string): string {
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = ""]) => {
    return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  });
  return [
    "default-src 'none'",
    ["script-src 'self'", ...inline].join(" "),
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
