import type { SignedInBy } from "@fanal/domain";
import type { Comer } from "./admission.ts";
import type { Auth } from "./auth.ts";
import type { SignedInUser } from "./people.ts";
import { signedInBy } from "./signed-in-by.ts";

export interface Identified {
  user: SignedInUser & { sessionId: string; signedInBy: SignedInBy };
  /** When this session was last noted to be in use. */
  usedAt: Date;
  /** `Set-Cookie` headers: a session that is used is prolonged, in the browser too. */
  cookies: string[];
}

/** Who sends a request with these headers; `null` when nobody is signed in. Asks the database each time: a session that ended is refused at once. */
export async function identify(auth: Auth, headers: Headers): Promise<Identified | null> {
  const { headers: answered, response: session } = await auth.api.getSession({
    headers: auth.signAnew(headers),
    query: { disableCookieCache: true },
    returnHeaders: true,
  });
  if (session === null) return null;
  const { id, name, email } = session.user;
  return {
    user: {
      id,
      name,
      email,
      sessionId: session.session.id,
      signedInBy: signedInBy(session.session, session.user),
    },
    usedAt: session.session.updatedAt,
    cookies: answered.getSetCookie(),
  };
}

/** As {@link identify}, for what is no use of the session: it ends as if this had not been asked. */
export async function recognize(auth: Auth, headers: Headers): Promise<(Comer & { name: string }) | null> {
  const session = await auth.api.getSession({
    headers: auth.signAnew(headers),
    query: { disableCookieCache: true, disableRefresh: true },
  });
  if (session === null) return null;
  const { id, name } = session.user;
  return { id, name, signedInBy: signedInBy(session.session, session.user) };
}
