import { previewMarkdown } from "../markdown.ts";
import { inOrganizationOf as os } from "../procedures.ts";
import { declareIncident, deleteIncident, restoreIncident, updateIncident } from "./commands.ts";
import { discardDraft, publishIncident } from "./draft-commands.ts";
import { publishPostmortem, revertPostmortem, writePostmortem } from "./postmortem-commands.ts";
import { getIncident, listIncidents } from "./queries.ts";
import { createTemplate, deleteTemplate, updateTemplate } from "./template-commands.ts";
import { listTemplates } from "./template-queries.ts";
import { deleteUpdate, editUpdate, postUpdate, restoreUpdate } from "./update-commands.ts";

export const incidents = os.incidents.router({
  list: os.incidents.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listIncidents(tx, input)),
  ),
  create: os.incidents.create.handler(({ context, input }) => declareIncident(context, input)),
  get: os.incidents.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getIncident(tx, input.incidentId)),
  ),
  update: os.incidents.update.handler(({ context, input }) => updateIncident(context, input)),
  delete: os.incidents.delete.handler(({ context, input }) => deleteIncident(context, input)),
  restore: os.incidents.restore.handler(({ context, input }) => restoreIncident(context, input)),
  discard: os.incidents.discard.handler(({ context, input }) => discardDraft(context, input)),
  publish: os.incidents.publish.handler(({ context, input }) => publishIncident(context, input)),
  postUpdate: os.incidents.postUpdate.handler(({ context, input }) => postUpdate(context, input)),
  editUpdate: os.incidents.editUpdate.handler(({ context, input }) => editUpdate(context, input)),
  deleteUpdate: os.incidents.deleteUpdate.handler(({ context, input }) => deleteUpdate(context, input)),
  restoreUpdate: os.incidents.restoreUpdate.handler(({ context, input }) => restoreUpdate(context, input)),
  writePostmortem: os.incidents.writePostmortem.handler(({ context, input }) =>
    writePostmortem(context, input),
  ),
  publishPostmortem: os.incidents.publishPostmortem.handler(({ context, input }) =>
    publishPostmortem(context, input),
  ),
  revertPostmortem: os.incidents.revertPostmortem.handler(({ context, input }) =>
    revertPostmortem(context, input),
  ),
  previewMessage: os.incidents.previewMessage.handler(async ({ input }) => ({
    html: await previewMarkdown(input.message),
  })),
});

export const incidentTemplates = os.incidentTemplates.router({
  list: os.incidentTemplates.list.handler(({ context }) => context.inOrganization(listTemplates)),
  create: os.incidentTemplates.create.handler(({ context, input }) => createTemplate(context, input)),
  update: os.incidentTemplates.update.handler(({ context, input }) => updateTemplate(context, input)),
  delete: os.incidentTemplates.delete.handler(({ context, input }) => deleteTemplate(context, input)),
});
