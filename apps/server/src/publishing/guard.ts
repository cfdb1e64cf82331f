import type { IncomingMessage, ServerResponse } from "node:http";
import { type Admission, doorPath, type Gate, type PageAddress } from "./access.ts";
import type { GuardedPage } from "./door/door.ts";

/**
 * Stands before every address of a page that is not for everyone, also before those that there are not: only who may
 * see the page learns what is there.
 *
 * @param serve answers those who may; their answers have to go through `asPrivate`
 */
export function guard(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  { page, at, serve }: { page: GuardedPage; at: PageAddress; serve: () => void },
): void {
  if (request.method === "POST" && at.path === doorPath) {
    void gate.open(request, response, page, at);
    return;
  }
  const decide = (admission: Admission) => {
    if (admission === "in") serve();
    else void gate.turnAway(request, response, admission, page, at);
  };
  const admission = gate.admit(request, page, at.path);
  if (typeof admission === "string") decide(admission);
  else void admission.then(decide);
}
