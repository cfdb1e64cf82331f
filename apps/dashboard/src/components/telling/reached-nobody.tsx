import { StatusIcon } from "@fanal/ui/components/status-icon";
import { useState } from "react";
import { clockTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import type { ToldEvent } from "./told-events.ts";
import { ToldSheet } from "./told-sheet.tsx";
import { kindLabels, subscriberWords } from "./words.ts";

/** Says loudly that people who should have been told were not. */
export function ReachedNobody({ events }: { events: ToldEvent[] }) {
  const now = useNow();
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  const silent = events.filter(({ reachedNobody }) => reachedNobody);
  const opened = events.find(({ position }) => position === openedAt);
  if (silent.length === 0) return null;
  return (
    <div role="alert" className="flex flex-col gap-2">
      {silent.map(({ position, kind, createdAt, meant }) => (
        <p key={position} className={silentClass}>
          <StatusIcon status="major_outage" className="mt-0.5 shrink-0" />
          <span>
            {kindLabels[kind]} at {clockTime(createdAt, now)} reached nobody: {subscriberWords(meant)} should
            have been told.{" "}
            <button
              type="button"
              className="font-strong underline underline-offset-4"
              onClick={() => setOpenedAt(position)}
            >
              See why
            </button>
          </span>
        </p>
      ))}
      {opened !== undefined && <ToldSheet event={opened} onClose={() => setOpenedAt(null)} />}
    </div>
  );
}

export const silentClass =
  "flex items-start gap-2 rounded-lg border border-transparent bg-status-major-muted px-3 py-2 text-status-major-muted-foreground";
