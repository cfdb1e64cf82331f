import type {
  Impact,
  ImportKind,
  ImportProblem,
  IncidentServiceStatus,
  IncidentStatus,
  MaintenanceStatus,
  ServiceStatus,
} from "@fanal/domain";

/** The past of another product in our words. Things name each other by the ids that they had there; times are ISO 8601. */
export interface Past {
  groups: PastGroup[];
  services: PastService[];
  incidents: PastIncident[];
  maintenances: PastMaintenance[];
  subscribers: PastSubscriber[];
  problems: PastProblem[];
}

/** What cannot be brought: so many things; 0 where something is brought, but not as it was. */
export interface PastProblem extends ImportProblem {
  refused: number;
}

export interface PastGroup {
  externalId: string;
  name: string;
}

export interface PastService {
  externalId: string;
  name: string;
  description: string;
  groupId: string | null;
  /** What was said of it by hand; `operational` where incidents and maintenances tell it. */
  status: ServiceStatus;
}

interface PastAffected {
  serviceId: string;
  status: IncidentServiceStatus;
}

export interface PastIncident {
  externalId: string;
  /** Where visitors found it below the page, without a slash in front; `null`: nowhere. */
  path: string | null;
  title: string;
  status: IncidentStatus;
  impact: Impact | null;
  services: PastAffected[];
  startedAt: string;
  resolvedAt: string | null;
  /** Oldest first, one at least; messages as they were written there, which may be HTML, or nothing. */
  updates: { status: IncidentStatus; message: string; services: PastAffected[]; at: string }[];
  postmortem: { message: string; publishedAt: string } | null;
}

export interface PastMaintenance {
  externalId: string;
  path: string | null;
  title: string;
  status: MaintenanceStatus;
  startsAt: string;
  endsAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  startsAutomatically: boolean;
  finishesAutomatically: boolean;
  notifiesAutomatically: boolean;
  serviceIds: string[];
  /** Oldest first, one at least. */
  updates: { status: MaintenanceStatus; message: string; at: string }[];
}

export interface PastSubscriber {
  externalId: string;
  email: string;
  /** `null`: all of the page. */
  serviceIds: string[] | null;
}

export function emptyPast(): Past {
  return { groups: [], services: [], incidents: [], maintenances: [], subscribers: [], problems: [] };
}

/** How many things there are to be brought. */
export function sizeOf({ groups, services, incidents, maintenances, subscribers }: Past): number {
  return groups.length + services.length + incidents.length + maintenances.length + subscribers.length;
}

/** How many of a kind cannot be brought. */
export function refusedOf({ problems }: Past, kind: ImportKind): number {
  return problems.reduce((sum, problem) => sum + (problem.kind === kind ? problem.refused : 0), 0);
}

/** A past as the database has it: only readers of sources write them. */
export function asPast(stored: unknown): Past {
  return stored as Past;
}
