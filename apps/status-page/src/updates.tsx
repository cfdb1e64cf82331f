import type { SnapshotIncident, SnapshotMaintenance } from "@fanal/contract/snapshot";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { OperatorHtml } from "./markup.tsx";
import { Time } from "./time.tsx";
import { useWords } from "./words.tsx";

interface UpdatesProps {
  /** Newest first. */
  updates: (SnapshotIncident["updates"][number] | SnapshotMaintenance["updates"][number])[];
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
        </li>
      ))}
    </ol>
  );
}
