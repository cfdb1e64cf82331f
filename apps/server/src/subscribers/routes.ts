import { inOrganizationOf as os } from "../procedures.ts";
import { addSubscriber, removeSubscriber, resendConfirmation, updateSubscriber } from "./commands.ts";
import { startImport, stopImport } from "./import-commands.ts";
import { getImport, listImports, previewImport } from "./import-queries.ts";
import { countSubscribers, listSubscribers } from "./queries.ts";

export const subscribers = os.subscribers.router({
  list: os.subscribers.list.handler(({ context, input: { organization: _, ...filter } }) =>
    context.inOrganization((tx) => listSubscribers(tx, filter)),
  ),
  counts: os.subscribers.counts.handler(({ context, input }) =>
    context.inOrganization((tx) => countSubscribers(tx, input)),
  ),
  create: os.subscribers.create.handler(({ context, input }) => addSubscriber(context, input)),
  update: os.subscribers.update.handler(({ context, input }) => updateSubscriber(context, input)),
  remove: os.subscribers.remove.handler(({ context, input }) => removeSubscriber(context, input)),
  resendConfirmation: os.subscribers.resendConfirmation.handler(({ context, input }) =>
    resendConfirmation(context, input),
  ),
});

export const subscriberImports = os.subscriberImports.router({
  list: os.subscriberImports.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listImports(tx, input)),
  ),
  get: os.subscriberImports.get.handler(({ context, input }) =>
    context.inOrganization((tx) => getImport(tx, input)),
  ),
  preview: os.subscriberImports.preview.handler(({ context, input }) =>
    context.inOrganization((tx) => previewImport(tx, input)),
  ),
  create: os.subscriberImports.create.handler(({ context, input }) => startImport(context, input)),
  stop: os.subscriberImports.stop.handler(({ context, input }) => stopImport(context, input)),
});
