import { createHash } from "node:crypto";
import { type Indicator, isSlug, languageNames, languages } from "@fanal/domain";
import { embedScript } from "@fanal/status-page";
import { safetyHeaders } from "../safety-headers.ts";
import { respond, type StaticFile } from "./static-file.ts";

/** Where the banner's script is, which other sites load, and a page that shows what it does. */
export const embedScriptPath = "/embed.js";
export const embedPreviewPath = "/embed";

const script: StaticFile = {
  bytes: Buffer.from(embedScript),
  headers: {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=3600",
    etag: `"${createHash("sha256").update(embedScript).digest("base64url")}"`,
    vary: "accept-encoding",
    ...Object.fromEntries(safetyHeaders({ usableBy: "cross-origin" })),
  },
  encoded: new Map(),
  canCompress: true,
};

/** The banner that customers put into their own applications. */
export function serveEmbedScript(request: Request): Promise<Response> {
  return respond(request, script);
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 8rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.125rem; margin-top: 2rem; }
pre { padding: 1rem; border: 1px solid color-mix(in oklab, currentColor 25%, transparent); border-radius: 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
nav { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; }
nav a { min-height: 1.5rem; }
a[aria-current] { font-weight: 600; text-decoration: none; }
`;
const styleHash = createHash("sha256").update(style).digest("base64");
const shownStates = ["maintenance", "minor", "major", "critical"] as const satisfies Indicator[];
const stateNames = { maintenance: "Maintenance", minor: "Minor", major: "Major", critical: "Critical" };

/**
 * What the banner looks like in each state and language, and the line to copy. What the address says is one of known
 * words before it is written anywhere.
 *
 * @param url public address of the server
 */
export function serveEmbedPreview(request: Request, url: string): Response {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("page") ?? "";
  const page = isSlug(asked) ? asked : "your-page";
  const state = shownStates.find((one) => one === searchParams.get("state")) ?? "major";
  const language = languages.find((one) => one === searchParams.get("language")) ?? "en";
  const link = (change: { state?: string; language?: string }, isCurrent: boolean, text: string) => {
    const query = new URLSearchParams({ page, state, language, ...change });
    return `<a href="?${String(query).replaceAll("&", "&amp;")}"${isCurrent ? ' aria-current="true"' : ""}>${text}</a>`;
  };
  const snippet = `<script src="${url}${embedScriptPath}" data-page="${page}" async></script>`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A banner for your application</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg">
<style>${style}</style>
</head>
<body>
<main>
<h1>A banner for your application</h1>
<p>While something is wrong on your status page, people see it where they work. While nothing is, they see nothing. It sets no cookie, and whoever closes it does not see it again before something new happens.</p>
<h2>Look at it</h2>
<nav aria-label="State">${shownStates.map((one) => link({ state: one }, one === state, stateNames[one])).join("\n")}</nav>
<nav aria-label="Language">${languages.map((one) => link({ language: one }, one === language, languageNames[one])).join("\n")}</nav>
<h2>Copy this into your pages</h2>
<pre>${escaped(snippet)}</pre>
<p>A page with a host of its own is named by its whole address: <code>data-page="https://status.your-company.example"</code>. The language is that of your document; <code>data-lang="de"</code> chooses another.</p>
<h2>If your application has a Content-Security-Policy</h2>
<pre>script-src ${escaped(url)}; connect-src ${escaped(url)}</pre>
</main>
<script src="${embedScriptPath}" data-page="${page}" data-lang="${language}" data-preview="${state}"></script>
</body>
</html>
`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'sha256-${styleHash}'`,
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      "x-frame-options": "DENY",
    },
  });
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
