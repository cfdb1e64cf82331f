import { useWords } from "./words.tsx";

interface TimeProps {
  at: string;
  /** The day (`YYYY-MM-DD`) that the surroundings already name; a time on another day says its own. */
  day: string;
  /** Whether the script may add how long ago it is. */
  ago?: boolean;
}

/** A moment, printed absolute in the page's zone. The script makes it local to the visitor. */
export function Time({ at, day, ago }: TimeProps) {
  const { dates } = useWords();
  return (
    <time dateTime={at} data-ago={ago ? "" : undefined}>
      {dates.time(at, day)}
    </time>
  );
}

/** A moment with its whole date. */
export function FullTime({ at }: { at: string }) {
  const { dates } = useWords();
  return (
    <time dateTime={at} data-full="">
      {dates.fullTime(at)}
    </time>
  );
}

/** From when to when something was, with its whole date; the end names its own day only when that is another. */
export function FullSpan({ from, to }: { from: string; to: string }) {
  const { rich } = useWords();
  return rich("time.span", { start: <FullTime at={from} />, end: <End at={to} from={from} /> });
}

function End({ at, from }: { at: string; from: string }) {
  const { dates } = useWords();
  return (
    <time dateTime={at} data-from={from}>
      {dates.time(at, dates.dayOf(from))}
    </time>
  );
}

/** When the page was last known to be right. The script moves it on while it has the server's word. */
export function AsOf({ at, whole }: { at: string; whole?: boolean }) {
  const { dates } = useWords();
  return (
    <time dateTime={at} data-as-of="" data-full={whole ? "" : undefined}>
      {whole ? dates.fullTime(at) : dates.time(at, dates.dayOf(at))}
    </time>
  );
}

/** From when to when: planned work, in the page's zone; the script makes it local and keeps the page's beside it. */
export function Window({ from, to }: { from: string; to: string }) {
  const { dates, rich, text } = useWords();
  const start = dates.plannedTime(from);
  const end = dates.time(to, dates.dayOf(from));
  return (
    <span className="window">
      {rich("time.span", {
        start: (
          <time dateTime={from} data-planned="">
            {start}
          </time>
        ),
        end: <End at={to} from={from} />,
      })}
      <span className="beside meta" hidden>
        {text("time.span", { start, end })}
      </span>
    </span>
  );
}
