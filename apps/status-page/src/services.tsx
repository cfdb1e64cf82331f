import type { Snapshot, SnapshotGroup, SnapshotService } from "@fanal/contract/snapshot";
import type { ServiceStatus } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { ReactNode } from "react";
import { HistoryStrip } from "./history-strip.tsx";
import { keptMarkup } from "./kept-markup.ts";
import { Time } from "./time.tsx";
import { Speaking, useWords } from "./words.tsx";

/** More services than this and the healthy groups start folded. */
const calmCount = 12;
/** More services than this and the script offers to find one by its name. */
const filterCount = 30;

/** All services in the operator's order: order is memory, so nothing moves when something breaks. */
export function Services({ snapshot }: { snapshot: Snapshot }) {
  const words = useWords();
  const { text, dates, language } = words;
  const today = dates.dayOf(snapshot.asOf);
  const surroundings = `${language} ${snapshot.page.timeZone} ${today} `;
  const row = (service: SnapshotService) =>
    keptMarkup(surroundings + JSON.stringify(service), () => (
      <Speaking value={words}>
        <Service service={service} today={today} />
      </Speaking>
    ));
  const groups = snapshot.groups.filter((group) => group.services.length > 0);
  const total = groups.reduce((sum, group) => sum + group.services.length, 0);
  if (total === 0) return null;
  return (
    <>
      <h2 className="sr">{text("services.title")}</h2>
      {total > filterCount && (
        <p className="filter" hidden>
          <input
            type="search"
            id="filter"
            placeholder={text("services.filter")}
            aria-label={text("services.filter")}
            autoComplete="off"
          />
          <span className="meta" id="filter-none" role="status" data-none={text("services.filter_none")} />
        </p>
      )}
      {groups.map((group) => (
        <Group
          key={group.id ?? ""}
          group={group}
          name={group.name ?? text(groups.length > 1 ? "services.other" : "services.title")}
          folds={group.name !== null || total > calmCount}
          open={total <= calmCount || group.status !== "operational"}
        >
          <ul
            className="services"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: made by the components of this file.
            dangerouslySetInnerHTML={{ __html: group.services.map(row).join("") }}
          />
        </Group>
      ))}
    </>
  );
}

interface GroupProps {
  group: SnapshotGroup;
  name: string;
  folds: boolean;
  open: boolean;
  children: ReactNode;
}

function Group({ group, name, folds, open, children }: GroupProps) {
  if (!folds) return <div className="card">{children}</div>;
  return (
    <details className="card" data-key={`group-${group.id ?? ""}`} open={open}>
      <summary>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <StatusWord status={group.status} />
      </summary>
      {group.description && (
        <p className="meta group-description">
          <bdi>{group.description}</bdi>
        </p>
      )}
      {children}
    </details>
  );
}

function Service({ service, today }: { service: SnapshotService; today: string }) {
  const { rich } = useWords();
  const { id, name, description, status, since, history } = service;
  return (
    <li data-status={status} data-key={`service-${id}`} data-state={status}>
      <StatusIcon status={status} size={18} />
      <div className="name">
        <a href={`services/${id}`}>
          <bdi>{name}</bdi>
        </a>
        {description && (
          <p className="meta">
            <bdi>{description}</bdi>
          </p>
        )}
      </div>
      <div className="state">
        <StatusWord status={status} />
        {status !== "operational" && (
          <p className="meta">{rich("time.since", { time: <Time at={since} day={today} /> })}</p>
        )}
      </div>
      <HistoryStrip serviceId={id} name={name} history={history} />
    </li>
  );
}

/** The word for a status; where there is no room for it, its short form. */
function StatusWord({ status }: { status: ServiceStatus }) {
  const { text } = useWords();
  return (
    <span className="word" data-status={status}>
      <span className="wide">{text(`status.${status}`)}</span>
      <span className="narrow">{text(`short.${status}`)}</span>
    </span>
  );
}
