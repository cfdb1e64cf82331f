import type { Database } from "@fanal/database";
import type { Action } from "@fanal/domain";
import { bearerOf } from "./api-keys/recognize.ts";
import type { Auth } from "./auth/auth.ts";
import { recognize } from "./auth/identify.ts";
import { type Caller, keyIn, memberIn, requireAction } from "./caller.ts";
import { refuse } from "./refusals.ts";

interface Means {
  auth: Auth;
  database: Database;
  now: () => Date;
}

/**
 * Makes sure that whoever sends a request is a member or a key of an organization and may do something there, and tells
 * who it is. Ends the request like the API does otherwise. Is no use of the session.
 */
export function authorizeCaller(
  { auth, database, now }: Means,
  action: Action,
): (headers: Headers, organization: string) => Promise<Caller> {
  return async (headers, reference) => {
    const key = bearerOf(headers);
    const caller =
      key !== null
        ? await keyIn(database, key, { now: now(), reference: () => reference })
        : await memberIn(database, (await recognize(auth, headers)) ?? refuse("unauthorized"), reference);
    requireAction(caller, action);
    return caller;
  };
}

/** As {@link authorizeCaller}, for those who need to know the organization's id only. */
export function authorizeReading(
  means: Means,
  action: Action,
): (headers: Headers, organization: string) => Promise<string> {
  const authorize = authorizeCaller(means, action);
  return async (headers, reference) => (await authorize(headers, reference)).organization.id;
}
