import type { IncidentUpdate, Service } from "@fanal/contract";
import { incidentStatusLabels, serviceStatusLabels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { useState } from "react";
import { serviceName } from "../../lib/service-name.ts";
import { clockTime, fullTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";

const shownAtFirst = 10;

/** All updates, newest first. */
export function Story({ updates, services }: { updates: IncidentUpdate[]; services: Service[] | undefined }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? updates : updates.slice(0, shownAtFirst);
  return (
    <ol aria-label="Updates" className="flex flex-col gap-6">
      {shown.map((update, index) => (
        <Update key={update.id} update={update} isCurrent={index === 0} services={services} />
      ))}
      {shown.length < updates.length && (
        <li>
          <Button variant="outline" size="sm" onClick={() => setShowsAll(true)}>
            Show {updates.length - shown.length} earlier
          </Button>
        </li>
      )}
    </ol>
  );
}

interface UpdateProps {
  update: IncidentUpdate;
  isCurrent: boolean;
  services: Service[] | undefined;
}

function Update({ update, isCurrent, services }: UpdateProps) {
  const now = useNow();
  const changes = update.services.map(({ serviceId, status }) => {
    const name = serviceName(services, serviceId);
    return `${name}: ${serviceStatusLabels[status].label}`;
  });
  return (
    <li className="grid grid-cols-[16px_1fr] gap-x-3">
      <ProgressIcon state={update.status} tone={isCurrent ? "current" : "past"} className="mt-0.5" />
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-strong">{incidentStatusLabels[update.status]}</span>
          <span className="text-muted-foreground">
            {update.author.name} ·{" "}
            <time dateTime={update.createdAt} title={fullTime(update.createdAt)}>
              {clockTime(update.createdAt, now)}
            </time>
          </span>
        </p>
        <div
          className="prose text-base"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitized it
          dangerouslySetInnerHTML={{ __html: update.messageHtml }}
        />
        {changes.length > 0 && <p className="text-xs text-muted-foreground">{changes.join(" · ")}</p>}
      </div>
    </li>
  );
}
