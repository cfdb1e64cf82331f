import type { Reader } from "@fanal/database";
import { incidentServices, incidents } from "@fanal/database/schema";
import {
  declareIncident,
  type IncidentState,
  isRefusal,
  pastIntervals,
  pastWhenDeclared,
  severity,
} from "@fanal/domain";
import { and, eq, isNull } from "drizzle-orm";
import { planOf } from "../../incidents/queries.ts";
import type { PageService } from "../../status-pages/queries/services.ts";
import type { IncidentRow, ShownDraft } from "./incidents.ts";
import type { Past } from "./past.ts";

/** A draft as it would be if it were published at a moment. */
export interface DeclaredDraft extends ShownDraft {
  state: IncidentState;
  /** What it would say of the past, and of now. */
  past: Past;
}

/** Declares a draft without writing anything; `null` when there is no such draft. */
export async function declareDraft(
  reader: Reader,
  incidentId: string,
  now: Date,
): Promise<DeclaredDraft | null> {
  const [row] = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, reader.organizationId),
        eq(incidents.id, incidentId),
        isNull(incidents.publishedAt),
        isNull(incidents.deletedAt),
      ),
    );
  if (row === undefined) return null;
  const services = await reader.db
    .select({ serviceId: incidentServices.serviceId, status: incidentServices.status })
    .from(incidentServices)
    .where(
      and(
        eq(incidentServices.organizationId, reader.organizationId),
        eq(incidentServices.incidentId, incidentId),
      ),
    );
  const state = declared(row, services, now);
  const { status, impactOverride, startedAt, resolvedAt, nextUpdateAt, isBackfilled } = state;
  return {
    row: {
      ...row,
      status,
      impactOverride,
      startedAt,
      resolvedAt,
      nextUpdateAt,
      isBackfilled,
      publishedAt: now,
    },
    state,
    updatedAt: isBackfilled && resolvedAt !== null ? resolvedAt : now,
    past: pastOf(row, state, now),
  };
}

/** The services of a page with what the draft makes of them. */
export function withDraft(
  services: readonly PageService[],
  { state }: DeclaredDraft,
  now: Date,
): PageService[] {
  if (state.resolvedAt !== null) return [...services];
  const statusOf = new Map(state.services.map(({ serviceId, status }) => [serviceId, status]));
  return services.map((service) => {
    const status = statusOf.get(service.id) ?? "operational";
    return severity(status) > severity(service.status) ? { ...service, status, since: now } : service;
  });
}

/** Promises that have passed keep a draft from being published, not from being looked at. */
function declared(row: IncidentRow, services: IncidentState["services"], now: Date): IncidentState {
  const state = declareIncident(planOf(row, services), now);
  return isRefusal(state) ? { ...row, services } : state;
}

function pastOf({ id, title }: IncidentRow, state: IncidentState, now: Date): Past {
  const { startedAt, resolvedAt, services } = state;
  const told = pastIntervals(pastWhenDeclared(state, now), startedAt).map((interval) => ({
    serviceId: interval.serviceId,
    status: interval.status,
    from: interval.startedAt.getTime(),
    to: interval.endedAt.getTime(),
  }));
  const until = now.getTime() + 1;
  const going =
    resolvedAt === null
      ? services.map(({ serviceId, status }) => ({ serviceId, status, from: now.getTime(), to: until }))
      : [];
  const story = {
    kind: "incident" as const,
    id,
    title,
    from: startedAt.getTime(),
    to: resolvedAt?.getTime() ?? until,
  };
  return {
    intervalsOf: Map.groupBy([...told, ...going], ({ serviceId }) => serviceId),
    correctionsOf: new Map(),
    storiesOf: new Map(services.map(({ serviceId }) => [serviceId, [story]])),
    toldSince: new Map(),
  };
}
