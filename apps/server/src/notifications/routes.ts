import { inOrganizationOf as os } from "../procedures.ts";
import { recallNotification, replayDelivery, resendNotification } from "./commands.ts";
import { audienceOf } from "./queries/audience.ts";
import { listDeliveries, listNotifications } from "./queries/notifications.ts";

export const notifications = os.notifications.router({
  list: os.notifications.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listNotifications(tx, input, context.now())),
  ),
  previewAudience: os.notifications.previewAudience.handler(({ context, input }) =>
    context.inOrganization((tx) => audienceOf(tx, input)),
  ),
  recall: os.notifications.recall.handler(({ context, input }) => recallNotification(context, input)),
  resend: os.notifications.resend.handler(({ context, input }) => resendNotification(context, input)),
});

export const deliveries = os.deliveries.router({
  list: os.deliveries.list.handler(({ context, input }) =>
    context.inOrganization((tx) => listDeliveries(tx, input)),
  ),
  replay: os.deliveries.replay.handler(({ context, input }) => replayDelivery(context, input)),
});
