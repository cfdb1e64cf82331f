import { dayIn, fullTimeIn, timeIn } from "./zoned.ts";

interface TimeProps {
  at: string;
  zone: string;
  /** The day (`YYYY-MM-DD`) that the surroundings already name; a time on another day says its own. */
  day: string;
  /** Whether the script may add how long ago it is. */
  ago?: boolean;
}

/** A moment, printed absolute in the page's zone. The script makes it local to the visitor. */
export function Time({ at, zone, day, ago }: TimeProps) {
  return (
    <time dateTime={at} data-ago={ago ? "" : undefined}>
      {timeIn(zone, at, day)}
    </time>
  );
}

/** When the page was last known to be right. The script moves it on while it has the server's word. */
export function AsOf({ at, zone, whole }: { at: string; zone: string; whole?: boolean }) {
  return (
    <time dateTime={at} data-as-of="">
      {whole ? fullTimeIn(zone, at) : timeIn(zone, at, dayIn(zone, at))}
    </time>
  );
}
