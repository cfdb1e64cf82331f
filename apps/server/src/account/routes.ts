import { updateProfile, writeAvatar } from "../auth/people.ts";
import { endOtherSessions, endSession } from "../auth/sessions.ts";
import { signedIn } from "../procedures.ts";
import { refuse } from "../refusals.ts";
import { makeAvatar } from "./make-avatar.ts";
import { getMe, mySessions } from "./queries.ts";

export const me = {
  get: signedIn.me.get.handler(({ context: { database, user } }) => getMe(database, user)),
  update: signedIn.me.update.handler(async ({ context: { database, user }, input }) => {
    await updateProfile(database, user.id, input);
    return getMe(database, user);
  }),
  putAvatar: signedIn.me.putAvatar.handler(async ({ context: { database, user }, input }) => {
    await writeAvatar(database, user.id, await makeAvatar(Buffer.from(input.data, "base64")));
    return getMe(database, user);
  }),
  deleteAvatar: signedIn.me.deleteAvatar.handler(({ context: { database, user } }) =>
    writeAvatar(database, user.id, null),
  ),
};

export const sessions = {
  list: signedIn.sessions.list.handler(({ context: { database, user } }) => mySessions(database, user)),
  end: signedIn.sessions.end.handler(async ({ context: { database, user }, input: { sessionId } }) => {
    if (sessionId === undefined) await endOtherSessions(database, user.id, user.sessionId);
    else if (!(await endSession(database, user.id, sessionId))) refuse("not_found");
  }),
};
