import { inOrganizationOf as os } from "../procedures.ts";
import {
  createAnnouncement,
  deleteAnnouncement,
  restoreAnnouncement,
  updateAnnouncement,
} from "./commands.ts";
import { listAnnouncements } from "./queries.ts";

export const announcements = os.announcements.router({
  list: os.announcements.list.handler(({ context }) => context.inOrganization(listAnnouncements)),
  create: os.announcements.create.handler(({ context, input }) => createAnnouncement(context, input)),
  update: os.announcements.update.handler(({ context, input }) => updateAnnouncement(context, input)),
  delete: os.announcements.delete.handler(({ context, input }) => deleteAnnouncement(context, input)),
  restore: os.announcements.restore.handler(({ context, input }) => restoreAnnouncement(context, input)),
});
