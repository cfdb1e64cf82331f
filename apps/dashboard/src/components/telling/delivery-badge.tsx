import type { DeliveryState } from "@fanal/domain";
import { Badge } from "@fanal/ui/components/badge";
import type { ComponentProps } from "react";
import { deliveryStateLabels } from "./words.ts";

const looks: Record<DeliveryState, NonNullable<ComponentProps<typeof Badge>["variant"]>> = {
  queued: "secondary",
  failed: "degraded",
  sent: "outline",
  kept: "outline",
  given_up: "major",
  bounced: "major",
  recalled: "secondary",
};

/** What became of one delivery. */
export function DeliveryBadge({ state }: { state: DeliveryState }) {
  return <Badge variant={looks[state]}>{deliveryStateLabels[state]}</Badge>;
}
