import { inOrganizationOf as os } from "../procedures.ts";
import { addNoticeTarget, removeNoticeTarget, testNoticeTarget, updateNoticeTarget } from "./commands.ts";
import { listNoticeTargets } from "./queries/targets.ts";

export const noticeTargets = os.noticeTargets.router({
  list: os.noticeTargets.list.handler(({ context }) => context.inOrganization(listNoticeTargets)),
  create: os.noticeTargets.create.handler(({ context, input }) => addNoticeTarget(context, input)),
  update: os.noticeTargets.update.handler(({ context, input }) => updateNoticeTarget(context, input)),
  remove: os.noticeTargets.remove.handler(({ context, input }) => removeNoticeTarget(context, input)),
  test: os.noticeTargets.test.handler(({ context, input }) => testNoticeTarget(context, input)),
});
