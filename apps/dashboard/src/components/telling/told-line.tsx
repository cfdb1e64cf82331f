import { Button } from "@fanal/ui/components/button";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useState } from "react";
import { RecallButton } from "./recall-button.tsx";
import { type ToldEvent, toldWords } from "./told-events.ts";
import { ToldSheet } from "./told-sheet.tsx";
import { useCountdown } from "./use-countdown.ts";

/** What became of telling one update, and the way to all of it; while it is held, how long it can be recalled. */
export function ToldLine({ event }: { event: ToldEvent }) {
  const [isOpen, setOpen] = useState(false);
  const left = useCountdown(event.isRecalled ? null : event.heldUntil);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {left === null ? (
        <Button
          variant="ghost"
          size="xs"
          className="-ml-2 text-muted-foreground tabular-nums"
          onClick={() => setOpen(true)}
        >
          {event.reachedNobody && <StatusIcon status="major_outage" size={14} label="Reached nobody" />}
          {!event.reachedNobody && event.missed > 0 && (
            <StatusIcon status="degraded_performance" size={14} label="Some were missed" />
          )}
          {toldWords(event)}
        </Button>
      ) : (
        <>
          <span role="timer" className="text-xs text-muted-foreground tabular-nums">
            Held, told in {left}
          </span>
          <RecallButton event={event} />
        </>
      )}
      {isOpen && <ToldSheet event={event} onClose={() => setOpen(false)} />}
    </div>
  );
}
