import { Tooltip, TooltipContent, TooltipTrigger } from "@fanal/ui/components/tooltip";
import { cn } from "@fanal/ui/lib/utils";
import type { Connection } from "../lib/live.ts";

const words: Record<Connection, { label: string; detail: string; className: string }> = {
  live: {
    label: "Live",
    detail: "What others change appears here by itself.",
    className: "bg-status-operational",
  },
  reconnecting: {
    label: "Reconnecting",
    detail: "What others change may be missing until then.",
    className: "bg-status-degraded",
  },
  offline: {
    label: "Offline",
    detail: "Your device has no connection.",
    className: "border border-status-unknown",
  },
};

export function ConnectionDot({ connection }: { connection: Connection }) {
  const { label, detail, className } = words[connection];
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <button
          type="button"
          className="flex size-7 shrink-0 touch-target items-center justify-center rounded-md"
        >
          <span aria-hidden className={cn("size-2 rounded-full forced-color-adjust-none", className)} />
          <span className="sr-only">Connection: {label}</span>
        </button>
      </TooltipTrigger>
      <TooltipContent>
        {label}. {detail}
      </TooltipContent>
    </Tooltip>
  );
}
