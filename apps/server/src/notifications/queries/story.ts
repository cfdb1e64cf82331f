import type { Reader } from "@fanal/database";
import {
  incidentServices,
  incidents,
  incidentUpdates,
  maintenanceServices,
  maintenances,
  maintenanceUpdates,
  postmortems,
} from "@fanal/database/schema";
import type { AffectedService, IncidentStatus, MaintenanceStatus, ServiceStatus } from "@fanal/domain";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";

type IncidentRow = typeof incidents.$inferSelect;
type MaintenanceRow = typeof maintenances.$inferSelect;

/** Of an incident, what is told of it. */
type IncidentFacts = Pick<
  IncidentRow,
  "id" | "title" | "status" | "impactOverride" | "startedAt" | "resolvedAt" | "nextUpdateAt"
>;
type MaintenanceFacts = Pick<MaintenanceRow, "id" | "title" | "status" | "startsAt" | "endsAt">;

/** An incident or a maintenance, with what it makes of services. */
export type ToldStory =
  | { kind: "incident"; row: IncidentFacts; affected: AffectedService[] }
  | { kind: "maintenance"; row: MaintenanceFacts; affected: { serviceId: string; status: ServiceStatus }[] };

export interface StoryAddress {
  kind: "incident" | "maintenance";
  id: string;
}

/** What subscribers may be told of; `null` for a draft, and for what was deleted meanwhile. */
export async function readStory(reader: Reader, { kind, id }: StoryAddress): Promise<ToldStory | null> {
  return kind === "incident" ? readIncident(reader, id) : readMaintenance(reader, id);
}

async function readIncident(reader: Reader, id: string): Promise<ToldStory | null> {
  const { organizationId } = reader;
  const [row] = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, organizationId),
        eq(incidents.id, id),
        isNull(incidents.deletedAt),
        isNotNull(incidents.publishedAt),
      ),
    );
  if (row === undefined) return null;
  const affected = await reader.db
    .select({ serviceId: incidentServices.serviceId, status: incidentServices.status })
    .from(incidentServices)
    .where(and(eq(incidentServices.organizationId, organizationId), eq(incidentServices.incidentId, id)));
  return { kind: "incident", row, affected };
}

async function readMaintenance(reader: Reader, id: string): Promise<ToldStory | null> {
  const { organizationId } = reader;
  const [row] = await reader.db
    .select()
    .from(maintenances)
    .where(
      and(
        eq(maintenances.organizationId, organizationId),
        eq(maintenances.id, id),
        isNull(maintenances.deletedAt),
      ),
    );
  if (row === undefined) return null;
  const affected = await reader.db
    .select({ serviceId: maintenanceServices.serviceId })
    .from(maintenanceServices)
    .where(
      and(eq(maintenanceServices.organizationId, organizationId), eq(maintenanceServices.maintenanceId, id)),
    );
  return {
    kind: "maintenance",
    row,
    affected: affected.map(({ serviceId }) => ({ serviceId, status: "under_maintenance" })),
  };
}

/** What was said: text as it was typed, and when. */
export interface Said {
  id: string;
  message: string;
  at: Date;
  /** The state that it set; `null` of what sets none. */
  status: IncidentStatus | MaintenanceStatus | null;
}

/** An update of a story, or its first one; `null` when it is gone. */
export async function readSaid(
  reader: Reader,
  { kind, id }: StoryAddress,
  which: { updateId: string } | "first_update",
): Promise<Said | null> {
  const table = kind === "incident" ? incidentUpdates : maintenanceUpdates;
  const storyId = kind === "incident" ? incidentUpdates.incidentId : maintenanceUpdates.maintenanceId;
  const [row] = await reader.db
    .select({ id: table.id, message: table.message, at: table.createdAt, status: table.status })
    .from(table)
    .where(
      and(
        eq(table.organizationId, reader.organizationId),
        eq(storyId, id),
        isNull(table.deletedAt),
        which === "first_update" ? undefined : eq(table.id, which.updateId),
      ),
    )
    .orderBy(asc(table.createdAt), asc(table.id))
    .limit(1);
  return row ?? null;
}

/** A postmortem as it is published; `null` when it was reverted. */
export async function readPostmortem(reader: Reader, incidentId: string): Promise<Said | null> {
  const [row] = await reader.db
    .select({ message: postmortems.message, at: postmortems.publishedAt })
    .from(postmortems)
    .where(
      and(eq(postmortems.organizationId, reader.organizationId), eq(postmortems.incidentId, incidentId)),
    );
  if (row === undefined || row.message === null || row.at === null) return null;
  return { id: incidentId, message: row.message, at: row.at, status: null };
}
