import { inOrganizationOf as os } from "../procedures.ts";
import {
  clearAlertSource,
  createAlertSource,
  deleteAlertSource,
  renewAlertSourceAddress,
  updateAlertSource,
} from "./commands.ts";
import { listAlertSources } from "./queries.ts";

export const alertSources = os.alertSources.router({
  list: os.alertSources.list.handler(({ context }) => context.inOrganization(listAlertSources)),
  create: os.alertSources.create.handler(({ context, input }) => createAlertSource(context, input)),
  update: os.alertSources.update.handler(({ context, input }) => updateAlertSource(context, input)),
  delete: os.alertSources.delete.handler(({ context, input }) => deleteAlertSource(context, input)),
  renewAddress: os.alertSources.renewAddress.handler(({ context, input }) =>
    renewAlertSourceAddress(context, input),
  ),
  clear: os.alertSources.clear.handler(({ context, input }) => clearAlertSource(context, input)),
});
