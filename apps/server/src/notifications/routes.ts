import { inOrganizationOf as os } from "../procedures.ts";
import { recallNotification, replayDelivery, resendNotification } from "./commands.ts";
import { audienceOf } from "./queries/audience.ts";
import { getNotification, listDeliveries, listNotifications } from "./queries/notifications.ts";
import { listOutbox } from "./queries/outbox.ts";
import { previewMessage, shownNotification } from "./queries/preview.ts";

export const notifications = os.notifications.router({
  list: os.notifications.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listNotifications(tx, input, context.now())),
  ),
  previewAudience: os.notifications.previewAudience.handler(({ context, input }) =>
    context.inOrganization(async (tx) => ({
      sendsMail: context.mailFrom !== null,
      pages: await audienceOf(tx, input),
    })),
  ),
  preview: os.notifications.preview.handler(({ context, input }) => previewMessage(context, input)),
  message: os.notifications.message.handler(({ context, input }) =>
    context.inOrganization((tx) => shownNotification(tx, input, context.mailFrom)),
  ),
  recall: os.notifications.recall.handler(({ context, input }) => recallNotification(context, input)),
  resend: os.notifications.resend.handler(({ context, input }) => resendNotification(context, input)),
});

export const deliveries = os.deliveries.router({
  list: os.deliveries.list.handler(({ context, input }) =>
    context.inOrganization(async (tx) => {
      // Of one that is not there, nothing is listed.
      await getNotification(tx, input.notificationId, context.now());
      return { sendsMail: context.mailFrom !== null, ...(await listDeliveries(tx, input)) };
    }),
  ),
  outbox: os.deliveries.outbox.handler(({ context, input }) =>
    context.inOrganization(async (tx) => ({
      sendsMail: context.mailFrom !== null,
      ...(await listOutbox(tx, input)),
    })),
  ),
  replay: os.deliveries.replay.handler(({ context, input }) => replayDelivery(context, input)),
});
