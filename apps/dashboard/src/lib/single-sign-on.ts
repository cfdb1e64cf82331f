import { isSsoRefusalCode, ssoRefusals } from "@fanal/contract";

/** A provider of an organization, as the sign-in page may name it. */
export interface SsoOffer {
  id: string;
  name: string;
}

/** How somebody says where they belong: by their address, or by the address of their organization. */
export type SsoQuestion = { email: string } | { organization: string };

const noAnswer = "The server does not answer. Try again in a moment.";

/** The providers that somebody may sign in by; in words why that cannot be told. */
export async function ssoOffers(question: SsoQuestion): Promise<SsoOffer[] | string> {
  const answer = await post<{ offers?: SsoOffer[] }>("/api/auth/sso/offers", question);
  return typeof answer === "string" ? answer : (answer.offers ?? []);
}

interface SsoSignIn {
  provider: string;
  email?: string | undefined;
  returnPath?: string | undefined;
  /** Signs nobody in: comes back with whether it would. */
  isTest?: boolean;
}

/** Leads the browser to a provider; returns words when it cannot. */
export async function continueWithSso(input: SsoSignIn): Promise<string | null> {
  const answer = await post<{ url?: string; refusal?: unknown }>("/api/auth/sso/sign-in", input);
  if (typeof answer === "string") return answer;
  if (answer.url === undefined) return wordsOfSsoRefusal(answer.refusal) ?? noAnswer;
  window.location.assign(answer.url);
  return null;
}

/** The words of a refusal that the address of a page names; `null` for anything else. */
export function wordsOfSsoRefusal(code: unknown): string | null {
  return isSsoRefusalCode(code) ? ssoRefusals[code] : null;
}

/** What the server answers; its words where it refuses, or that it does not answer. */
async function post<Answer extends object>(path: string, body: object): Promise<Answer | string> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer: Answer & { message?: string } = await response.json();
    return response.ok ? answer : (answer.message ?? noAnswer);
  } catch {
    return noAnswer;
  }
}
