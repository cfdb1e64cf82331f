import { setInterval as every } from "node:timers/promises";
import type { FanalClient } from "@fanal/contract/client";

/** Has a subscriber told of an incident that the page shows, and waits until that is written down. It is held back, so that it can be recalled. */
export async function tellSomebody(
  client: FanalClient,
  {
    organization,
    pageId,
    incidentId,
    email,
  }: { organization: string; pageId: string; incidentId: string; email: string },
): Promise<{ notificationId: string; deliveryId: string }> {
  await client.subscribers.create({ organization, pageId, email, confirmation: "vouched" });
  const update = { status: "identified", message: "Found.", holdMinutes: 10 } as const;
  await client.incidents.postUpdate({ organization, incidentId, ...update });
  // Not at every moment: requests are counted.
  for await (const _ of every(50)) {
    const told = await client.notifications.list({ organization, incidentId });
    const notification = told.find(({ counts }) => Object.keys(counts).length > 0);
    if (notification === undefined) continue;
    const { id: notificationId } = notification;
    const { items } = await client.deliveries.list({ organization, notificationId });
    return { notificationId, deliveryId: items[0]?.id ?? "" };
  }
  throw new Error("Nobody was told");
}
