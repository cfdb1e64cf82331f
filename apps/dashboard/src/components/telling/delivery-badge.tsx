import type { DeliveryState } from "@fanal/domain";
import { Badge, type badgeVariants } from "@fanal/ui/components/badge";
import type { VariantProps } from "class-variance-authority";
import { deliveryStateLabels } from "./words.ts";

const looks: Record<DeliveryState, VariantProps<typeof badgeVariants>["variant"]> = {
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
