import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { respond, type StaticFile } from "./static-file.ts";

/** Where the reference is, and what it loads. */
export const apiDocsPath = "/api/docs";
const viewerPath = `${apiDocsPath}/viewer.js`;

/** Nothing of Scalar that asks other servers: no fonts, no telemetry, no assistant, no proxy. */
const settings = {
  url: "/api/openapi.json",
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  withDefaultFonts: false,
  showDeveloperTools: "never",
  hideClientButton: true,
  documentDownloadType: "direct",
  persistAuth: false,
  authentication: { preferredSecurityScheme: "key" },
};

/** Styles that the viewer writes later carry the nonce of the page too: Vue, of which it is made, knows of none. */
const start = `
const nonce = document.currentScript.nonce;
const create = document.createElement;
document.createElement = function (name, options) {
  const element = create.call(this, name, options);
  if (/^style$/i.test(name)) element.nonce = nonce;
  return element;
};
addEventListener("DOMContentLoaded", () => Scalar.createApiReference("#reference", ${JSON.stringify(settings)}));
`;

function page(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>API of Fanal</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/favicon.svg">
<meta property="csp-nonce" content="${nonce}">
<script nonce="${nonce}">${start}</script>
<script src="${viewerPath}" defer></script>
</head>
<body>
<div id="reference"></div>
<noscript>This reference needs JavaScript. What it shows is at <a href="/api/openapi.json">/api/openapi.json</a>.</noscript>
</body>
</html>
`;
}

/** The reference of the API for people: Scalar over the description, from this server alone. */
export function createApiDocs(): (request: Request) => Promise<Response> | null {
  let viewer: Promise<StaticFile> | undefined;
  return (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === apiDocsPath) return Promise.resolve(servePage());
    if (pathname !== viewerPath) return null;
    // A few megabytes that most servers are never asked for.
    viewer ??= loadViewer();
    return viewer.then((file) => respond(request, file));
  };
}

function servePage(): Response {
  const nonce = randomBytes(16).toString("base64");
  return new Response(page(nonce), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": [
        "default-src 'none'",
        `script-src 'self' 'nonce-${nonce}'`,
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      "x-frame-options": "DENY",
    },
  });
}

async function loadViewer(): Promise<StaticFile> {
  const bytes = await readFile(
    new URL("browser/standalone.js", import.meta.resolve("@scalar/api-reference")),
  );
  return {
    bytes,
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      // The one of yesterday reads the description of today.
      "cache-control": "public, max-age=86400",
      vary: "accept-encoding",
    },
    encoded: new Map(),
    canCompress: true,
  };
}
