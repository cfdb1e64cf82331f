import { inOrganizationOf as os } from "../procedures.ts";
import { createHeartbeat, deleteHeartbeat, renewHeartbeatAddress, updateHeartbeat } from "./commands.ts";
import { listHeartbeats } from "./queries.ts";

export const heartbeats = os.heartbeats.router({
  list: os.heartbeats.list.handler(({ context }) => context.inOrganization(listHeartbeats)),
  create: os.heartbeats.create.handler(({ context, input }) => createHeartbeat(context, input)),
  update: os.heartbeats.update.handler(({ context, input }) => updateHeartbeat(context, input)),
  delete: os.heartbeats.delete.handler(({ context, input }) => deleteHeartbeat(context, input)),
  renewAddress: os.heartbeats.renewAddress.handler(({ context, input }) =>
    renewHeartbeatAddress(context, input),
  ),
});
