import type { IncomingMessage } from "node:http";

/** What is larger than a form may be is read to its end, so that whoever sent it gets an answer; but not without end. */
const mostRead = 1024 * 1024;

/** What a form without files holds; `null` when it is larger than `mostBytes`. */
export async function readForm(request: IncomingMessage, mostBytes: number): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= mostBytes) chunks.push(chunk);
    // Ends the connection.
    if (size > mostRead) break;
  }
  return size > mostBytes ? null : new URLSearchParams(Buffer.concat(chunks).toString());
}

/** Whether a form was sent from the host that it is sent to: another site could send it from a visitor's network. */
export function isOwnForm({ headers: { origin, host, "sec-fetch-site": site } }: IncomingMessage): boolean {
  if (origin !== undefined) return URL.parse(origin)?.host === host;
  return site === undefined || site === "same-origin" || site === "none";
}
