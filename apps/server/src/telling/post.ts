import { type Outgoing, PrivateAddressError } from "../outgoing.ts";
import type { Outcome } from "./channel.ts";

const longestAskedSeconds = 24 * 3_600;

/**
 * Posts JSON to an address that somebody typed, and reads the answer: 2xx took it, 410 wants nothing more, 429 and 5xx may take
 * it later, as may who does not answer in time; any other 4xx, and a redirect, will not.
 */
export async function post(
  outgoing: Outgoing,
  address: string,
  { body, headers = {}, signal }: { body: string; headers?: Record<string, string>; signal: AbortSignal },
): Promise<Outcome> {
  try {
    const response = await outgoing.ask(address, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Fanal", ...headers },
      body,
      signal,
    });
    return outcomeOf(response);
  } catch (error) {
    if (error instanceof PrivateAddressError) return { result: "never", error: error.message };
    return { result: "later", error: reasonOf(error) };
  }
}

function outcomeOf(response: Response): Outcome {
  const { status } = response;
  if (response.ok) return { result: "sent", status };
  const said = { status, error: `It answered ${status}.` };
  if (status === 410) return { result: "gone", ...said };
  if (status >= 300 && status < 400)
    return {
      result: "never",
      status,
      error: `It answered ${status}: redirects are not followed. Give the address that it leads to.`,
    };
  if (status === 429 || status === 408 || status >= 500)
    return { result: "later", ...said, askedFor: retryAfter(response) };
  return { result: "never", ...said };
}

/** In seconds; 0 when nothing is asked for. */
function retryAfter(response: Response): number {
  const asked = response.headers.get("retry-after") ?? "";
  const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.min(longestAskedSeconds, Math.max(0, seconds));
}

/** `fetch` says only that it failed; why stands in its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
