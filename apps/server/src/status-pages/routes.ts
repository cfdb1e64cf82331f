import { inOrganizationOf as os } from "../procedures.ts";
import { createStatusPage, deleteStatusPage, updateStatusPage } from "./commands.ts";
import { getStatusPage, listStatusPages } from "./queries.ts";

export const statusPages = os.statusPages.router({
  list: os.statusPages.list.handler(({ context }) =>
    context.inOrganization((tx) => listStatusPages(tx, context.url)),
  ),
  create: os.statusPages.create.handler(({ context, input }) => createStatusPage(context, input)),
  get: os.statusPages.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getStatusPage(tx, input.pageId, context.url)),
  ),
  update: os.statusPages.update.handler(({ context, input }) => updateStatusPage(context, input)),
  delete: os.statusPages.delete.handler(({ context, input }) => deleteStatusPage(context, input)),
});
