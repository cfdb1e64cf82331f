import { Tooltip, TooltipContent, TooltipTrigger } from "@fanal/ui/components/tooltip";
import { cn } from "@fanal/ui/lib/utils";
import { fullTime, shortAge } from "../lib/time.ts";
import { useNow } from "../lib/use-now.ts";

/** How long ago, with the full date and zone on hover and focus. */
export function Age({ time, className }: { time: string; className?: string }) {
  const now = useNow();
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <time dateTime={time} className={cn("whitespace-nowrap", className)}>
          {shortAge(time, now)}
        </time>
      </TooltipTrigger>
      <TooltipContent>{fullTime(time)}</TooltipContent>
    </Tooltip>
  );
}
