import { historyLetters, type SnapshotHistory, type SnapshotTrouble } from "@fanal/contract/snapshot";
import { type ServiceStatus, serviceStatuses } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { duration, percent } from "./dates.ts";
import { runLengths, stripSvg } from "./strip.ts";
import { useWords, type Words } from "./words.tsx";

interface HistoryStripProps {
  serviceId: string;
  name: string;
  history: SnapshotHistory;
  /** Whether the days with trouble are listed under it for those who have no script. */
  list?: boolean;
}

/** Spans that the strip shows as its room allows: the axis names the one that is seen. */
const spans = [30, 60, 90];

/** What became of a service day by day. The script makes it one control, by pointer and by keys. */
export function HistoryStrip({ serviceId, name, history, list = true }: HistoryStripProps) {
  const words = useWords();
  const { text, language } = words;
  const { days, uptime, until, troubles } = history;
  const count = days.length;
  // A share is of the days that are known; those before a service was there are not.
  const known = days.replaceAll(historyLetters.unknown, "").length;
  const uptimeWords =
    uptime === null
      ? text("services.uptime_unknown")
      : text("services.uptime", { percent: percent(language, uptime), days: known });
  return (
    <div className="history" data-span={count}>
      <div
        className="strip"
        data-service={serviceId}
        data-until={until}
        data-days={runLengths(days)}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made of numbers only; as elements it would cost most of the time.
        dangerouslySetInnerHTML={{ __html: stripSvg(days) }}
      />
      <p className="axis">
        {spans
          .filter((span) => span <= count)
          .map((span) => (
            <span key={span} className={`span-${span}`} aria-hidden="true">
              {text("services.days_ago", { count: span })}
            </span>
          ))}
        <span className="uptime">{uptimeWords}</span>
        <span aria-hidden="true">{text("services.today")}</span>
      </p>
      {list && troubles.length > 0 && (
        <details className="troubles" data-key={`troubles-${serviceId}`}>
          <summary>
            {text("services.troubles", { count: troubles.length })}
            <span className="sr">: {name}</span>
          </summary>
          <ul>
            {troubles.toReversed().map((trouble) => (
              <TroubleLine key={trouble.date} serviceId={serviceId} trouble={trouble} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** One day on which something was wrong; also what the card over the strip shows. */
function TroubleLine({ serviceId, trouble }: { serviceId: string; trouble: SnapshotTrouble }) {
  const words = useWords();
  return (
    <li data-date={trouble.date}>
      <a href={`services/${serviceId}#day-${trouble.date}`}>{words.dates.day(trouble.date)}</a>
      <span className="told" data-detail="">
        <TroubleStatuses trouble={trouble} />
      </span>
      <span className="told" data-detail="">
        <TroubleStories trouble={trouble} />
      </span>
    </li>
  );
}

export function TroubleStatuses({ trouble }: { trouble: SnapshotTrouble }) {
  const words = useWords();
  return statusesOf(trouble).map(({ status, seconds }) => (
    <span key={status} className="with-icon">
      <StatusIcon status={status} size={14} />
      <span>{troubleWords(words, status, seconds)}</span>
    </span>
  ));
}

export function TroubleStories({ trouble: { stories } }: { trouble: SnapshotTrouble }) {
  return stories.map(({ kind, id, title }) => (
    <a key={id} href={`${kind === "incident" ? "incidents" : "maintenances"}/${id}`} dir="auto">
      {title}
    </a>
  ));
}

/** What a day had besides being operational, worst first. */
export function statusesOf({ seconds }: SnapshotTrouble): { status: ServiceStatus; seconds: number }[] {
  return serviceStatuses
    .toReversed()
    .map((status) => ({ status, seconds: seconds[status] ?? 0 }))
    .filter((one) => one.seconds > 0);
}

function troubleWords({ text, language }: Words, status: ServiceStatus, seconds: number): string {
  return text("services.trouble", {
    status: text(`status.${status}`),
    duration: duration(language, seconds),
  });
}

/** The status that a letter of the history stands for. */
export function statusOfLetter(letter: string): ServiceStatus | "unknown" {
  return serviceStatuses.find((status) => historyLetters[status] === letter) ?? "unknown";
}
