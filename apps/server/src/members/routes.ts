import { inOrganizationOf as os } from "../procedures.ts";
import { changeRole, handOver, leave, removeMember } from "./commands.ts";
import { listMembers } from "./queries.ts";

export const members = os.members.router({
  list: os.members.list.handler(({ context }) => context.inOrganization(listMembers)),
  update: os.members.update.handler(({ context, input }) => changeRole(context, input)),
  remove: os.members.remove.handler(({ context, input }) => removeMember(context, input)),
  leave: os.members.leave.handler(({ context }) => leave(context)),
  handOver: os.members.handOver.handler(({ context, input }) => handOver(context, input)),
});
