import type { Maintenance } from "@fanal/contract";
import { isActive } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { duration } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";

/** How long until it begins or ends; loud where it waits for somebody. */
export function ProgressLine({ maintenance }: { maintenance: Maintenance }) {
  const now = useNow();
  const { words, waits } = progressOf(maintenance, now);
  if (!waits) return <p className="text-muted-foreground tabular-nums">{words}</p>;
  return (
    <p
      role="status"
      className="flex items-center gap-2 rounded-lg border border-transparent bg-status-degraded-muted px-3 py-2 text-status-degraded-muted-foreground tabular-nums"
    >
      <StatusIcon status="degraded_performance" className="shrink-0" /> <span>{words}</span>
    </p>
  );
}

interface Progress {
  words: string;
  /** Whether nothing goes on until somebody says so. */
  waits: boolean;
}

function progressOf(maintenance: Maintenance, now: Date): Progress {
  const { status, startsAt, endsAt, startedAt, finishedAt } = maintenance;
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  const goes = (isAutomatic: boolean) => (isAutomatic ? ", by itself" : ", once somebody says so");
  if (status === "scheduled") {
    if (start > now) {
      const ahead = duration(now.toISOString(), start);
      return { words: `Starts in ${ahead}${goes(maintenance.startsAutomatically)}.`, waits: false };
    }
    if (maintenance.startsAutomatically) return { words: "Starts now.", waits: false };
    const late = duration(startsAt, now);
    return { words: `The window began ${late} ago. Post an update to start the work.`, waits: true };
  }
  if (isActive(status)) {
    const running = `In progress for ${duration(startedAt ?? startsAt, now)}`;
    if (end > now) {
      const left = duration(now.toISOString(), end);
      return {
        words: `${running}. Ends in ${left}${goes(maintenance.finishesAutomatically)}.`,
        waits: false,
      };
    }
    if (maintenance.finishesAutomatically) return { words: `${running}. Ends now.`, waits: false };
    const late = duration(endsAt, now);
    return {
      words: `The window ended ${late} ago. Visitors still see work in progress. Finish it, or extend it.`,
      waits: true,
    };
  }
  if (status === "canceled") return { words: "It did not take place.", waits: false };
  const took = duration(startedAt ?? startsAt, new Date(finishedAt ?? endsAt));
  return { words: `Took ${took}.`, waits: false };
}
