import type { IncomingMessage } from "node:http";
import type { Database } from "@fanal/database";
import { allows } from "@fanal/domain";
import { admitTo } from "./admission.ts";
import type { Auth } from "./auth.ts";
import { recognize } from "./identify.ts";

export type SocketAuthorization = { organizationId: string; userId: string } | 401 | 403 | 404;

/**
 * Whether whoever opens a dashboard socket may see the organization's events. A browser sends the cookie from any
 * site that asks for a socket, so only our own origins may.
 */
export function authorizeSockets({
  auth,
  database,
  trustedOrigins,
}: {
  auth: Auth;
  database: Database;
  trustedOrigins: readonly string[];
}): (request: IncomingMessage, organization: string) => Promise<SocketAuthorization> {
  return async (request, organization) => {
    const { origin, cookie = "" } = request.headers;
    if (origin !== undefined && !trustedOrigins.includes(origin)) return 403;
    const session = await recognize(auth, new Headers({ cookie }));
    if (session === null) return 401;
    const admission = await admitTo(database, organization, session);
    if (admission === null) return 404;
    if (typeof admission === "string" || !allows(admission.role, "organization.read")) return 403;
    return { organizationId: admission.organization.id, userId: session.id };
  };
}
