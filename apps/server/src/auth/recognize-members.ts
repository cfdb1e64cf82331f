import { createHash } from "node:crypto";
import type { Database } from "@fanal/database";
import { allows } from "@fanal/domain";
import { admitTo } from "./admission.ts";
import type { Auth } from "./auth.ts";
import { recognize } from "./identify.ts";

/** For so long an answer counts: a page is asked for in bursts, and who leaves sees no more a moment later. */
const cachedMs = 500;
const mostCached = 10_000;

export interface MemberRecognition {
  /** Whether the cookies of a request are those of a member who may see the organization's pages. */
  recognize: (cookie: string, organizationId: string) => Promise<boolean>;
  /** Asks anew from now on. */
  forget: () => void;
}

/** Recognizes members of all organizations. Is no use of the session: it ends as if this had not been asked. */
export function recognizeMembers({ auth, database }: { auth: Auth; database: Database }): MemberRecognition {
  const answers = new Map<string, { at: number; answer: Promise<boolean> }>();

  async function ask(cookie: string, organizationId: string): Promise<boolean> {
    const session = await recognize(auth, new Headers({ cookie }));
    if (session === null) return false;
    const admission = await admitTo(database, organizationId, session);
    if (admission === null || typeof admission === "string") return false;
    return allows(admission.role, "status_page.read");
  }

  function remember(cookie: string, organizationId: string): Promise<boolean> {
    if (cookie === "") return Promise.resolve(false);
    // Hashed, since whoever asks chooses how long it is.
    const key = createHash("sha256").update(`${organizationId}\n${cookie}`).digest("base64url");
    const known = answers.get(key);
    if (known !== undefined && Date.now() - known.at < cachedMs) return known.answer;
    if (answers.size >= mostCached) answers.clear();
    const answer = ask(cookie, organizationId);
    answers.delete(key);
    answers.set(key, { at: Date.now(), answer });
    return answer;
  }

  return { recognize: remember, forget: () => answers.clear() };
}
