import { useNow } from "../../lib/use-now.ts";
import { zonedWindow } from "../../lib/zoned-time.ts";
import type { WindowPreview } from "./window-preview.ts";

type Occurrence = WindowPreview["occurrences"][number];

/** The next times at which it takes place, and where the clocks are changed in between. */
export function OccurrenceList({ occurrences, timeZone }: { occurrences: Occurrence[]; timeZone: string }) {
  const now = useNow();
  return (
    <div className="flex flex-col gap-1">
      <h2 className="text-xs text-muted-foreground">Next {occurrences.length}</h2>
      <ol aria-label="Next occurrences" className="flex flex-col gap-1">
        {occurrences.map((occurrence, index) => {
          const shift = shiftWords(occurrence, occurrences[index - 1]);
          return (
            <li key={occurrence.startsAt} className="flex flex-wrap gap-x-3 tabular-nums">
              <time dateTime={occurrence.startsAt}>
                {zonedWindow(new Date(occurrence.startsAt), new Date(occurrence.endsAt), timeZone, now)}
              </time>
              {shift !== null && <span className="text-muted-foreground">{shift}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** "after the clocks go back: UTC+01:00 instead of UTC+02:00" */
function shiftWords(occurrence: Occurrence, before: Occurrence | undefined): string | null {
  if (!occurrence.changesOffset) return null;
  const is = `UTC${occurrence.utcOffset}`;
  if (before === undefined) return `after the clocks change: ${is}`;
  const direction = minutesOf(occurrence.utcOffset) > minutesOf(before.utcOffset) ? "forward" : "back";
  return `after the clocks go ${direction}: ${is} instead of UTC${before.utcOffset}`;
}

function minutesOf(utcOffset: string): number {
  const [hours = 0, minutes = 0] = utcOffset.slice(1).split(":").map(Number);
  return (utcOffset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
