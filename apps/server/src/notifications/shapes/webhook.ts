import type { NotificationMessage } from "@fanal/domain";

/**
 * A notification as a webhook says it, in the shape that Standard Webhooks asks for.
 *
 * @see https://www.standardwebhooks.com
 */
export function webhookBody({ kind, page, story, update, services }: NotificationMessage, at: Date) {
  const { id, name, url } = page;
  return {
    type: kind.replace("_", "."),
    timestamp: at.toISOString(),
    data: { page: { id, name, url }, [story.kind]: story, update, services },
  };
}
