import type { SnapshotUpdate, StoryUpdate } from "@fanal/contract/snapshot";
import type { IncidentStatus, MaintenanceStatus } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { OperatorHtml } from "./markup.tsx";
import { Time } from "./time.tsx";
import { useWords } from "./words.tsx";

interface ShownUpdate extends SnapshotUpdate<IncidentStatus | MaintenanceStatus> {
  services?: StoryUpdate["services"];
}

interface UpdatesProps {
  /** Newest first. */
  updates: ShownUpdate[];
  day: string;
  /** The address of the story, where each update has a link of its own. */
  address?: string;
}

/** What was said of an incident or a maintenance, newest first. */
export function Updates({ updates, day, address }: UpdatesProps) {
  const { text, rich, dates } = useWords();
  if (updates.length === 0) return null;
  return (
    <ol className="updates">
      {updates.map((update, index) => (
        <li key={update.id} id={address && `update-${update.id}`}>
          <p className="head">
            <ProgressIcon state={update.status} tone={index === 0 ? "current" : "past"} />
            <span>{text(`state.${update.status}`)}</span>
            {address ? (
              <a className="permalink" href={`${address}#update-${update.id}`}>
                <Time at={update.createdAt} day={day} ago />
                <span className="sr"> {text("incidents.permalink")}</span>
              </a>
            ) : (
              <Time at={update.createdAt} day={day} ago />
            )}
            {update.editedAt && (
              <span className="edited">
                {rich("time.edited", {
                  time: <Time at={update.editedAt} day={dates.dayOf(update.createdAt)} />,
                })}
              </span>
            )}
          </p>
          <OperatorHtml html={update.html} />
          {address && update.services && <StatusesSet services={update.services} />}
        </li>
      ))}
    </ol>
  );
}

/** What an update made of services. */
function StatusesSet({ services }: Pick<StoryUpdate, "services">) {
  const { text, rich } = useWords();
  if (services.length === 0) return null;
  return (
    <ul className="affected" aria-label={text("incidents.affected")}>
      {services.map(({ id, name, status }) => (
        <li key={id}>
          <StatusIcon status={status} size={14} />
          <span>
            {rich("timeline.now", { service: <bdi>{name}</bdi>, status: text(`status.${status}`) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
