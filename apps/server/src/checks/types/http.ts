import { isAmong } from "@fanal/domain";
import { isOurs } from "../../endpoints.ts";
import { type Answer, PrivateAddressError, TimeoutError } from "../../outgoing.ts";
import type { CheckTypeRules, Observation } from "./check-type.ts";

/** Enough to be polite to who answers with less; what is longer is cut off. */
const statusBytes = 65_536;
const textBytes = 524_288;
const mostRedirects = 5;
const redirects = [301, 302, 303, 307, 308];
const longestProblem = 300;

/** Asks by GET, over a connection of its own, as somebody does who comes for the first time. */
export const http: CheckTypeRules<"http"> = {
  refuses: ({ url }, { outgoing, url: ownUrl }) =>
    !outgoing.allowsHttp && isOurs(new URL(url).hostname, ownUrl)
      ? {
          field: "url",
          message:
            "This address leads into a private network, where this server does not ask. Whoever runs it can allow that with FANAL_PRIVATE_NETWORKS=1.",
        }
      : null,
  run: async ({ url, expectedStatus, expectedText }, { outgoing, timeoutMs, signal }) => {
    const began = performance.now();
    const tookMs = () => Math.round(performance.now() - began);
    const failed = (problem: string, responseMs: number | null): Observation => ({
      isUp: false,
      responseMs,
      problem: problem.slice(0, longestProblem),
    });
    const asked = { url, redirects: 0 };
    try {
      for (;;) {
        const answer = await outgoing.ask(asked.url, {
          headers: { "user-agent": "Fanal", accept: "*/*", "accept-encoding": "identity" },
          timeoutMs: Math.max(1, timeoutMs - tookMs()),
          firstBytes: expectedText === null ? statusBytes : textBytes,
          isProbe: true,
          signal,
        });
        const { status } = answer;
        if (isAmong(status, expectedStatus)) {
          if (expectedText === null || textOf(answer).includes(expectedText))
            return { isUp: true, responseMs: tookMs(), problem: null };
          return failed(`It answered ${status}, without the text that is expected.`, tookMs());
        }
        const next = redirects.includes(status) ? leadsTo(answer, asked.url) : null;
        if (next === null) return failed(`It answered ${status}.`, tookMs());
        if (asked.redirects === mostRedirects)
          return failed(`It redirects more than ${mostRedirects} times.`, tookMs());
        asked.url = next;
        asked.redirects += 1;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof TimeoutError)
        return failed(`No whole answer within ${timeoutMs / 1_000} s.`, null);
      return failed(wordsFor(error), null);
    }
  },
};

function textOf({ content }: Answer): string {
  return new TextDecoder().decode(content);
}

/** Where a redirect leads; `null`: nowhere on the web. */
function leadsTo({ headers }: Answer, from: string): string | null {
  const location = headers.location;
  const next = typeof location === "string" ? URL.parse(location, from) : null;
  return next !== null && /^https?:$/.test(next.protocol) ? next.href : null;
}

const words: Record<string, string> = {
  ENOTFOUND: "Its name is not known to the DNS.",
  EAI_AGAIN: "The DNS did not answer.",
  ECONNREFUSED: "It refused the connection.",
  ECONNRESET: "It broke the connection off.",
  UND_ERR_SOCKET: "It broke the connection off.",
  UND_ERR_CONNECT_TIMEOUT: "It could not be connected to in time.",
  ETIMEDOUT: "It could not be connected to in time.",
  EHOSTUNREACH: "There is no way to its network.",
  ENETUNREACH: "There is no way to its network.",
  CERT_HAS_EXPIRED: "Its certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Its certificate is signed by itself.",
  SELF_SIGNED_CERT_IN_CHAIN: "Its certificate is signed by somebody unknown.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "Its certificate is signed by somebody unknown.",
  ERR_TLS_CERT_ALTNAME_INVALID: "Its certificate is for another name.",
};

function wordsFor(error: unknown): string {
  if (error instanceof PrivateAddressError)
    return `${error.host} leads into a private network, where this server does not ask.`;
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return words[code] ?? `It could not be asked: ${error.message}`;
}
