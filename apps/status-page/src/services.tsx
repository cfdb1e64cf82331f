import type { Snapshot, SnapshotGroup, SnapshotService } from "@fanal/contract/snapshot";
import { type ServiceStatus, serviceStatusLabels } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import type { ReactNode } from "react";
import { Time } from "./time.tsx";
import { dayIn } from "./zoned.ts";

/** More services than this and the healthy groups start folded. */
const calmCount = 12;

interface Surroundings {
  zone: string;
  today: string;
}

/** All services in the operator's order: order is memory, so nothing moves when something breaks. */
export function Services({ snapshot }: { snapshot: Snapshot }) {
  const zone = snapshot.page.timeZone;
  const surroundings = { zone, today: dayIn(zone, snapshot.asOf) };
  const groups = snapshot.groups.filter((group) => group.services.length > 0);
  const total = groups.reduce((sum, group) => sum + group.services.length, 0);
  if (total === 0) return null;
  return (
    <>
      <h2 className="sr">Services</h2>
      {groups.map((group) => (
        <Group
          key={group.id ?? ""}
          group={group}
          name={group.name ?? (groups.length > 1 ? "Other services" : "Services")}
          folds={group.name !== null || total > calmCount}
          open={total <= calmCount || group.status !== "operational"}
        >
          <ul className="services">
            {group.services.map((service) => (
              <Service key={service.id} service={service} {...surroundings} />
            ))}
          </ul>
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
        <h3 dir="auto">{name}</h3>
        <StatusWord status={group.status} />
      </summary>
      {children}
    </details>
  );
}

function Service({ service, zone, today }: { service: SnapshotService } & Surroundings) {
  const { id, name, description, status, since } = service;
  return (
    <li data-status={status} data-key={`service-${id}`} data-state={status}>
      <StatusIcon status={status} size={18} />
      <div className="name">
        <span dir="auto">{name}</span>
        {description && (
          <p className="meta" dir="auto">
            {description}
          </p>
        )}
      </div>
      <div className="state">
        <StatusWord status={status} />
        {status !== "operational" && (
          <p className="meta">
            since <Time at={since} zone={zone} day={today} />
          </p>
        )}
      </div>
    </li>
  );
}

/** The word for a status; where there is no room for it, its short form. */
function StatusWord({ status }: { status: ServiceStatus }) {
  const { label, short } = serviceStatusLabels[status];
  return (
    <span className="word" data-status={status}>
      <span className="wide">{label}</span>
      <span className="narrow">{short}</span>
    </span>
  );
}
