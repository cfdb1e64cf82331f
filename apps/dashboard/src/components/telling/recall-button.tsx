import { Button } from "@fanal/ui/components/button";
import { useOrganization } from "../../lib/use-organization.ts";
import { isHeld, type ToldEvent } from "./told-events.ts";
import { useRecall } from "./told-writes.ts";

/** Takes back what is still held, on every page that would tell it. */
export function RecallButton({ event }: { event: ToldEvent }) {
  const { slug: organization, can } = useOrganization();
  const recall = useRecall();
  if (!can("notification.write") || !isHeld(event, Date.now())) return null;
  return (
    <Button
      variant="outline"
      size="xs"
      onClick={() => {
        for (const { id, recalledAt } of event.notifications)
          if (recalledAt === null) recall.run({ organization, notificationId: id });
      }}
    >
      Recall
    </Button>
  );
}
