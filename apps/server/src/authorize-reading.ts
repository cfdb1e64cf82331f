import type { Database } from "@fanal/database";
import type { Action } from "@fanal/domain";
import { bearerOf } from "./api-keys/recognize.ts";
import type { Auth } from "./auth/auth.ts";
import { recognize } from "./auth/identify.ts";
import { keyIn, memberIn, requireAction } from "./caller.ts";
import { refuse } from "./refusals.ts";

/**
 * Makes sure that whoever sends a request is a member or a key of an organization and may do something there, and tells
 * the organization's id. Ends the request like the API does otherwise. Is no use of the session.
 */
export function authorizeReading(
  { auth, database, now }: { auth: Auth; database: Database; now: () => Date },
  action: Action,
): (headers: Headers, organization: string) => Promise<string> {
  return async (headers, reference) => {
    const key = bearerOf(headers);
    const caller =
      key !== null
        ? await keyIn(database, key, { now: now(), reference: () => reference })
        : await memberIn(database, (await recognize(auth, headers)) ?? refuse("unauthorized"), reference);
    requireAction(caller, action);
    return caller.organization.id;
  };
}
