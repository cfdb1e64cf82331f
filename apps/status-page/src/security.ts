import { createHash } from "node:crypto";
import script from "virtual:live-script";
import style from "virtual:page-style";
import pushScript from "virtual:push-script";
import themeScript from "virtual:theme-script";
import type { Snapshot } from "@fanal/contract/snapshot";
import { lookStyle } from "./look.ts";

/**
 * Nothing runs or styles the page but the inline elements that these hashes name; everything else that a page may load
 * comes from its own origin, the WebSocket included (`'self'` covers it).
 *
 * @param snapshot the page; `null` for documents that belong to none
 */
export function contentSecurityPolicy(snapshot: Snapshot | null): string {
  return policyOf(snapshot, [script]);
}

/** Beside the page's own, the script by which a browser subscribes, and what that starts. */
export function subscribingPolicy(snapshot: Snapshot): string {
  return `${policyOf(snapshot, [pushScript])}; worker-src 'self'`;
}

function policyOf(snapshot: Snapshot | null, scripts: readonly string[]): string {
  const look = snapshot === null ? "" : lookStyle(snapshot.page);
  const styles = look === "" ? [style] : [style, look];
  return [
    "default-src 'none'",
    `script-src ${[themeScript, ...scripts].map(sha256).join(" ")}`,
    `style-src ${styles.map(sha256).join(" ")}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

function sha256(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
