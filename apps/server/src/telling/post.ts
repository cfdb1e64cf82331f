import { type Answer, type Outgoing, PrivateAddressError } from "../outgoing.ts";
import type { Outcome } from "./channel.ts";

const longestAskedSeconds = 24 * 3_600;

/**
 * Posts JSON to an address that somebody typed, and reads the answer: 2xx took it, 410 wants nothing more, 429 and 5xx may take
 * it later, as may who does not answer in time; any other 4xx, and a redirect, will not.
 */
export async function post(
  outgoing: Outgoing,
  address: string,
  { body, headers = {} }: { body: string | Uint8Array; headers?: Record<string, string> },
): Promise<Outcome> {
  try {
    const answer = await outgoing.ask(address, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Fanal", ...headers },
      body,
    });
    return outcomeOf(answer);
  } catch (error) {
    if (error instanceof PrivateAddressError) return { result: "never", error: error.message };
    return { result: "later", error: error instanceof Error ? error.message : String(error) };
  }
}

function outcomeOf({ status, headers }: Answer): Outcome {
  if (status >= 200 && status < 300) return { result: "sent", status };
  const said = { status, error: `It answered ${status}.` };
  if (status === 410) return { result: "gone", ...said };
  if (status >= 300 && status < 400)
    return {
      result: "never",
      status,
      error: `It answered ${status}: redirects are not followed. Give the address that it leads to.`,
    };
  if (status === 429 || status === 408 || status >= 500)
    return { result: "later", ...said, askedFor: retryAfter(headers["retry-after"]) };
  return { result: "never", ...said };
}

/** In seconds; 0 when nothing is asked for. */
function retryAfter(header: Answer["headers"][string]): number {
  const asked = String(header ?? "");
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.min(longestAskedSeconds, Math.max(0, seconds));
}
