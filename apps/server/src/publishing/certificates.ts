import type { IncomingMessage, ServerResponse } from "node:http";
import { safetyHeaders } from "../safety-headers.ts";
import type { ArtifactStore } from "./artifacts.ts";
import type { Locate } from "./locate.ts";

const address = "/api/caddy/ask";

/**
 * Answers Caddy, which asks whether it may get a certificate for a host: yes for hosts of pages that are here, no for all
 * others, and nothing else about either. From memory, since Caddy asks at each first handshake, also while the database is
 * away. False for other addresses.
 */
export function answerCertificates(
  { store, locate }: { store: Pick<ArtifactStore, "get">; locate: Locate },
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const url = request.url ?? "";
  if (url !== address && !url.startsWith(`${address}?`)) return false;
  const host = new URLSearchParams(url.slice(address.length)).get("domain") ?? "";
  const located = isHostName(host) ? locate({ url: "/", headers: { host } }) : null;
  const isServed = located !== null && store.get(located.slug) !== undefined;
  const headers = ["Cache-Control", "no-store", "Content-Length", "0", ...safetyHeaders().flat()];
  response.writeHead(isServed ? 200 : 404, headers).end();
  return true;
}

function isHostName(host: string): boolean {
  return host.length <= 253 && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host);
}
