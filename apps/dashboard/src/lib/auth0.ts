import { auth0Refusals, isAuth0RefusalCode } from "@fanal/contract";

/** Whether the server offers sign-in with Auth0, beside its own ways or as the only one. The page's head says so. */
export function auth0Offer(): "beside" | "only" | null {
  const content = document.querySelector<HTMLMetaElement>('meta[name="fanal-auth0"]')?.content;
  return content === "beside" || content === "only" ? content : null;
}

export interface Auth0SignIn {
  /** A slug of ours, or what an invitation of Auth0 names. */
  organization?: string | undefined;
  invitation?: string | undefined;
  returnPath?: string | undefined;
}

/** Leads the browser to Auth0; returns words when it cannot. */
export async function continueWithAuth0(input: Auth0SignIn): Promise<string | null> {
  const noAnswer = "The server does not answer. Try again in a moment.";
  try {
    const response = await fetch("/api/auth/auth0/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    const answer: { url?: string; refusal?: unknown; message?: string } = await response.json();
    if (answer.url === undefined) return wordsOfRefusal(answer.refusal) ?? answer.message ?? noAnswer;
    window.location.assign(answer.url);
    return null;
  } catch {
    return noAnswer;
  }
}

/** The words of a refusal that the address of the sign-in page names; `null` for anything else. */
export function wordsOfRefusal(code: unknown): string | null {
  return isAuth0RefusalCode(code) ? auth0Refusals[code] : null;
}
