import { inOrganizationOf as os } from "../procedures.ts";
import {
  addNoticeTarget,
  muteNotices,
  removeNoticeTarget,
  renewNoticeSecret,
  testNoticeTarget,
  updateNoticeTarget,
} from "./commands.ts";
import { listNoticeTargets } from "./queries/targets.ts";

export const noticeTargets = os.noticeTargets.router({
  list: os.noticeTargets.list.handler(({ context }) =>
    context.inOrganization((tx) => listNoticeTargets(tx, context.actor)),
  ),
  create: os.noticeTargets.create.handler(({ context, input }) => addNoticeTarget(context, input)),
  update: os.noticeTargets.update.handler(({ context, input }) => updateNoticeTarget(context, input)),
  remove: os.noticeTargets.remove.handler(({ context, input }) => removeNoticeTarget(context, input)),
  renewSecret: os.noticeTargets.renewSecret.handler(({ context, input }) =>
    renewNoticeSecret(context, input),
  ),
  mute: os.noticeTargets.mute.handler(({ context, input }) => muteNotices(context, input)),
  test: os.noticeTargets.test.handler(({ context, input }) => testNoticeTarget(context, input)),
});
