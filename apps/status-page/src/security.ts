import { createHash } from "node:crypto";
import script from "virtual:live-script";
import style from "virtual:page-style";

/**
 * Nothing runs or styles the page but the two inline elements that these hashes name; everything else that a page may
 * load comes from its own origin, the WebSocket included (`'self'` covers it).
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src ${sha256(script)}`,
  `style-src ${sha256(style)}`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");

function sha256(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
