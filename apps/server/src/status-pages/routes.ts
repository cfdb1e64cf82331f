import { inOrganizationOf as os } from "../procedures.ts";
import { createStatusPage, deleteStatusPage, renewFeedToken, updateStatusPage } from "./commands.ts";
import { addPageDomain, removePageDomain, verifyPageDomain } from "./domain-commands.ts";
import { deletePageImage, putPageImage } from "./image-commands.ts";
import { listPageDomains } from "./queries/domains.ts";
import { getStatusPage, listStatusPages } from "./queries/pages.ts";

export const statusPages = os.statusPages.router({
  list: os.statusPages.list.handler(({ context }) =>
    context.inOrganization((tx) => listStatusPages(tx, context)),
  ),
  create: os.statusPages.create.handler(({ context, input }) => createStatusPage(context, input)),
  get: os.statusPages.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getStatusPage(tx, input.pageId, context)),
  ),
  update: os.statusPages.update.handler(({ context, input }) => updateStatusPage(context, input)),
  delete: os.statusPages.delete.handler(({ context, input }) => deleteStatusPage(context, input)),
  putImage: os.statusPages.putImage.handler(({ context, input }) => putPageImage(context, input)),
  deleteImage: os.statusPages.deleteImage.handler(({ context, input }) => deletePageImage(context, input)),
  renewFeedToken: os.statusPages.renewFeedToken.handler(({ context, input }) =>
    renewFeedToken(context, input),
  ),
});

export const pageDomains = os.pageDomains.router({
  list: os.pageDomains.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listPageDomains(tx, input.pageId)),
  ),
  add: os.pageDomains.add.handler(({ context, input }) => addPageDomain(context, input)),
  verify: os.pageDomains.verify.handler(({ context, input }) => verifyPageDomain(context, input)),
  remove: os.pageDomains.remove.handler(({ context, input }) => removePageDomain(context, input)),
});
