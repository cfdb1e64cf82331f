import { clockTime, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import type { ToldEvent } from "./told-events.ts";
import { ToldLine } from "./told-line.tsx";
import { kindLabels } from "./words.ts";

/** What was told of a maintenance beside its updates: another window, a reminder. */
export function ToldBeside({ events }: { events: ToldEvent[] }) {
  const now = useNow();
  const beside = events.filter(({ updateId }) => updateId === null);
  if (beside.length === 0) return null;
  return (
    <ul aria-label="Told beside the updates" className="flex flex-col gap-3">
      {beside.map((event) => (
        <li key={event.position} className="flex flex-col gap-1 pl-7">
          <p className="text-muted-foreground">
            <span className="font-strong text-foreground">{kindLabels[event.kind]}</span>{" "}
            <time dateTime={event.createdAt} title={fullTime(event.createdAt)}>
              {clockTime(event.createdAt, now)}
            </time>
          </p>
          <ToldLine event={event} />
        </li>
      ))}
    </ul>
  );
}
