import { updateProfile } from "../auth/people.ts";
import { endOtherSessions, endSession } from "../auth/sessions.ts";
import { signedIn } from "../procedures.ts";
import { refuse } from "../refusals.ts";
import { getMe, mySessions } from "./queries.ts";

export const me = {
  get: signedIn.me.get.handler(({ context: { database, user } }) => getMe(database, user.id)),
  update: signedIn.me.update.handler(async ({ context: { database, user }, input }) => {
    await updateProfile(database, user.id, input);
    return getMe(database, user.id);
  }),
};

export const sessions = {
  list: signedIn.sessions.list.handler(({ context: { database, user } }) => mySessions(database, user)),
  end: signedIn.sessions.end.handler(async ({ context: { database, user }, input: { sessionId } }) => {
    if (sessionId === undefined) await endOtherSessions(database, user.id, user.sessionId);
    else if (!(await endSession(database, user.id, sessionId))) refuse("not_found");
  }),
};
