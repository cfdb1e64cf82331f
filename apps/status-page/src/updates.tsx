import type { SnapshotIncident } from "@fanal/contract/snapshot";
import { incidentStatusLabels } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { Time } from "./time.tsx";

interface UpdatesProps {
  incident: SnapshotIncident;
  /** How many of the newest stand open; the older ones are folded. */
  shown: number;
  zone: string;
  day: string;
}

/** The story of an incident, newest first. */
export function Updates({ incident, shown, zone, day }: UpdatesProps) {
  const newest = incident.updates.slice(0, shown);
  const older = incident.updates.slice(shown);
  const list = (updates: SnapshotIncident["updates"]) => (
    <ol className="updates">
      {updates.map((update) => (
        <li key={update.id}>
          <p className="head">
            <ProgressIcon state={update.status} tone={update === incident.updates[0] ? "current" : "past"} />
            <span>{incidentStatusLabels[update.status]}</span>
            <Time at={update.createdAt} zone={zone} day={day} ago />
          </p>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the only HTML that a person wrote; it was sanitized where the snapshot was made. */}
          <div className="text" dir="auto" dangerouslySetInnerHTML={{ __html: update.html }} />
        </li>
      ))}
    </ol>
  );
  return (
    <>
      {newest.length > 0 && list(newest)}
      {older.length > 0 && (
        <details className="older" data-key={`older-${incident.id}-${day}`}>
          <summary>{older.length === 1 ? "1 earlier update" : `${older.length} earlier updates`}</summary>
          {list(older)}
        </details>
      )}
    </>
  );
}
