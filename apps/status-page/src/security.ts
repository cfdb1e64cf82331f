import { createHash } from "node:crypto";
import script from "virtual:live-script";
import style from "virtual:page-style";
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
  const look = snapshot === null ? "" : lookStyle(snapshot.page);
  const styles = look === "" ? [style] : [style, look];
  return [
    "default-src 'none'",
    `script-src ${[themeScript, script].map(sha256).join(" ")}`,
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
