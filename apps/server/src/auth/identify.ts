import type { Database } from "@fanal/database";
import { user } from "@fanal/database/auth-schema";
import { eq } from "drizzle-orm";
import type { Auth } from "./auth.ts";

export interface SignedInUser {
  id: string;
  name: string;
  email: string;
}

/** Who sends a request with these headers; `null` when nobody is signed in. Asks the database each time: a session that ended is refused at once. */
export async function identify(auth: Auth, headers: Headers): Promise<SignedInUser | null> {
  const session = await auth.api.getSession({ headers, query: { disableCookieCache: true } });
  if (session === null) return null;
  const { id, name, email } = session.user;
  return { id, name, email };
}

export async function findUser(database: Database, email: string): Promise<SignedInUser | null> {
  const [found] = await database.db
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .where(eq(user.email, email));
  return found ?? null;
}
