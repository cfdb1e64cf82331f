import { previewMarkdown } from "../markdown.ts";
import { inOrganizationOf as os } from "../procedures.ts";
import { refuse } from "../refusals.ts";
import { declareIncident, deleteIncident, postUpdate, restoreIncident, updateIncident } from "./commands.ts";
import { getIncident, listIncidents } from "./queries.ts";

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
  postUpdate: os.incidents.postUpdate.handler(({ context, input }) => postUpdate(context, input)),
  previewMessage: os.incidents.previewMessage.handler(async ({ input }) => {
    const html = previewMarkdown(input.message);
    if (html === null)
      refuse("rate_limited", "Too many messages are previewed at once. Try again in a moment.");
    return { html: await html };
  }),
});
